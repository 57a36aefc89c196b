"""People who meet: on real commits, with a second connection."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction

from eoi.actions.advert import add_officer
from eoi.identity import perform
from eoi.models import AdvertOfficer, Role
from eoi.problems import ActionRefused
from evaluation.actions.panel import add_member
from evaluation.models import Assessment, PanelMember, Score, ScoreAlternative
from tests.evaluation.world import close, lock, make_panel, make_scoring, save, score
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def impatient_stranger():
    """A second connection to the same database, in a transaction that is rolled back."""
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '200ms'")
            yield cursor
        other.rollback()
    finally:
        other.close()


def at_the_same_time(*jobs):
    """Run each job on a thread and connection of its own; returns results and refusals."""

    def run(job):
        try:
            return job()
        except ActionRefused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(lambda job: run(job), jobs))


def test_closing_waits_for_a_score_in_flight(clock):
    it = make_scoring(clock)
    with transaction.atomic():
        save(it, it.chair, it.submissions[0], 4)
        with impatient_stranger() as cursor, pytest.raises(OperationalError, match="lock timeout"):
            cursor.execute("SELECT 1 FROM evaluation_panel WHERE id = %s FOR UPDATE", [it.panel.pk])


def test_two_members_save_without_waiting_for_each_other(clock):
    it = make_scoring(clock)
    with transaction.atomic():
        save(it, it.chair, it.submissions[0], 4)
        with ThreadPoolExecutor(1) as pool:
            other = pool.submit(lambda: (save(it, it.members[1], it.submissions[0], 1), connection.close())[0])
            assert other.result(timeout=5).assessment


def test_two_tabs_that_begin_at_once_make_one_assessment_and_lose_nothing(clock):
    it = make_scoring(clock)
    at_the_same_time(
        lambda: save(it, it.chair, it.submissions[0], 4, rationale="First tab."),
        lambda: save(it, it.chair, it.submissions[0], 2, rationale="Second tab."),
    )
    assert Assessment.objects.count() == 1
    kept = {Score.objects.get().rationale, ScoreAlternative.objects.get().rationale}
    assert kept == {"First tab.", "Second tab."}


def test_locking_and_saving_at_once_never_changes_what_is_locked(clock):
    it = make_scoring(clock)
    save(it, it.chair, it.submissions[0], 4, 4, 4, 4, 4)
    locked, saved = at_the_same_time(
        lambda: lock(it, it.chair, it.submissions[0]),
        lambda: save(it, it.chair, it.submissions[0], 1, version=1),
    )
    first = Score.objects.get(criterion=it.criteria[0])
    assert locked.is_locked
    if isinstance(saved, ActionRefused):
        assert first.value == 4
    else:
        assert first.value == 1


def test_closing_and_locking_at_once_counts_or_leaves_out_but_never_both(clock):
    it = make_scoring(clock, submissions=1)
    for member in it.members:
        save(it, member, it.submissions[0], 4, 4, 4, 4, 4)
    _, closed = at_the_same_time(
        lambda: lock(it, it.members[1], it.submissions[0]),
        lambda: close(it, reason="Late."),
    )
    assert closed.panel.is_concluded
    for member in it.members:
        locked = Assessment.objects.filter(member=member, locked_at__isnull=False).count()
        assert locked + member.left_out.count() == 1


def test_nobody_becomes_member_and_officer_at_once(clock):
    it = make_panel(clock)
    both = make_person(Role.EVALUATOR, Role.PROCUREMENT_OFFICER)
    at_the_same_time(
        lambda: perform(add_member, by=it.officer, panel=it.panel, person=both),
        lambda: perform(add_officer, by=it.officer, advert=it.world.advert, officer=both),
    )
    places = PanelMember.objects.filter(user=both).count() + AdvertOfficer.objects.filter(user=both).count()
    assert places == 1


def test_two_chairs_clicks_close_once(clock):
    it = make_scoring(clock, submissions=1)
    for member in it.members:
        score(it, member, it.submissions[0], 3, 3, 3, 3, 3)
    results = at_the_same_time(lambda: close(it), lambda: close(it))
    assert sum(isinstance(result, ActionRefused) for result in results) == 1
