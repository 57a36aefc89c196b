"""The closing time at −1 s, 0 and +1 s, whatever the season and whatever a web server's clock says: the database decides (P18)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from eoi.actions.submission import submit, withdraw
from eoi.identity import perform
from eoi.models import Submission, Withdrawal
from eoi.problems import ActionRefused
from tests.factories.amendments import extend
from tests.factories.people import make_partner
from tests.factories.unsubmitted import leave_unsubmitted
from tests.factories.world import CLOSES, DECLARATION, make_open, submit_for

pytestmark = pytest.mark.django_db

ENVELOPE = (
    "INSERT INTO eoi_submission (expression_id, number, reference, draft_version, submitted_by_id, content_digest, receipt_digest)"
    " VALUES (%s, 1, 'x', %s, %s, %s, 'x')"
)
MOMENTS = {  # closing times in UTC, and as the page has to say them
    "in winter": (datetime(2026, 3, 27, 17, tzinfo=UTC), "5pm on Friday 27 March 2026 (UK time)"),
    "in summer": (datetime(2026, 3, 30, 16, tzinfo=UTC), "5pm on Monday 30 March 2026 (UK time)"),
    "where an hour is left out": (datetime(2026, 3, 29, 1, tzinfo=UTC), "2am on Sunday 29 March 2026 (UK time)"),
    "after the hour that is left out": (
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        "2:30am on Sunday 29 March 2026 (UK time)",
    ),
    "in the repeated hour, at first": (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        "1:30am on Sunday 25 October 2026 (UK time, BST: before the clocks go back)",
    ),
    "in the repeated hour, again": (
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        "1:30am on Sunday 25 October 2026 (UK time, GMT: after the clocks go back)",
    ),
}
WRONG_CLOCKS = {"ten minutes behind": timedelta(minutes=10), "ten minutes ahead": timedelta(minutes=-10)}
SECONDS = pytest.mark.parametrize("seconds", [-1, 0, 1])


def send(expression, partner):
    return perform(
        submit, by=partner, expression=expression, draft_version=expression.draft_version, declaration=DECLARATION
    )


@pytest.mark.parametrize("closes_at", [moment for moment, _ in MOMENTS.values()], ids=MOMENTS)
def test_a_second_before_is_received_and_neither_the_moment_nor_a_second_after(closes_at, clock, refused_with):
    world = make_open(clock, closes_at=closes_at)
    early, late = make_partner(), make_partner()
    in_time, too_late = leave_unsubmitted(world, early), leave_unsubmitted(world, late)

    moment = clock.set(closes_at - timedelta(seconds=1))
    assert send(in_time, early).received_at == moment
    for seconds in (0, 1):
        clock.set(closes_at + timedelta(seconds=seconds))
        with pytest.raises(ActionRefused, match="closing time has passed"):
            send(too_late, late)
        refused_with("EOI01", ENVELOPE, too_late.pk, too_late.draft_version, late.pk, "0" * 64, by=late)


@pytest.mark.parametrize(("closes_at", "words"), MOMENTS.values(), ids=MOMENTS)
def test_the_page_says_which_moment_it_is(closes_at, words, clock, client):
    world = make_open(clock, closes_at=closes_at)
    partner = make_partner()
    expression = leave_unsubmitted(world, partner)
    client.force_login(partner)

    assertContains(client.get(reverse("eoi:expression-detail", args=[expression.reference])), words)
    assertContains(client.get(reverse("eoi:advert-detail", args=[world.advert.reference])), words)


@SECONDS
def test_a_withdrawal_follows_the_same_clock(seconds, clock):
    world = make_open(clock)
    expression = submit_for(world).expression
    clock.set(CLOSES + timedelta(seconds=seconds))

    if seconds < 0:
        perform(withdraw, by=world.partners[0], expression=expression, reason="")
    else:
        with pytest.raises(ActionRefused, match="closing time has passed"):
            perform(withdraw, by=world.partners[0], expression=expression, reason="")
    assert Withdrawal.objects.exists() is (seconds < 0)


@SECONDS
def test_an_extension_ends_as_exactly_as_the_closing_time(seconds, clock):
    world, partner, until = make_open(clock), make_partner(), CLOSES + timedelta(hours=2)
    expression = leave_unsubmitted(world, partner)
    extend(world, expression, partner, until=until)
    clock.set(until + timedelta(seconds=seconds))

    if seconds < 0:
        assert send(expression, partner).number == 1
    else:
        with pytest.raises(ActionRefused, match="closing time has passed"):
            send(expression, partner)


@SECONDS
@pytest.mark.parametrize("ahead", WRONG_CLOCKS.values(), ids=WRONG_CLOCKS)
def test_a_web_server_with_a_wrong_clock_changes_nothing(ahead, seconds, clock, client):
    """By this process's clock the advert closes in ten minutes, or closed ten minutes ago; the database's stands at the closing time."""
    closes_at = datetime.now(UTC).replace(microsecond=0) + ahead
    world = make_open(clock, closes_at=closes_at)
    partner = make_partner()
    expression = leave_unsubmitted(world, partner)
    client.force_login(partner)
    moment = clock.set(closes_at + timedelta(seconds=seconds))
    declared = {
        "name": "Lead Person",
        "position": "Director",
        "authorised": "on",
        "statements_acknowledged": "on",
        "draft_version": expression.draft_version,
    }

    response = client.post(reverse("eoi:expression-submit", args=[expression.reference]), declared)

    if seconds < 0:
        assert response.status_code == 302
        assert Submission.objects.get().received_at == moment
    else:
        assertContains(response, "The closing time has passed", status_code=409)
        assert not Submission.objects.exists()
