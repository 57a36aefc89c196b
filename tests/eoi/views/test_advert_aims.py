"""What one advert aims at, on its page; and what partners meet where it states no needs."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.advert import publish_advert
from eoi.actions.aims import state_needs
from eoi.actions.criteria import edit_criteria
from eoi.actions.readiness import give_readiness_reason
from eoi.clock import database_now
from eoi.decision_paper import decision_paper
from eoi.identity import perform
from eoi.models import Need
from tests.factories.aims import first_objective, make_confirmed_pledge, make_linked_pledge, make_set, reword
from tests.factories.people import make_officer, make_partner
from tests.factories.world import OPENS, close, decide, make_draft, make_published, open_submissions, start, submit_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_was_just_shown(settings):
    settings.DEMO = True


@pytest.fixture
def world(clock, client):
    world = make_draft(clock)
    client.force_login(world.officer)
    return world


def page(world, name="advert-aims", *more):
    return reverse(f"eoi:{name}", args=[world.advert.reference, *more])


def publish_without_needs(world):
    perform(state_needs, by=world.officer, advert=world.advert, needs=[])
    facts = {"condition": "needs", "about": "no needs stated", "reason": "It is about one thing."}
    perform(give_readiness_reason, by=world.officer, advert=world.advert, **facts)
    decide(world)
    world.advert = perform(publish_advert, by=world.officer, advert=world.refresh())
    world.clock.set(OPENS)


def test_only_the_officers_of_the_advert_change_what_it_aims_at(client, world):
    make_set(world.officer)
    pages = [page(world), page(world, "advert-set-choose", "eight-goals"), page(world, "advert-wording-take")]
    for person in (world.approver, make_officer(), make_partner()):
        client.force_login(person)
        for address in pages:
            assert client.get(address).status_code == 403
            assert client.post(address).status_code == 403


def test_the_needs_are_chosen(client, world):
    typed = {"needs": ["e-government", "skills-gaps"], "draft_version": world.advert.draft_version}

    assertRedirects(client.post(page(world), typed), page(world), fetch_redirect_response=False)
    assertContains(client.get(page(world)), "The advert states 2 needs now.")
    assert [need.key for need in world.advert.needs.all()] == ["e-government", "skills-gaps"]


def test_needs_that_a_colleague_changed_meanwhile_are_not_written_over(client, world):
    read = world.advert.draft_version
    perform(state_needs, by=world.second_officer, advert=world.advert, needs=[Need.objects.first()])
    typed = {"needs": ["skills-gaps"], "draft_version": read}

    assertContains(client.post(page(world), typed), "Somebody else changed the advert", status_code=409)
    assert client.post(page(world), {**typed, "draft_version": read + 1}).status_code == 302


def test_a_need_that_is_not_there_is_refused(client, world):
    typed = {"needs": ["money"], "draft_version": world.advert.draft_version}

    assertContains(client.post(page(world), typed), "One of the needs does not exist", status_code=422)


def test_another_set_is_chosen_on_a_page_that_says_what_is_lost(client, world):
    make_set(world.officer)
    choose = page(world, "advert-set-choose", "eight-goals")
    assertContains(client.get(page(world)), choose)
    assertContains(client.get(choose), "The 5 criteria of this draft are replaced by 8")
    assertContains(client.get(choose), f'name="draft_version" value="{world.advert.draft_version}"')

    response = client.post(choose, {"draft_version": world.advert.draft_version})
    assertRedirects(response, reverse("eoi:criteria-edit", args=[world.advert.reference]))
    assert world.advert.criteria.count() == 8
    assertContains(client.get(choose), "already")
    assert client.post(choose).status_code == 409


@pytest.mark.parametrize("read", ["0", "-1", "²", "x", "9" * 5000])
def test_a_set_is_not_chosen_for_a_draft_that_was_not_read(client, world, read):
    make_set(world.officer)
    response = client.post(page(world, "advert-set-choose", "eight-goals"), {"draft_version": read})

    assertContains(response, "Look at its criteria again", status_code=409)


def test_a_newer_wording_is_offered_read_and_taken(client, world):
    take = page(world, "advert-wording-take")
    assertNotContains(client.get(page(world)), take)
    assertContains(client.get(take), "current wording already")
    assert client.post(take).status_code == 409
    reword(first_objective(), world.officer, "Other words.")
    assertContains(client.get(page(world)), take)
    assertContains(client.get(take), "<ins")

    reword(first_objective(), world.officer, "Yet others.")
    assertContains(client.post(take, {"wording": ["1-2"]}), "reworded again", status_code=409)
    assertRedirects(client.post(take, {"wording": ["1-3"]}), page(world))
    assert world.advert.criteria.first().wording.edition == 3


def test_saving_the_criteria_does_not_take_a_newer_wording_unread(client, world):
    reword(first_objective(), world.officer, "Other words.")
    typed = {f"included_{number}": "on" for number in range(1, 6)}
    typed |= {f"weighting_{number}": "20" for number in range(1, 6)}
    client.post(
        reverse("eoi:criteria-edit", args=[world.advert.reference]),
        {**typed, "draft_version": world.advert.draft_version},
    )

    assert world.advert.criteria.first().wording.edition == 1


def test_a_draft_that_scores_nothing_says_so(client, world):
    perform(edit_criteria, by=world.officer, advert=world.advert, criteria=[])

    assertContains(client.get(page(world)), "No objective is scored")


def test_a_published_advert_is_explained(client, clock):
    world = make_published(clock)
    client.force_login(world.officer)
    make_set(world.officer)
    for address in (page(world), page(world, "advert-set-choose", "eight-goals"), page(world, "advert-wording-take")):
        assertContains(client.get(address), "no longer change")
        assert client.post(address).status_code == 409


def test_the_page_costs_the_same_with_five_objectives_and_with_eight(client, world, django_assert_num_queries):
    client.get(page(world))
    make_set(world.officer)
    with django_assert_num_queries(22):
        client.get(page(world))
    client.post(page(world, "advert-set-choose", "eight-goals"))
    client.get(page(world))
    with django_assert_num_queries(22):
        client.get(page(world))


def test_the_decision_paper_says_where_objectives_and_pledges_come_from(world):
    make_linked_pledge(world.officer, number=2, title="Warmer homes")
    make_confirmed_pledge(world.officer)
    words = str(decision_paper(world.advert, at=database_now()).as_data())

    for part in ("The five partnering objectives", "As the service was set up", "Confirmed: part of the advert"):
        assert part in words
    assert "To be confirmed: not public" in words


def test_an_advert_without_needs_says_and_asks_nothing_about_needs(client, world):
    publish_without_needs(world)
    client.logout()
    assertNotContains(client.get(reverse("eoi:advert-detail", args=[world.advert.reference])), "Needs you might meet")
    partner = make_partner()
    client.force_login(partner)
    expression = start(world, partner)

    for name in ("expression-detail", "expression-check"):
        response = client.get(reverse(f"eoi:{name}", args=[expression.reference]))
        assert response.status_code == 200
        assertNotContains(response, "eeds you can meet")
    assert client.get(reverse("eoi:needs-edit", args=[expression.reference])).status_code == 404
    last = client.get(reverse("eoi:answer-edit", args=[expression.reference, "objective-5"]))
    assertContains(last, "People and jobs")


def test_a_submission_without_needs_is_read_without_them(client, world):
    publish_without_needs(world)
    submission = submit_for(world)
    receipt = reverse("eoi:submission-receipt", args=[submission.expression.reference, 1])
    client.force_login(world.partners[0])
    assertNotContains(client.get(receipt), "eeds you can meet")

    open_submissions(close(world))
    client.force_login(world.officer)
    assertNotContains(client.get(reverse("eoi:submission-detail", args=[submission.reference])), "Needs they can meet")
