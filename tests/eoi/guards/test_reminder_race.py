"""Two workers at once, and a worker beside somebody who submits: nobody is reminded twice, or of what is on its way. Real commits."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from post_office.models import Email

from eoi.actions.submission import submit
from eoi.actions.submission_reminder import remind_of_submitting
from eoi.identity import perform
from eoi.models import SubmissionReminder
from tests.factories.people import make_partner
from tests.factories.world import CLOSES, DECLARATION, fill_in, make_open, start

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("mail_queue")]


@pytest.fixture
def draft(clock):
    """Complete, not submitted, four hours before it closes."""
    world, partner = make_open(clock), make_partner()
    draft = fill_in(start(world, partner), partner)
    clock.set(CLOSES - timedelta(hours=4))
    return draft


def remind():
    return perform(remind_of_submitting, by=None)


def on_another_connection(job):
    def run():
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result(timeout=30)


def reminders():
    return Email.objects.filter(subject__startswith="Not submitted yet")


def test_a_second_worker_passes_over_what_the_first_has_in_hand(draft):
    with transaction.atomic():
        assert remind() == 1
        assert on_another_connection(remind) == 0

    assert on_another_connection(remind) == 0
    assert reminders().count() == SubmissionReminder.objects.count() == 1


def test_a_draft_that_is_being_submitted_is_not_reminded_of(draft):
    facts = {"draft_version": draft.draft_version, "declaration": DECLARATION}
    with transaction.atomic():
        perform(submit, by=draft.changed_by, expression=draft, **facts)
        assert on_another_connection(remind) == 0

    assert remind() == 0
    assert not reminders().exists()


def test_a_worker_that_is_killed_half_way_has_sent_nothing_and_the_next_does(draft):
    with transaction.atomic():
        assert remind() == 1
        transaction.set_rollback(True)

    assert not reminders().exists()
    assert remind() == 1
    assert reminders().count() == 1
