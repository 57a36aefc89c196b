"""Pledges: who sees them, and that nobody outside does before they are confirmed (S2)."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.advert import publish_advert
from eoi.actions.pledge import edit_pledge, retire_pledge
from eoi.identity import perform
from eoi.models import Pledge
from tests.factories.aims import make_confirmed_pledge, make_linked_pledge, make_set
from tests.factories.people import make_approver, make_auditor, make_officer, make_partner
from tests.factories.world import decide, make_draft

pytestmark = pytest.mark.django_db

LIST = reverse("eoi:pledge-list")
CREATE = reverse("eoi:pledge-create")
EDIT, CONFIRM, RETIRE = (reverse(f"eoi:pledge-{name}", args=[1]) for name in ("edit", "confirm", "retire"))
LINK = reverse("eoi:pledge-link", args=[1, "five-objectives"])
WORDS = {"title": "Cleaner streets", "description": "Swept.", "source": ""}


@pytest.fixture(autouse=True)
def _second_factor_was_just_shown(settings):
    settings.DEMO = True


@pytest.fixture
def officer(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


@pytest.mark.parametrize("make", [make_partner, make_auditor])
def test_others_do_not_read_pledges(client, db, make):
    client.force_login(make())

    assert client.get(LIST).status_code == 403


def test_an_approver_reads_and_does_not_change(client, db):
    client.force_login(make_approver())

    assertContains(client.get(LIST), "To be confirmed")
    for page in (CREATE, EDIT, CONFIRM, RETIRE, LINK):
        assert client.get(page).status_code == 403
        assert client.post(page).status_code == 403


def test_the_list_costs_the_same_with_six_pledges_and_with_three_more(client, officer, django_assert_num_queries):
    make_linked_pledge(officer)
    client.get(LIST)
    with django_assert_num_queries(15):
        client.get(LIST)
    for number in (2, 3):
        make_confirmed_pledge(officer, number=number, title=f"Promise {number}")
    client.post(CREATE, WORDS, follow=True)
    with django_assert_num_queries(15):
        assertContains(client.get(LIST), "7 pledges")


def test_without_pledges_the_first_step_is_offered(client, officer, monkeypatch):
    monkeypatch.setattr("eoi.views.officer.pledge.Pledge.objects.with_people", Pledge.objects.none)

    assertContains(client.get(LIST), "No pledges yet")
    client.force_login(make_approver())
    assertContains(client.get(LIST), "A procurement officer adds the first one.")


def test_a_pledge_is_added_worded_linked_and_confirmed(client, officer):
    assertRedirects(client.post(CREATE, WORDS), LIST)
    assertRedirects(client.post(EDIT, {**WORDS, "version": 1}), EDIT)
    assertRedirects(client.post(LINK, {"version": 2, "sentence_1": "So.", "sentence_2": ""}), LIST)
    assertContains(client.get(EDIT), "Objective 1 of “The five partnering objectives”: So.")
    assertRedirects(client.post(CONFIRM, {"version": 3, "source": "Council minutes"}), LIST)

    assertContains(client.get(LIST), "Council minutes")
    assertContains(client.get(LIST), officer.full_name)
    assertContains(client.get(EDIT), "These words are confirmed.")


def test_it_is_linked_to_objectives_of_another_set(client, officer):
    make_set(officer)
    page = reverse("eoi:pledge-link", args=[1, "eight-goals"])

    assertContains(client.get(page), "Goal 8")
    assert client.post(page, {"version": 1, "sentence_8": "So."}).status_code == 302
    assert Pledge.objects.get(number=1).links.get().objective.number == 8


def test_a_placeholder_is_not_confirmed(client, officer):
    assertContains(client.get(CONFIRM), "no title of its own yet")
    assert client.post(CONFIRM, {"version": 1, "source": "Minutes"}).status_code == 409


def test_confirming_needs_a_source(client, officer):
    make_linked_pledge(officer)

    assertContains(client.post(CONFIRM, {"version": 3, "source": " "}), "Without a source", status_code=422)


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        (EDIT, {"title": "Mine", "version": 3}),
        (CONFIRM, {"source": "Mine", "version": 3}),
        (LINK, {"sentence_1": "Mine", "version": 3}),
    ],
)
def test_whoever_comes_second_sees_what_stands_and_what_they_typed(client, officer, page, typed):
    pledge = make_linked_pledge(officer)
    colleague = make_officer(full_name="Quick Colleague")
    perform(edit_pledge, by=colleague, pledge=pledge, version=pledge.version, **{**WORDS, "title": "Theirs"})
    response = client.post(page, typed)

    assertContains(response, "Quick Colleague changed this pledge", status_code=409)
    assertContains(response, "Mine", status_code=409)
    assertContains(response, "Theirs" if page != LINK else "Faster services", status_code=409)
    assert client.post(page, {**typed, "version": 4}).status_code == 302


def test_a_retired_pledge_is_explained_and_brought_back(client, officer):
    assertContains(client.get(RETIRE), "Nothing is deleted")
    assert client.post(RETIRE).status_code == 302
    for page in (EDIT, CONFIRM, LINK):
        assertContains(client.get(page), "is retired")
        assert client.post(page).status_code == 409

    assertContains(client.get(LIST), "Bring back")
    assertContains(client.get(RETIRE), "stands among the pledges again")
    assert client.post(RETIRE).status_code == 302
    assert Pledge.objects.current().count() == 6


def test_what_is_wrong_is_asked_again(client, officer):
    assertContains(client.post(CREATE, {"title": ""}), "“Title” is missing", status_code=422)
    assertContains(client.post(EDIT, {"title": "", "version": "x"}), "“Title” is missing", status_code=422)
    assert client.get(reverse("eoi:pledge-edit", args=[77])).status_code == 404


def test_the_public_reads_confirmed_pledges_beside_their_objective_and_no_other(client, clock):
    world = make_draft(clock)
    make_linked_pledge(world.officer, number=2, title="CANARY unconfirmed")
    retired = make_confirmed_pledge(world.officer, number=3, title="CANARY retired")
    perform(retire_pledge, by=world.officer, pledge=retired)
    make_confirmed_pledge(world.officer)
    client.force_login(world.officer)
    preview = client.get(reverse("eoi:advert-preview", args=[world.advert.reference]))
    assertContains(preview, "Serves the council’s pledge")

    decide(world)
    perform(publish_advert, by=world.officer, advert=world.refresh())
    client.logout()
    page = client.get(reverse("eoi:advert-detail", args=[world.advert.reference]))
    assertContains(page, "Cleaner streets")
    assertContains(page, "Faster services free people to sweep.")
    assertNotContains(page, "CANARY")
    assertNotContains(page, "to be confirmed")
