"""Sets of objectives and wordings, each page by whom it is for."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.objective import retire_objective_set
from eoi.identity import perform
from eoi.models import Objective, ObjectiveSet, ObjectiveWording, Role
from tests.factories.aims import first_objective, make_confirmed_pledge, make_set, reword
from tests.factories.people import (
    make_administrator,
    make_approver,
    make_auditor,
    make_evaluator,
    make_officer,
    make_partner,
    make_person,
)
from tests.factories.world import make_draft, make_published

pytestmark = pytest.mark.django_db

HUB = reverse("eoi:objective-list")
CREATE = reverse("eoi:objective-set-create")
FIRST = ["five-objectives", 1]
READING = [HUB, reverse("eoi:objective-set-detail", args=FIRST[:1]), reverse("eoi:objective-detail", args=FIRST)]
REWORD = reverse("eoi:objective-reword", args=FIRST)


@pytest.fixture(autouse=True)
def _second_factor_was_just_shown(settings):
    settings.DEMO = True


@pytest.fixture
def officer(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


def typed(**changes):
    return {"edition": 1, "short_title": "Sooner", "wording": "Other words.", "reason": "Clearer.", **changes}


def rows(number, **changes):
    words = {f"short_title_{n}": f"Goal {n}" for n in range(1, number + 1)}
    words |= {f"wording_{n}": f"Reach goal {n}." for n in range(1, number + 1)}
    return {"name": "Eight goals", "description": "Cabinet asked.", "rows": number, **words, **changes}


@pytest.mark.parametrize("page", READING)
@pytest.mark.parametrize("make", [make_partner, make_auditor, make_administrator])
def test_partners_auditors_and_administrators_do_not_read_the_aims(client, db, page, make):
    client.force_login(make())

    assert client.get(page).status_code == 403


@pytest.mark.parametrize("page", READING)
@pytest.mark.parametrize(
    "make",
    [
        make_approver,
        make_evaluator,
        lambda: make_person(Role.SERVICE_MANAGER),
        lambda: make_person(Role.LEAD_MEMBER),
        lambda: make_person(Role.REPRESENTATIVE),
    ],
)
def test_the_council_reads_the_aims_and_officers_change_them(client, db, page, make):
    client.force_login(make())

    assertNotContains(client.get(page), "Add a set of objectives")
    assertNotContains(client.get(page), "Reword this objective")
    for changing in (CREATE, REWORD):
        assert client.get(changing).status_code == 403
        assert client.post(changing).status_code == 403


def test_the_hub_costs_the_same_with_one_set_and_with_three(client, officer, django_assert_num_queries):
    client.get(HUB)
    with django_assert_num_queries(15):
        client.get(HUB)
    for number in range(2):
        make_set(officer, name=f"Set {number}", objectives=3)
    with django_assert_num_queries(15):
        client.get(HUB)


def test_a_set_of_eight_is_added_on_a_page_that_makes_room(client, officer):
    response = client.post(CREATE, rows(5, more="1", wording_5=""))
    assertContains(response, "Reach goal 4.")
    assertContains(response, 'name="wording_8"')
    assertNotContains(response, "There is a problem")

    response = client.post(CREATE, rows(8))
    assertRedirects(response, reverse("eoi:objective-set-detail", args=["eight-goals"]))
    assert ObjectiveWording.objects.of_set(ObjectiveSet.objects.get(key="eight-goals")).current().count() == 8


def test_rows_left_empty_are_left_out(client, officer):
    client.post(CREATE, rows(4, short_title_2="", wording_2=""))

    made = ObjectiveSet.objects.get(key="eight-goals")
    titles = [wording.short_title for wording in ObjectiveWording.objects.of_set(made).current()]
    assert titles == ["Goal 1", "Goal 3", "Goal 4"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": "the FIVE partnering objectives"}, "There is a set called"),
        ({"wording_2": ""}, "Objective 2 has no wording"),
        ({"short_title_2": ""}, "Objective 2 has no short title"),
        ({"short_title_1": "", "wording_1": "", "short_title_2": "", "wording_2": ""}, "The set has no objective"),
        ({"wording_2": "x" * 1001}, "1001"),
        ({"rows": "a lot"}, "whole number"),
    ],
)
def test_what_cannot_be_meant_is_asked_again(client, officer, changes, sentence):
    response = client.post(CREATE, rows(2, **changes))

    assertContains(response, sentence, status_code=422)
    assertContains(response, "Cabinet asked.", status_code=422)


@pytest.mark.parametrize("asked", ["0", "-4", "21", "9" * 5000, "", "²"])
def test_no_page_has_more_rows_than_a_set_has_objectives(client, officer, asked):
    response = client.post(CREATE, {**rows(1), "rows": asked, "more": "1"})

    assert response.status_code == 200
    assertNotContains(response, 'name="wording_21"')


def test_the_wordings_stand_side_by_side_with_what_changed(client, officer):
    reword(first_objective(), officer, "Build on what is <b>good</b>.")
    page = client.get(reverse("eoi:objective-detail", args=FIRST))

    assertContains(page, "Edition 2")
    assertContains(page, officer.full_name)
    assertContains(page, "Minor phrasing amendments.")
    assertContains(page, '<ins class="change">')
    assertContains(page, '<del class="change">')
    assertContains(page, "&lt;b&gt;")
    assertNotContains(page, "<b>good")


def test_a_wording_names_the_published_adverts_that_keep_it_and_no_draft(client, clock):
    world = make_published(clock)
    draft = make_draft(clock, reference="SAL-2026-099")
    client.force_login(make_approver())
    page = client.get(reverse("eoi:objective-detail", args=FIRST))

    assertContains(page, world.advert.reference)
    assertNotContains(page, draft.advert.reference)


def test_the_page_of_an_objective_costs_the_same_with_one_wording_and_with_three(
    client, clock, django_assert_num_queries
):
    world = make_published(clock)
    client.force_login(world.officer)
    page = reverse("eoi:objective-detail", args=FIRST)
    client.get(page)
    with django_assert_num_queries(11):
        client.get(page)
    for words in ("Other words.", "Yet others."):
        reword(first_objective(), world.officer, words)
    with django_assert_num_queries(11):
        client.get(page)


def test_a_rewording_is_saved(client, officer):
    response = client.post(REWORD, typed())

    assertRedirects(response, reverse("eoi:objective-detail", args=FIRST))
    assert first_objective().wordings.latest("edition").worded_by == officer


def test_whoever_comes_second_sees_both_wordings_and_loses_nothing(client, officer):
    colleague = make_officer(full_name="Quick Colleague")
    reword(first_objective(), colleague, "First at the door.")
    response = client.post(REWORD, typed(wording="Second at the door."))

    assertContains(response, "Quick Colleague saved edition 2", status_code=409)
    assertContains(response, "First at the door.", status_code=409)
    assertContains(response, "Second at the door.", status_code=409)
    assert first_objective().wordings.count() == 2
    assert client.post(REWORD, typed(edition=2, wording="Both at the door.")).status_code == 302


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"reason": " "}, 422, "“Why it is reworded” is missing"),
        ({"edition": "x"}, 422, "whole number"),
        ({"wording": "x" * 1001}, 422, "1001"),
    ],
)
def test_a_rewording_needs_words_and_a_reason(client, officer, changes, status, sentence):
    assertContains(client.post(REWORD, typed(**changes)), sentence, status_code=status)


def test_an_objective_that_is_not_there_is_not_found(client, officer):
    for args in (["five-objectives", 6], ["no-such-set", 1], ["five-objectives", 10**30]):
        assert client.get(reverse("eoi:objective-detail", args=args)).status_code == 404
    assert client.get(reverse("eoi:objective-set-detail", args=["no-such-set"])).status_code == 404
    assert Objective.objects.count() == 5


def test_a_set_is_retired_and_brought_back_on_pages_that_say_what_follows(client, officer):
    made = make_set(officer)
    retire, default = (reverse(f"eoi:objective-set-{name}", args=[made.key]) for name in ("retire", "default"))
    assertContains(client.get(retire), "No further advert can choose it")
    assert client.post(retire).status_code == 302

    assertContains(client.get(reverse("eoi:objective-set-detail", args=[made.key])), "Bring this set back")
    assertContains(client.get(default), "is retired")
    assert client.post(default).status_code == 409
    reworded = reverse("eoi:objective-reword", args=[made.key, 1])
    assertContains(client.get(reworded), "Bring it back before you reword it")
    assert client.post(reworded).status_code == 409
    assertContains(client.get(retire), "Adverts can choose it again")
    assert client.post(retire).status_code == 302
    assert client.post(default).status_code == 302
    assert ObjectiveSet.objects.default() == made


def test_a_set_that_somebody_retired_meanwhile_is_explained(client, officer, monkeypatch):
    made = make_set(officer)
    page = reverse("eoi:objective-set-default", args=[made.key])
    monkeypatch.setattr("eoi.views.officer.objective_set.problems_with_making_default", lambda _: [])
    perform(retire_objective_set, by=make_officer(), objective_set=made)

    assertContains(client.post(page), "is retired", status_code=409)


def test_the_hub_tells_how_many_pledges_are_confirmed(client, officer):
    assertContains(client.get(HUB), "still to be confirmed by the council")
    make_confirmed_pledge(officer)

    assertContains(client.get(HUB), "1 confirmed, the others still to be")
