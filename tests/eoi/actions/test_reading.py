"""Leave to read: given once, followed by roles, taken back at once."""

import pytest

from eoi.actions.person import change_roles
from eoi.actions.reading import grant_reading, record_reading, revoke_reading
from eoi.actions.staff_invitation import accept_staff_invitation, invite_staff
from eoi.identity import acting_as, perform
from eoi.models import AuditEvent, ReadingGrant, ReadingPurpose, Role, Submission, SubmissionContent
from tests.factories.people import PASSWORD, make_administrator, make_auditor, make_evaluator, make_officer
from tests.factories.world import make_open, make_opened, submit_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_opened(clock, submissions=2)


def grant(world, reader):
    return perform(
        grant_reading, by=world.officer, submissions=world.submissions, user=reader, purpose=ReadingPurpose.PANEL
    )


def words_read_by(person):
    with acting_as(person):
        return SubmissionContent.objects.count()


def test_what_somebody_may_read_already_is_passed_over(world):
    reader = make_evaluator()

    assert len(grant(world, reader)) == 2
    assert grant(world, reader) == []
    assert AuditEvent.objects.filter(action="reading.grant", subject_reference=reader.reference).count() == 1


def test_leave_that_was_revoked_can_be_given_again(world):
    reader = make_evaluator()
    grant(world, reader)
    perform(revoke_reading, by=world.officer, submissions=world.submissions, user=reader, reason="By mistake")

    assert len(grant(world, reader)) == 2
    assert words_read_by(reader) == 2


def test_revoking_nothing_says_and_records_nothing(world):
    before = AuditEvent.objects.count()

    assert perform(revoke_reading, by=world.officer, submissions=[], user=make_evaluator(), reason="None") == 0
    assert AuditEvent.objects.count() == before


def test_a_new_auditor_and_a_new_approver_may_read_what_was_opened_before(world):
    administrator = make_administrator()
    for role in (Role.AUDITOR, Role.APPROVER):
        invitation = perform(
            invite_staff, by=administrator, email=f"{role.value}@salford.example", full_name="New", roles=[role.value]
        )
        with acting_as(None) as now:
            newcomer = accept_staff_invitation(invitation=invitation, password=PASSWORD, at=now)

        assert words_read_by(newcomer) == 2


def test_an_officer_who_becomes_an_approver_reads_from_then_and_until_the_role_ends(world):
    administrator, person = make_administrator(), make_officer()
    assert words_read_by(person) == 0

    both = [Role.PROCUREMENT_OFFICER.value, Role.APPROVER.value]
    perform(change_roles, by=administrator, person=person, roles=both)
    assert words_read_by(person) == 2

    perform(change_roles, by=administrator, person=person, roles=[Role.PROCUREMENT_OFFICER.value])
    assert words_read_by(person) == 0
    assert ReadingGrant.objects.filter(user=person, revoked_reason__contains="approver").count() == 2


def test_a_role_gives_nothing_before_opening(clock):
    world = make_open(clock)
    submit_for(world)
    administrator, person = make_administrator(), make_officer()
    perform(change_roles, by=administrator, person=person, roles=[Role.AUDITOR.value])

    assert not ReadingGrant.objects.exists()
    assert words_read_by(person) == 0


def test_losing_one_role_leaves_leave_given_for_another_purpose(world):
    administrator = make_administrator()
    person = make_officer()
    both = [Role.PROCUREMENT_OFFICER.value, Role.EVALUATOR.value]
    grant(world, person)
    perform(change_roles, by=administrator, person=person, roles=both)

    assert words_read_by(person) == 2


def test_readable_submissions_are_those_with_live_leave(world):
    reader = make_evaluator()
    assert not Submission.objects.readable_by(reader).exists()
    grant(world, reader)

    assert Submission.objects.readable_by(reader).count() == 2


def test_a_reading_is_recorded_by_reader_and_submission(world):
    auditor = make_auditor()
    submission = world.submissions[0]
    perform(record_reading, by=auditor, submission=submission)

    event = AuditEvent.objects.get(action="submission.read")
    assert (event.actor, event.subject_reference) == (auditor, submission.reference)
