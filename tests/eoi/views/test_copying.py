"""Copying an advert in the browser: the dates first, then the copy."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.advert import draft_advert
from eoi.actions.aims import choose_objective_set
from eoi.actions.objective import retire_objective_set
from eoi.identity import perform
from eoi.models import Advert
from tests.factories.aims import make_set
from tests.factories.people import make_approver, make_auditor, make_officer
from tests.factories.plans import make_milestone, make_unplanned, on

pytestmark = pytest.mark.django_db

TYPED = {"title": "The next partnership", "reference": "SAL-2027-001", "opens_on": "2027-03-01", "seen": ""}


@pytest.fixture(autouse=True)
def _second_factor_was_just_shown(settings):
    settings.DEMO = True


@pytest.fixture
def world(clock, client):
    world = make_unplanned(clock)
    make_milestone(world, "Brief the unions", on(2026, 2, 24))
    client.force_login(world.officer)
    return world


def page(world):
    return reverse("eoi:advert-copy", args=[world.advert.reference])


def seen(response):
    """What the hidden field of the page says of the dates that it shows."""
    return re.search(r'name="seen"[^>]* value="(\w*)"', response.content.decode())[1]


def look(client, world, **changes):
    """The form as typed, with the dates that the page then shows as seen."""
    typed = {**TYPED, **changes}
    return {**typed, "seen": seen(client.post(page(world), typed))}


def test_the_page_suggests_title_and_reference_and_shows_no_dates_yet(world, client):
    response = client.get(page(world))

    assertContains(response, f'value="{world.advert.title}"')
    assertContains(response, 'value="SAL-2026-015"')
    assertContains(response, "See the dates")
    assertNotContains(response, "The dates of the copy")


def test_the_dates_are_shown_before_anything_is_saved(world, client):
    response = client.post(page(world), TYPED)

    assertContains(response, "Monday 1 March 2027")
    assertContains(response, "20 working days later")
    assertContains(response, "Tuesday 24 February 2026")
    assertContains(response, "Tuesday 23 February 2027")
    assertContains(response, "Copy with these dates")
    assert Advert.objects.count() == 1


def test_the_second_time_the_copy_is_made_and_whoever_copied_runs_it(world, client):
    other = make_officer()
    client.force_login(other)

    response = client.post(page(world), look(client, world), follow=True)

    assertRedirects(response, reverse("eoi:advert-manage", args=["SAL-2027-001"]))
    assertContains(response, "SAL-2027-001 is drafted from SAL-2026-014")
    copied = Advert.objects.get(reference="SAL-2027-001")
    assert [officer.user for officer in copied.officers.all()] == [other]
    assert copied.milestones.get().title == "Brief the unions"


def test_another_day_shows_its_dates_first(world, client):
    typed = look(client, world) | {"opens_on": "2027-04-01"}

    response = client.post(page(world), typed)

    assertContains(response, "Thursday 1 April 2027")
    assert Advert.objects.count() == 1
    assert seen(response) not in ("", typed["seen"])
    assert client.post(page(world), typed | {"seen": seen(response)}).status_code == 302


def test_a_plan_that_changed_meanwhile_shows_its_dates_first(world, client):
    typed = look(client, world)
    make_milestone(world, "Added meanwhile")

    assertContains(client.post(page(world), typed), "Added meanwhile")
    assert Advert.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"opens_on": ""}, "“The copy opens on” has no date"),
        ({"opens_on": "soon"}, "is not a date that exists"),
        ({"opens_on": "2027-02-30"}, "is not a date that exists"),
        ({"opens_on": "2026-02-16"}, "would open today or earlier"),
        ({"opens_on": "2027-02-28"}, "That day is a Sunday"),
        ({"opens_on": "2027-03-26"}, "That day is Good Friday"),
        ({"opens_on": "2100-12-31"}, "would close after 2100"),
        ({"title": ""}, "“Title” is missing"),
        ({"reference": "SAL-2026-014"}, "is the reference of another advert"),
        ({"reference": "next"}, "has no digit"),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_what_was_typed_is_kept(world, client, changes, sentence):
    response = client.post(page(world), {**TYPED, **changes})

    assertContains(response, sentence, status_code=422)
    assertContains(response, "<title>Error: ", status_code=422)
    kept = (changes.keys() ^ TYPED.keys()) - {"seen", "opens_on"}
    assert all(f'value="{TYPED[name]}"' in response.content.decode() for name in kept)
    assert Advert.objects.count() == 1


def test_a_reference_that_a_colleague_took_meanwhile_is_a_sentence_and_the_day_is_kept(world, client):
    typed = look(client, world)
    perform(draft_advert, by=make_officer(), reference=TYPED["reference"], title="Quicker")

    response = client.post(page(world), typed)

    assertContains(response, "SAL-2027-001 is the reference of another advert", status_code=422)
    assertContains(response, 'value="2027-03-01"', status_code=422)
    assert Advert.objects.count() == 2


def test_a_reference_that_is_taken_between_check_and_copy_is_a_sentence_too(world, client):
    typed = look(client, world)

    def colleague_is_quicker(execute, sql, *rest):
        if "hold_plan" in sql:
            perform(draft_advert, by=world.second_officer, reference=TYPED["reference"], title="Quicker")
        return execute(sql, *rest)

    with connection.execute_wrapper(colleague_is_quicker):
        response = client.post(page(world), typed)

    assertContains(response, "SAL-2027-001 is the reference of another advert", status_code=409)
    assertContains(response, 'value="2027-03-01"', status_code=409)
    assertContains(response, "The dates of the copy", status_code=409)


def test_an_advert_without_dates_says_so(world, client):
    perform(draft_advert, by=world.officer, reference="SAL-2026-020", title="Begun")
    address = reverse("eoi:advert-copy", args=["SAL-2026-020"])

    assertContains(client.get(address), "has no opening and closing time yet")
    assertContains(client.post(address, TYPED), "has no opening and closing time yet", status_code=409)
    assert Advert.objects.count() == 2


def test_only_officers_copy_and_are_offered_to(world, client):
    manage, start = reverse("eoi:advert-manage", args=[world.advert.reference]), reverse("eoi:officer-start")
    assertContains(client.get(manage), page(world))
    assertContains(client.get(start), page(world))
    client.force_login(make_approver())
    assertNotContains(client.get(manage), page(world))
    assertNotContains(client.get(start), page(world))
    assert client.get(page(world)).status_code == 403
    assert client.post(page(world), TYPED).status_code == 403
    client.force_login(make_auditor())
    assert client.get(page(world)).status_code == 403


def test_a_retired_set_is_said_to_give_way(world, client):
    eight = make_set(world.officer)
    perform(choose_objective_set, by=world.officer, advert=world.advert, objective_set=eight)
    assertNotContains(client.get(page(world)), "is retired")
    perform(retire_objective_set, by=world.officer, objective_set=eight)

    assertContains(client.get(page(world)), "The set “Eight goals” is retired")


def test_the_pages_make_the_same_queries_however_long_the_plan(world, client):
    def queries(typed):
        with CaptureQueriesContext(connection) as captured:
            client.post(page(world), typed)
        return len(captured)

    looking, copying = queries(TYPED), queries(look(client, world))
    make_milestone(world, "Second")
    make_milestone(world, "Third")

    other = {"reference": "SAL-2027-002"}
    assert (queries({**TYPED, **other}), queries(look(client, world, **other))) == (looking, copying)
