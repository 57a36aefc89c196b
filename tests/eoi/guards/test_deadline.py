"""The closing time, decided by the database (P18): one second before is accepted, at the closing time is not."""

from datetime import timedelta

import pytest

from eoi.actions.expression_of_interest import start_expression
from eoi.actions.submission import submit
from eoi.identity import acting_as, perform
from eoi.models import AuditEvent, Submission
from eoi.problems import ActionRefused
from eoi.seal import receipt_digest
from tests.factories.amendments import extend
from tests.factories.people import make_partner, organisation_of
from tests.factories.world import (
    CLOSES,
    DECLARATION,
    OPENS,
    close,
    fill_in,
    make_open,
    make_published,
    start,
    submit_for,
)

pytestmark = pytest.mark.django_db

ENVELOPE = (
    "INSERT INTO eoi_submission (expression_id, number, reference, draft_version, submitted_by_id, content_digest, receipt_digest)"
    " VALUES (%s, 7, 'mine', %s, %s, %s, 'mine')"
)


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner(world):
    return make_partner()


@pytest.fixture
def expression(world, partner):
    return fill_in(start(world, partner), partner)


def send(expression, partner):
    return perform(
        submit, by=partner, expression=expression, draft_version=expression.draft_version, declaration=DECLARATION
    )


def test_a_submission_one_second_before_the_closing_time_is_received(world, expression, partner):
    moment = world.clock.set(CLOSES - timedelta(seconds=1))

    assert send(expression, partner).received_at == moment


@pytest.mark.parametrize("seconds", [0, 1])
def test_a_submission_at_or_after_the_closing_time_is_refused_in_a_sentence(seconds, world, expression, partner):
    world.clock.set(CLOSES + timedelta(seconds=seconds))

    with acting_as(partner) as now, pytest.raises(ActionRefused) as refusal:
        submit(
            expression=expression, draft_version=expression.draft_version, declaration=DECLARATION, by=partner, at=now
        )

    assert "closing time has passed" in str(refusal.value)
    assert not Submission.objects.exists()
    assert AuditEvent.objects.filter(action="submission.submit", refused=True, after={"refused": ["late"]}).count() == 1


@pytest.mark.parametrize("seconds", [0, 1])
def test_the_database_itself_refuses_a_late_envelope(seconds, world, expression, partner, refused_with):
    world.clock.set(CLOSES + timedelta(seconds=seconds))

    refused_with("EOI01", ENVELOPE, expression.pk, expression.draft_version, partner.pk, "0" * 64, by=partner)


def test_the_clients_number_reference_time_and_digest_are_ignored(world, expression, partner, refused_with):
    submission = send(expression, partner)

    assert submission.number == 1
    assert submission.reference == f"{expression.reference}-1"
    assert submission.receipt_digest == receipt_digest(
        content_digest=submission.content_digest, reference=submission.reference, received_at=submission.received_at
    )


def test_an_envelope_without_content_is_not_received(expression, partner, refused_with):
    refused_with("EOI07", ENVELOPE, expression.pk, expression.draft_version, partner.pk, "0" * 64, by=partner)


def test_content_that_does_not_match_its_envelope_is_refused(world, expression, partner, refused_with):
    submission = send(expression, partner)

    refused_with(
        "EOI07",
        "INSERT INTO eoi_submissioncontent (submission_id, organisation_id, canonical) VALUES (%s, %s, 'other')",
        submission.pk,
        expression.organisation_id,
        by=partner,
    )


def test_nobody_submits_for_another_organisation_or_in_another_name(expression, partner, refused_with):
    stranger = make_partner()

    for submitted_by, session in ((stranger, stranger), (partner, stranger), (partner, None)):
        refused_with("EOI09", ENVELOPE, expression.pk, expression.draft_version, submitted_by.pk, "0" * 64, by=session)


def test_an_envelope_of_another_draft_version_is_refused(expression, partner, refused_with):
    refused_with("EOI10", ENVELOPE, expression.pk, expression.draft_version + 1, partner.pk, "0" * 64, by=partner)


def test_a_draft_is_frozen_at_the_closing_time(world, expression, partner, refused_with):
    world.clock.set(CLOSES)

    refused_with("EOI01", "UPDATE eoi_answer SET text = 'late', version = version + 1", by=partner)
    refused_with("EOI01", "UPDATE eoi_expressionofinterest SET draft_version = draft_version + 1", by=partner)


def test_an_extension_lets_one_organisation_submit_and_no_other(world, expression, partner):
    extend(world, expression, partner, until=CLOSES + timedelta(hours=2))
    other = make_partner()
    other_expression = fill_in(start(world, other), other)
    world.clock.set(CLOSES + timedelta(hours=1))

    assert send(expression, partner).number == 1
    with pytest.raises(ActionRefused):
        send(other_expression, other)


def test_an_extension_ends_at_its_own_closing_time(world, expression, partner):
    until = CLOSES + timedelta(hours=2)
    extend(world, expression, partner, until=until)
    world.clock.set(until)

    with pytest.raises(ActionRefused, match="closing time has passed"):
        send(expression, partner)


def test_an_extension_is_only_ever_later_and_only_an_approvers(world, expression, refused_with):
    insert = "INSERT INTO eoi_extension (expression_id, closes_at, reason, granted_by_id) VALUES (%s, %s, 'why', %s)"

    refused_with("EOI02", insert, expression.pk, CLOSES, world.approver.pk, by=world.approver)
    refused_with("EOI09", insert, expression.pk, CLOSES + timedelta(1), world.officer.pk, by=world.officer)
    refused_with("EOI09", insert, expression.pk, CLOSES + timedelta(1), world.approver.pk, by=world.officer)


def test_no_extension_after_the_closing_record(world, expression, refused_with):
    submit_for(world)
    close(world)

    refused_with(
        "EOI02",
        "INSERT INTO eoi_extension (expression_id, closes_at, reason, granted_by_id) VALUES (%s, %s, 'why', %s)",
        expression.pk,
        CLOSES + timedelta(1),
        world.approver.pk,
        by=world.approver,
    )


def test_the_closing_record_waits_for_the_last_extension(world, expression, partner, refused_with):
    extend(world, expression, partner, until=CLOSES + timedelta(hours=2))
    world.clock.set(CLOSES + timedelta(hours=1))

    refused_with("EOI08", "INSERT INTO eoi_closingrecord (advert_id) VALUES (%s)", world.advert.pk)


def test_nothing_starts_before_the_opening_time_or_at_the_closing_time(clock):
    world = make_published(clock)
    partner = make_partner()

    for moment in (OPENS - timedelta(seconds=1), CLOSES):
        clock.set(moment)
        with pytest.raises(ActionRefused, match="not open"):
            perform(start_expression, by=partner, advert=world.advert, organisation=organisation_of(partner))
    clock.set(OPENS)
    assert start(world, partner).pk


def test_the_database_itself_refuses_a_start_outside_the_open_time(clock, refused_with):
    world = make_published(clock)
    partner = make_partner()

    refused_with(
        "EOI14",
        "INSERT INTO eoi_expressionofinterest (reference, advert_id, organisation_id, started_by_id, draft_version, changed_by_id)"
        " VALUES ('EOI-X', %s, %s, %s, 1, %s)",
        world.advert.pk,
        organisation_of(partner).pk,
        partner.pk,
        partner.pk,
        by=partner,
    )
