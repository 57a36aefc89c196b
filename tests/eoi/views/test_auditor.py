"""The audit trail in the browser."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from eoi.account_events import ACCOUNT_EVENTS
from eoi.actions.audit import seal_events
from eoi.audit import ACTIONS
from eoi.identity import perform
from tests.factories.people import make_administrator, make_approver, make_auditor, make_officer, make_partner
from tests.factories.world import OPENS, make_draft, make_open, make_opened, submit_for

pytestmark = pytest.mark.django_db
TRAIL = "/auditor/"


@pytest.fixture
def auditor(client, db):
    auditor = make_auditor()
    client.force_login(auditor)
    return auditor


@pytest.mark.parametrize("make", [make_officer, make_approver, make_partner, make_administrator])
def test_nobody_else_reads_the_trail(client, db, make):
    client.force_login(make())

    assert client.get(TRAIL).status_code == 403
    assert client.get(reverse("eoi:auditor-advert-list")).status_code == 403


def test_an_empty_trail_says_so(client, auditor):
    assertContains(client.get(TRAIL), "No event fits")


def test_events_are_shown_newest_first_with_what_changed(client, auditor, clock):
    world = make_draft(clock)

    response = client.get(TRAIL)

    words = response.content.decode()
    positions = [words.index(f"<td>{name}</td>") for name in ("advert-officer.add", "advert.edit", "advert.draft")]
    assert positions == sorted(positions)
    assertContains(response, world.officer.full_name)
    assertContains(response, "draft version:")


def test_the_trail_is_narrowed_by_person_advert_action_and_day(client, auditor, clock):
    world = make_open(clock)
    day = (OPENS - timedelta(days=14)).date()

    for query, number in (
        ({"actor": world.approver.full_name, "action": "advert.decide"}, 1),
        ({"actor": world.officer.email, "action": "advert.publish"}, 1),
        ({"advert": "sal-2026-014", "action": "advert.decide"}, 1),
        ({"since": day.isoformat(), "until": day.isoformat(), "action": "advert.draft"}, 1),
        ({"since": (day + timedelta(days=1)).isoformat()}, 0),
        ({"until": (day - timedelta(days=1)).strftime("%d/%m/%Y")}, 0),
    ):
        response = client.get(TRAIL, query)
        assert response.context["page_obj"].paginator.count == number, query


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"since": "2026-02-30"}, "“From” is not a date that exists"),
        ({"until": "soon"}, "“To” is not a date that exists"),
        ({"since": "2026-02-02", "until": "2026-02-01"}, "“To” is before “From”"),
        ({"action": "no.such"}, "There is no action “no.such”"),
        ({"actor": "a\x00b"}, "There is a problem"),
        ({"advert": "x" * 31}, "at most 30 characters"),
    ],
)
def test_a_wrong_filter_gets_a_sentence_and_narrows_nothing(client, auditor, clock, query, sentence):
    make_draft(clock)

    response = client.get(TRAIL, query)

    assertContains(response, sentence)
    assertContains(response, "advert.draft</td>")


def test_every_action_can_be_asked_for(client, auditor):
    response = client.get(TRAIL)

    assert "closing-record.make" in ACTIONS
    for name in [*ACTIONS, *ACCOUNT_EVENTS]:
        assertContains(response, f'<option value="{name}"')


def test_a_refusal_is_marked(client, auditor, clock, settings):
    settings.DEMO = True
    world = make_open(clock)
    client.force_login(world.officer)
    client.post(reverse("eoi:opening-request", args=[world.advert.reference]))
    client.force_login(auditor)

    assertContains(client.get(TRAIL, {"action": "opening.request"}), "Refused")


def test_who_has_begun_or_submitted_appears_only_after_the_opening(client, auditor, clock):
    world = make_open(clock)
    submit_for(world)
    assertNotContains(client.get(TRAIL), world.partners[0].full_name)

    opened = make_opened(clock, reference="SAL-2026-015")

    response = client.get(TRAIL)
    assertContains(response, opened.partners[0].full_name)
    assertNotContains(response, world.partners[0].full_name)


def test_the_seal_of_the_trail_is_shown(client, auditor, clock):
    assertContains(client.get(TRAIL), "No event is sealed yet")
    make_draft(clock)
    seal = perform(seal_events, by=None)

    response = client.get(TRAIL)

    assertContains(response, f"{seal.event_count} events sealed")
    assertContains(response, f"{seal.digest[:4]} {seal.digest[4:8]}")


def test_pages_hold_fifty_events_and_keep_the_filters(client, auditor, clock):
    for number in range(1, 15):
        make_draft(clock, reference=f"SAL-2026-{number:03d}")

    response = client.get(TRAIL, {"since": "2026-01-01", "page": "1"})

    assert len(response.context["page_obj"].object_list) <= 50
    assert response.context["page_obj"].paginator.per_page == 50
    assert client.get(TRAIL, {"page": "no number"}).status_code == 200


def test_opened_adverts_lead_to_their_submissions(client, auditor, clock):
    assertContains(client.get(reverse("eoi:auditor-advert-list")), "None is opened yet")
    world = make_opened(clock)

    response = client.get(reverse("eoi:auditor-advert-list"))

    there = reverse("eoi:submission-list", args=[world.advert.reference])
    assertContains(response, there)
    listed = client.get(there)
    assertContains(listed, world.submissions[0].expression.organisation.name)
    assertNotContains(listed, reverse("eoi:advert-manage", args=[world.advert.reference]))


@pytest.mark.parametrize("adverts", [1, 3])
def test_the_trail_makes_the_same_queries_however_many_events(
    client, auditor, clock, django_assert_num_queries, adverts
):
    for number in range(adverts):
        make_draft(clock, reference=f"SAL-2026-00{number + 1}")
    client.get(TRAIL)

    with django_assert_num_queries(TRAIL_QUERIES):
        client.get(TRAIL)


TRAIL_QUERIES = 13
