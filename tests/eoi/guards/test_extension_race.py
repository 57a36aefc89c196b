"""More time that meets a submission, in both orders: on real commits, over two connections (P5, P18)."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction

from eoi.actions.extension import grant_extension
from eoi.actions.submission import submit
from eoi.identity import perform
from eoi.models import Extension, Submission
from eoi.problems import ActionRefused
from tests.factories.amendments import ask
from tests.factories.people import make_partner
from tests.factories.unsubmitted import leave_unsubmitted
from tests.factories.world import CLOSES, DECLARATION, make_open

pytestmark = pytest.mark.django_db(transaction=True)

UNTIL = CLOSES + timedelta(hours=2)
WAITING = "SELECT count(*) FROM pg_locks l WHERE NOT l.granted AND pg_backend_pid() = ANY(pg_blocking_pids(l.pid))"


class Meeting:
    """An organisation that asked for more time, and has everything answered but nothing submitted."""

    def __init__(self, clock):
        self.clock = clock
        self.world = make_open(clock)
        self.partner = make_partner()
        self.expression = leave_unsubmitted(self.world, self.partner)
        self.request = ask(self.expression, self.partner, until=UNTIL)

    def submit(self):
        facts = {"draft_version": self.expression.draft_version, "declaration": DECLARATION}
        return perform(submit, by=self.partner, expression=self.expression, **facts)

    def extend(self):
        why = "A flood is nobody’s fault."
        return perform(grant_extension, by=self.world.approver, request=self.request, until=UNTIL, reason=why)


@pytest.fixture
def meeting(clock):
    return Meeting(clock)


@contextmanager
def meanwhile(job):
    """Runs `job` on a connection of its own, and goes on as soon as it waits for this one's lock on the advert."""

    def run():
        try:
            return job()
        except ActionRefused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(run)
        with connection.cursor() as cursor:
            waiting = 0
            while not waiting and not future.done():
                cursor.execute(WAITING)
                waiting = cursor.fetchone()[0]
        assert waiting, f"It did not wait: {future.result()}"
        yield future


def test_a_submission_that_waits_for_more_time_is_received_once_it_is_given(meeting):
    """A second after the closing time: late by the old one, in time by the new one, which is committed first."""
    meeting.clock.set(CLOSES + timedelta(seconds=1))

    with ExitStack() as stack, transaction.atomic():
        meeting.extend()
        future = stack.enter_context(meanwhile(meeting.submit))
        assert not Submission.objects.exists()

    assert future.result().received_at == CLOSES + timedelta(seconds=1)
    assert Extension.objects.get().closes_at == UNTIL


def test_a_submission_that_waits_for_more_time_is_late_where_it_is_not_given_after_all(meeting):
    meeting.clock.set(CLOSES + timedelta(seconds=1))

    with ExitStack() as stack, transaction.atomic():
        meeting.extend()
        future = stack.enter_context(meanwhile(meeting.submit))
        transaction.set_rollback(True)

    assert [problem.code for problem in future.result().problems] == ["late"]
    assert not Submission.objects.exists()
    assert not Extension.objects.exists()


def test_more_time_waits_for_a_submission_in_flight_and_both_stand(meeting):
    """A second before the closing time the submission comes first; more time is given as soon as it is through."""
    meeting.clock.set(CLOSES - timedelta(seconds=1))

    with ExitStack() as stack, transaction.atomic():
        meeting.submit()
        future = stack.enter_context(meanwhile(meeting.extend))
        assert not Extension.objects.exists()

    assert future.result().closes_at == UNTIL
    assert Submission.objects.get().received_at == CLOSES - timedelta(seconds=1)


def test_more_time_given_after_a_late_submission_was_refused_lets_it_be_sent_again(meeting):
    meeting.clock.set(CLOSES + timedelta(seconds=1))

    with pytest.raises(ActionRefused, match="closing time has passed"):
        meeting.submit()
    meeting.extend()

    assert meeting.submit().number == 1
