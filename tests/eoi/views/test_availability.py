"""The pages of the log: by day, by hour, round a closing time; who reads them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.availability import BROKEN, DOWN, UP, log, probe
from tests.factories.people import (
    make_administrator,
    make_approver,
    make_auditor,
    make_evaluator,
    make_officer,
    make_partner,
)
from tests.factories.world import CLOSES, make_draft, make_open

pytestmark = pytest.mark.django_db

DAY = reverse("eoi:availability-day", args=["2026-03-30"])
LIST = reverse("eoi:availability-list")


@pytest.fixture(autouse=True)
def _as_in_the_demonstration(settings):
    settings.DEMO = True
    settings.PROBE_ADDRESS = "https://partnering.example/health/"


def its(advert, name="availability-advert"):
    return reverse(f"eoi:{name}", args=[advert.reference])


def test_officers_approvers_and_auditors_read_it_and_nobody_else(client, clock):
    world = make_open(clock)
    pages = [LIST, DAY.replace("30/", "02/"), its(world.advert), its(world.advert, "availability-advert-file")]

    for person, status in (
        (world.officer, 200),
        (make_officer(), 200),
        (make_approver(), 200),
        (make_auditor(), 200),
        (make_evaluator(), 403),
        (make_administrator(), 403),
        (make_partner(), 403),
    ):
        client.force_login(person)
        assert [client.get(page).status_code for page in pages] == [status] * 4


def test_a_day_shows_failures_and_gaps_as_what_they_are(client, clock):
    log(CLOSES - timedelta(minutes=6), UP, DOWN, DOWN, None, BROKEN, UP)
    clock.set(CLOSES)
    client.force_login(make_officer())

    response = client.get(DAY)

    assertContains(response, "Answered in 2 of the 5 minutes in which somebody looked (40.0 %)")
    assertContains(response, "4:55pm on Monday 30 March 2026")
    assertContains(response, "No answer in time")
    assertContains(response, "Answered, but not as it should (status 503)")
    assertContains(response, "Nobody looked")
    assertContains(response, 'aria-label="4pm: 2 minutes answered, 3 not, 55 unknown"')
    assertNotContains(response, "style=")


def test_an_empty_day_is_all_gaps(client, clock):
    clock.set(CLOSES)
    client.force_login(make_officer())

    response = client.get(DAY)

    assertContains(response, "Nobody looked, so that nothing is known.")
    assertNotContains(response, 'availability__answered" x="0" y="5" width="60"')


def test_the_list_has_a_row_for_each_day_since_the_log_began(client, clock):
    probe(CLOSES - timedelta(days=40))
    log(CLOSES - timedelta(days=1), UP, DOWN)
    clock.set(CLOSES)
    client.force_login(make_auditor())

    response = client.get(LIST)

    assertContains(response, "41 days")
    assertContains(response, 'aria-label="29 March 2026: 1 minutes answered, 1 not, 1378 unknown"')
    assertContains(response, "https://partnering.example/health/")
    assertContains(client.get(f"{LIST}?page=2"), "18 February 2026")


def test_the_list_says_when_the_log_is_off(client, settings, clock):
    settings.PROBE_ADDRESS = ""
    client.force_login(make_officer())

    assertContains(client.get(LIST), "The log is switched off")
    assertContains(client.get(LIST), "Nobody has looked yet")


def test_round_a_closing_time_the_moment_itself_is_marked(client, clock):
    world = make_open(clock)
    log(CLOSES - timedelta(minutes=3), UP, DOWN, UP, UP, None, UP)
    clock.set(CLOSES + timedelta(minutes=30))
    client.force_login(world.officer)

    response = client.get(its(world.advert))

    assertContains(response, "closed at 5pm on Monday 30 March 2026")
    assertContains(response, '<line class="availability__closing" x1="0" x2="0"', count=1)
    assertContains(response, 'aria-label="4pm: 2 minutes answered, 1 not, 57 unknown"')
    assertContains(response, DAY)


def test_hours_that_lie_ahead_are_not_shown_as_anything(client, clock):
    world = make_open(clock)
    client.force_login(world.officer)

    response = client.get(its(world.advert))

    assertContains(response, "These hours have not come yet")
    assertNotContains(response, "Every minute was answered")


def test_the_file_is_a_line_a_minute(client, clock):
    world = make_open(clock)
    log(CLOSES - timedelta(minutes=2), UP, DOWN)
    clock.set(CLOSES + timedelta(hours=5))
    client.force_login(world.officer)

    response = client.get(its(world.advert, "availability-advert-file"))
    lines = response.content.decode().splitlines()

    assert response["Content-Disposition"] == 'attachment; filename="availability-SAL-2026-014.csv"'
    assert len(lines) == 5 * 60 + 1
    assert sum(",gap," in line for line in lines) == 298
    day = client.get(reverse("eoi:availability-day-file", args=["2026-03-30"]))
    assert day["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "2026-03-31", "1999-12-31"])
def test_what_is_no_day_that_has_begun_is_not_there(client, clock, day):
    clock.set(CLOSES)
    client.force_login(make_officer())

    assert client.get(reverse("eoi:availability-day", args=[day])).status_code == 404


def test_a_draft_has_no_closing_time_to_look_at(client, clock):
    world = make_draft(clock, ready=False)
    client.force_login(world.officer)

    assert client.get(its(world.advert)).status_code == 404


def test_pages_ask_the_same_number_of_questions_however_much_was_found(client, clock):
    client.force_login(make_officer())

    def queries(page):
        with CaptureQueriesContext(connection) as found:
            assert client.get(page).status_code == 200
        return len(found)

    counts = []
    for minutes in (1, 3):
        log(CLOSES - timedelta(minutes=minutes), *[DOWN] * minutes)
        clock.set(CLOSES)
        counts.append((queries(LIST), queries(DAY)))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 15, counts
