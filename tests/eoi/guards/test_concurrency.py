"""People who meet: on real commits, with a second connection."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction

from eoi.actions.advert import add_officer
from eoi.actions.audit import seal_events
from eoi.actions.expression_of_interest import start_expression
from eoi.actions.opening import confirm_opening, request_opening
from eoi.actions.submission import submit
from eoi.identity import perform
from eoi.models import AuditEvent, ExpressionOfInterest, Submission
from eoi.models.audit import TRAIL_LOCK
from eoi.problems import ActionRefused
from tests.factories.amendments import give_more_time
from tests.factories.packs import add_document
from tests.factories.people import make_officer, make_partner, organisation_of
from tests.factories.world import CLOSES, DECLARATION, close, fill_in, make_open, start, submit_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(clock):
    return make_open(clock)


@contextmanager
def somebody_else(impatient=True):
    """A second connection to the same database, in a transaction that is rolled back."""
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            if impatient:
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
        return list(pool.map(run, jobs))


def test_a_change_of_the_closing_time_waits_for_a_submission_in_flight(world):
    partner = make_partner()
    expression = fill_in(start(world, partner), partner)

    with transaction.atomic():
        perform(
            submit, by=partner, expression=expression, draft_version=expression.draft_version, declaration=DECLARATION
        )
        with somebody_else() as cursor, pytest.raises(OperationalError, match="lock timeout"):
            cursor.execute("UPDATE eoi_advert SET closes_at = closes_at + interval '1 day'")


def test_the_closing_record_waits_for_a_submission_in_flight(world):
    partner = make_partner()
    expression = fill_in(start(world, partner), partner)

    with transaction.atomic():
        perform(
            submit, by=partner, expression=expression, draft_version=expression.draft_version, declaration=DECLARATION
        )
        with somebody_else() as cursor, pytest.raises(OperationalError, match="lock timeout"):
            cursor.execute("INSERT INTO eoi_closingrecord (advert_id) VALUES (%s)", [world.advert.pk])


def test_the_withdrawal_of_an_advert_waits_for_a_start_in_flight(world):
    partner = make_partner()

    with transaction.atomic():
        start(world, partner)
        with somebody_else() as cursor, pytest.raises(OperationalError, match="lock timeout"):
            cursor.execute("SELECT 1 FROM eoi_advert WHERE id = %s FOR UPDATE", [world.advert.pk])


def test_a_document_is_not_changed_while_an_edition_takes_it_up(world):
    document = add_document(world)

    with transaction.atomic():
        give_more_time(world, days=1)  # a further edition, with the same document
        with somebody_else() as cursor, pytest.raises(OperationalError, match="lock timeout"):
            cursor.execute("UPDATE eoi_packdocument SET title = 'Other' WHERE id = %s", [document.pk])


def test_submissions_of_two_organisations_do_not_wait_for_each_other(world):
    partner = make_partner()
    expression = fill_in(start(world, partner), partner)

    with transaction.atomic():
        perform(
            submit, by=partner, expression=expression, draft_version=expression.draft_version, declaration=DECLARATION
        )
        with somebody_else() as cursor:
            cursor.execute("SELECT 1 FROM eoi_advert WHERE id = %s FOR SHARE", [world.advert.pk])
            assert cursor.fetchone()


def test_a_double_click_is_one_submission(world):
    partner = make_partner()
    expression = fill_in(start(world, partner), partner)

    def click():
        return perform(
            submit, by=partner, expression=expression, draft_version=expression.draft_version, declaration=DECLARATION
        )

    receipts = at_the_same_time(click, click, click)

    assert len({receipt.pk for receipt in receipts}) == 1
    assert Submission.objects.count() == 1
    assert AuditEvent.objects.filter(action="submission.submit").count() == 1


def test_two_colleagues_who_start_at_once_start_one(world):
    partner = make_partner()
    organisation = organisation_of(partner)
    colleague = make_partner(organisation, lead=False)

    started = at_the_same_time(
        *(
            lambda who=who: perform(start_expression, by=who, advert=world.advert, organisation=organisation)
            for who in (partner, colleague)
        )
    )

    assert len({expression.pk for expression in started}) == 1
    assert ExpressionOfInterest.objects.count() == 1


def test_two_officers_who_confirm_at_once_open_once(world):
    submit_for(world)
    third = make_officer()
    perform(add_officer, by=world.officer, advert=world.advert, officer=third)
    close(world)
    perform(request_opening, by=world.officer, advert=world.advert)

    results = at_the_same_time(
        *(
            lambda who=who: perform(confirm_opening, by=who, advert=world.advert)
            for who in (world.second_officer, third)
        )
    )

    assert sum(isinstance(result, ActionRefused) for result in results) == 1
    assert AuditEvent.objects.filter(action="opening.confirm", refused=False).count() == 1


def test_a_submission_that_waited_past_the_closing_time_is_late(world, clock):
    partner = make_partner()
    expression = fill_in(start(world, partner), partner)
    clock.set(CLOSES)  # the moment at which its turn comes, whatever the page said before

    with pytest.raises(ActionRefused, match="closing time has passed"):
        perform(
            submit,
            by=partner,
            expression=expression,
            draft_version=expression.draft_version,
            declaration=DECLARATION,
            at=CLOSES - timedelta(seconds=1),
        )


def test_the_trail_is_not_sealed_while_somebody_is_writing_to_it(world):
    with somebody_else() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [TRAIL_LOCK])
        assert perform(seal_events, by=None) is None

    assert perform(seal_events, by=None).event_count > 0
