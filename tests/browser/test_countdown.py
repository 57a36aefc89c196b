"""The time left is the server's: whatever the clock of the device says, and as text where there is no script (P18)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.adverts import STILL_OPEN
from tests.browser.chromium import Visit

pytestmark = pytest.mark.browser

WRONG_CLOCK = """
  const True = Date, wrong = by => class extends True {
    constructor (...given) { given.length ? super(...given) : super(True.now() + by) }
    static now () { return True.now() + by }
  }
  window.setClock = by => { window.Date = wrong(by) }
  window.setClock(%s)
"""
DAYS = 3 * 24 * 60 * 60 * 1000


def at_the_check(visit, places, *, before, javascript=True, wrong_by=0):
    draft = places.ready
    person = visit(draft.started_by, javascript=javascript)
    person.page.add_init_script(WRONG_CLOCK % wrong_by)
    places.clock.run_from(STILL_OPEN - before)
    person.open(reverse("eoi:expression-check", args=[draft.reference]))
    return person.page


def seconds(left):
    number, unit, _left = left.inner_text().split()
    assert unit.startswith("second")
    return int(number)


@pytest.mark.parametrize("wrong_by", [0, DAYS, -DAYS])
def test_it_counts_down_by_the_servers_clock(visit: Visit, places, wrong_by):
    page = at_the_check(visit, places, before=timedelta(seconds=50), wrong_by=wrong_by)
    left = page.locator("[data-countdown-left]").first
    expect(page.locator("[data-countdown-clock]").first).to_contain_text("now")
    first = seconds(left)

    expect(left).not_to_contain_text(f"{first} second")
    assert 20 < seconds(left) < first <= 50
    assert page.locator("[data-countdown-clock]").first.inner_text().startswith("4:59:")


def test_a_device_whose_clock_is_set_meanwhile_asks_the_server_again(visit: Visit, places):
    page = at_the_check(visit, places, before=timedelta(seconds=50))
    expect(page.locator("[data-countdown-clock]").first).to_contain_text("now")

    with page.expect_response("**/check/"):
        page.evaluate(f"window.setClock({DAYS})")

    assert seconds(page.locator("[data-countdown-left]").first) <= 50


def test_it_speaks_seldom_and_once(visit: Visit, places):
    page = at_the_check(visit, places, before=timedelta(seconds=63))
    said = page.locator("[data-countdown-said]")
    expect(said.first).to_be_empty()

    expect(said.first).to_have_text("1 minute 0 seconds left.")
    expect(page.locator("[data-countdown-left]").first).to_contain_text("58 seconds left")
    expect(said.first).to_have_text("1 minute 0 seconds left.")
    expect(said.last).to_be_empty()


def test_it_says_when_the_closing_time_has_passed(visit: Visit, places):
    page = at_the_check(visit, places, before=timedelta(seconds=4))

    expect(page.locator("[data-countdown-left]").first).to_have_text("The closing time has passed")
    expect(page.locator("[data-countdown-said]").first).to_have_text("The closing time has passed.")


def test_without_a_script_it_says_when_it_was_so(visit: Visit, places):
    page = at_the_check(visit, places, before=timedelta(minutes=20), javascript=False)

    expect(page.locator("[data-countdown]").first).to_contain_text("minutes")
    expect(page.locator("[data-countdown-clock]").first).to_contain_text("when this page was made")
