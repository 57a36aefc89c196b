"""What an officer learns of reminders before they go out: when, and how many; never who."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from eoi.actions.submission_reminder import remind_of_submitting
from eoi.reminder_preview import reminder_preview
from tests.factories.amendments import extend, withdraw
from tests.factories.people import make_approver, make_auditor, make_partner, organisation_of
from tests.factories.world import CLOSES, fill_in, make_draft, make_open, perform, start, submit_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_open(clock)


def page(world):
    return reverse("eoi:reminder-preview", args=[world.advert.reference])


def begin(world, *, complete):
    partner = make_partner()
    expression = start(world, partner)
    return fill_in(expression, partner, words="Sealed words") if complete else expression


def counts(world, clock):
    return [row.count for row in reminder_preview(world.refresh(), at=clock.advance()).rows]


def test_it_shows_the_four_sendings_with_their_times_and_numbers(client, world, clock):
    begun = [begin(world, complete=complete) for complete in (*[False] * 4, *[True] * 3)]
    submit_for(world)
    client.force_login(world.officer)

    response = client.get(page(world))

    for said in (
        "7 days before: 4pm on Monday 23 March 2026 (UK time)",
        "48 hours before: 4pm on Saturday 28 March 2026 (UK time)",
        "4 hours before: 1pm on Monday 30 March 2026 (UK time)",
    ):
        assertContains(response, said)
    assert counts(world, clock) == [4, 4, 3, 3]
    assertNotContains(response, "at most")
    assertContains(response, "To come", count=4)
    for expression in begun:
        assertNotContains(response, expression.reference)
        assertNotContains(response, organisation_of(expression.started_by).name)


def test_the_seven_days_before_the_change_to_summer_time_are_days_of_24_hours(client, world):
    """The closing time is in British Summer Time, the first reminder in Greenwich Mean Time: an hour earlier on the clock."""
    client.force_login(world.officer)

    assertContains(client.get(page(world)), "7 days before: 4pm on Monday 23 March 2026 (UK time)")


@pytest.mark.parametrize("kinds", [(False,), (True,), (False, True), (True, True, True, True)])
def test_few_drafts_are_not_told_apart(client, world, clock, kinds):
    """Of a single draft, or of several of one kind, an exact number would say how far they are (DESIGN §5)."""
    for complete in kinds:
        begin(world, complete=complete)
    client.force_login(world.officer)

    response = client.get(page(world))

    assert counts(world, clock) == [len(kinds)] * 4
    assertContains(response, f"at most {len(kinds)}", count=4)
    assertContains(response, "three or more of each")


def test_more_time_for_one_organisation_changes_no_number(world, clock):
    """Whoever knows who got it could read from the difference how far that organisation is."""
    drafts = [begin(world, complete=complete) for complete in (False, True)]
    before = counts(world, clock)

    for draft in drafts:
        extend(world, draft, draft.started_by, until=CLOSES + timedelta(days=3))

    assert counts(world, clock) == before == [2, 2, 2, 2]


def test_what_is_over_says_so_and_shows_no_number(client, world, clock):
    begin(world, complete=False)
    client.force_login(world.officer)
    clock.set(CLOSES - timedelta(hours=48))
    perform(remind_of_submitting, by=None)

    response = client.get(page(world))
    assertContains(response, "Going out</", count=2)
    assertContains(response, "Over</", count=1)
    clock.set(CLOSES)
    response = client.get(page(world))
    assertContains(response, "Over</", count=4)
    assertContains(response, "The closing time has passed")


def test_a_withdrawn_advert_reminds_nobody(client, world):
    withdraw(world)
    client.force_login(world.officer)

    assertContains(client.get(page(world)), "nobody is reminded any more")


def test_of_a_draft_advert_it_says_that_nobody_can_have_begun(client, clock):
    world = make_draft(clock, ready=False)
    client.force_login(world.officer)

    assertContains(client.get(page(world)), "Nobody can have begun yet")


def test_the_other_mail_is_counted_too(client, world):
    submit_for(world)
    begin(world, complete=False)
    client.force_login(world.officer)

    preview = reminder_preview(world.refresh(), at=CLOSES - timedelta(days=20))

    assert (preview.submitters, preview.organisations, preview.followers) == (1, 2, 0)
    assertContains(client.get(page(world)), "get the closing record")


def test_officers_and_approvers_see_it_and_nobody_else(client, world):
    for person in (world.officer, make_approver()):
        client.force_login(person)
        assert client.get(page(world)).status_code == 200
        assert client.post(page(world)).status_code == 405
    for person in (make_partner(), make_auditor()):
        client.force_login(person)
        assert client.get(page(world)).status_code == 403


def test_its_queries_do_not_grow_with_the_drafts(client, world, django_assert_num_queries):
    client.force_login(world.officer)
    begin(world, complete=True)
    client.get(page(world))
    with django_assert_num_queries(16):
        client.get(page(world))
    begin(world, complete=True)
    begin(world, complete=False)
    with django_assert_num_queries(16):
        client.get(page(world))
