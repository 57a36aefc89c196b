"""Nothing that is kept goes but what a rule makes due, in a confirmed run, into the log (R7)."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from eoi.actions.advert_withdrawal import withdraw_advert
from eoi.actions.audit import seal_events, trail_is_intact
from eoi.clock import database_now
from eoi.identity import acting_as, perform
from eoi.models import (
    Answer,
    AnswerEdition,
    DeletionLogEntry,
    RetentionRun,
    StagedFile,
    StoredFile,
    Submission,
    SubmissionContent,
)
from eoi.problems import ActionRefused
from tests.factories.correspondence import make_told
from tests.factories.organisations import add_member
from tests.factories.partner_files import submit_with_files
from tests.factories.people import make_approver, make_officer, make_partner
from tests.factories.retention import HALF_A_YEAR_LATER, delete, hold, make_drafts_due, make_due, rule
from tests.factories.world import CLOSES, close, fill_in, make_open, start, submit_for

pytestmark = pytest.mark.django_db

HELD = ("answer", "answeredition", "consortiummember", "submissionfile", "stagedfile", "submissioncontent")
RUN = "INSERT INTO eoi_retentionrun (reference, rule_id, advert_id, reason, confirmed_by_id) VALUES ('RET-X', %s, %s, 'x', %s)"


def count(person, model):
    with acting_as(person):
        return model.objects.count()


@pytest.mark.parametrize("table", HELD)
def test_nothing_goes_without_a_run_whoever_asks_and_however_old(clock, run_sql, table):
    world = make_due(clock)
    for person in (world.approver, world.officer, make_officer(), None):
        assert run_sql(f"DELETE FROM eoi_{table}", by=person) == 0


@pytest.mark.parametrize("table", ["answer", "answeredition"])
def test_not_even_its_own_people_delete_it(clock, refused_with, table):
    world = make_due(clock)

    refused_with("EOI12", f"DELETE FROM eoi_{table}", by=world.partners[0])


def test_a_run_takes_what_is_due_and_nothing_else_and_writes_the_log(clock):
    world = make_due(clock)
    other = make_open(clock, reference="SAL-2026-099")
    theirs = submit_for(other, words="still open")
    clock.set(theirs.received_at.replace(year=2033))
    partner = world.partners[0]
    assert count(partner, SubmissionContent) == 1

    run = delete(world)

    assert count(partner, SubmissionContent) == count(partner, Answer) == count(partner, AnswerEdition) == 0
    assert count(theirs.submitted_by, SubmissionContent) == 1
    assert count(theirs.submitted_by, Answer) > 0
    assert Submission.objects.count() == 3
    logged = DeletionLogEntry.objects.of_run(run)
    digests = {each.receipt_digest for each in world.submissions}
    assert {each.receipt_digest for each in logged if each.kind == "content"} == digests
    assert {each.reference for each in logged if each.kind == "answers"} == {
        each.expression.reference for each in world.submissions
    }
    assert run.ended_at


@pytest.mark.parametrize(("seconds", "is_due"), [(-1, False), (0, True)])
def test_drafts_are_due_six_months_after_the_closing_time_to_the_second(clock, seconds, is_due):
    partner = make_partner()
    world = make_drafts_due(clock, partner)
    clock.set(CLOSES.replace(month=9) + timedelta(seconds=seconds))

    if is_due:
        assert delete(world, "drafts").ended_at
    else:
        with pytest.raises(ActionRefused, match="is due"):
            delete(world, "drafts")


def test_drafts_that_were_never_submitted_go_unread_with_their_consortium(clock):
    world, partner = make_open(clock), make_partner()
    expression = fill_in(start(world, partner), partner)
    add_member(expression, partner)
    submitted = submit_for(world)
    close(world)
    clock.set(HALF_A_YEAR_LATER)
    assert count(world.approver, Answer) == 0

    run = delete(world, "drafts")

    assert count(partner, Answer) == 0
    assert count(submitted.submitted_by, Answer) > 0
    kinds = {each.kind: each.number for each in DeletionLogEntry.objects.of_run(run)}
    assert kinds["answers"] > 1
    assert kinds["consortium"] == 1
    assert {each.reference for each in run.entries.all()} == {expression.reference}


def test_files_go_with_their_submission_and_their_content_after_the_commit(clock, django_capture_on_commit_callbacks):
    world = make_open(clock)
    submission = submit_with_files(world)
    perform(withdraw_advert, by=world.approver, advert=world.advert, reason="Another way was found.")
    clock.set(CLOSES.replace(year=2033))
    [key] = StoredFile.objects.values_list("key", flat=True)
    assert default_storage.exists(key)

    with django_capture_on_commit_callbacks(execute=True):
        run = delete(world)

    assert count(submission.submitted_by, StagedFile) == 0
    assert StoredFile.objects.get().destroyed_at
    assert not default_storage.exists(key)
    assert run.entries.filter(kind="files").get().number == 1


def test_a_run_is_an_approvers_own_of_something_due_and_not_held(clock, refused_with):
    world = make_told(clock)
    submissions, approver = rule("submissions").pk, world.approver
    refused_with("EOI42", RUN, submissions, world.advert.pk, approver.pk, by=approver)
    clock.set(CLOSES.replace(year=2033))
    refused_with("EOI09", RUN, submissions, world.advert.pk, approver.pk, by=make_approver())
    refused_with("EOI09", RUN, submissions, world.advert.pk, world.officer.pk, by=world.officer)
    refused_with("EOI42", RUN, submissions, world.advert.pk, approver.pk, by=approver)  # it does not end by itself
    hold(world)
    refused_with("EOI42", RUN, submissions, world.advert.pk, approver.pk, by=approver)


def test_before_every_outcome_is_told_no_submission_is_ever_due(clock):
    world = make_open(clock)
    submit_for(world)
    close(world)
    clock.set(CLOSES.replace(year=2066))

    with pytest.raises(ActionRefused, match="is due"):
        delete(world)


def test_what_is_held_stays(clock):
    world = make_due(clock)
    hold(world)

    with pytest.raises(ActionRefused, match="is held"):
        delete(world)


def test_a_run_that_ended_opens_no_door_again(clock, refused_with, run_sql):
    world = make_due(clock)
    run = delete(world)

    with acting_as(world.approver), connection.cursor() as cursor:
        cursor.execute("SELECT destroyed_by_rule(%s)", [world.submissions[0].expression_id])
        assert cursor.fetchone() == (False,)
    refused_with("EOI12", "UPDATE eoi_retentionrun SET ended_at = NULL", by=world.approver)
    refused_with("EOI12", "UPDATE eoi_retentionrun SET reason = 'y'", by=world.approver)
    refused_with("EOI12", "DELETE FROM eoi_retentionrun", by=world.approver)
    assert RetentionRun.objects.get() == run


def test_the_log_is_written_by_deleting_and_never_changed(clock, refused_with):
    world = make_due(clock)
    run = delete(world)
    write = "INSERT INTO eoi_deletionlogentry (run_id, kind, reference, number, receipt_digest) VALUES (%s, 'content', 'x', 1, '')"
    refused_with("EOI42", write, run.pk, by=world.approver)
    refused_with("EOI12", "UPDATE eoi_deletionlogentry SET number = 0", by=world.approver)
    refused_with("EOI12", "DELETE FROM eoi_deletionlogentry", by=world.approver)


def test_rules_and_holds_stay(clock, refused_with):
    world = make_told(clock)
    hold(world)
    refused_with("EOI12", "UPDATE eoi_retentionrule SET months = 0", by=world.approver)
    refused_with("EOI12", "UPDATE eoi_retentionhold SET reason = 'y'", by=world.approver)
    refused_with(
        "EOI09",
        "UPDATE eoi_retentionhold SET lifted_at = eoi_now(), lifted_by_id = %s",
        world.officer.pk,
        by=world.officer,
    )
    refused_with("EOI12", "DELETE FROM eoi_retentionhold", by=world.approver)


def test_the_audit_trail_and_the_closing_record_verify_afterwards(clock):
    world = make_due(clock)
    record = world.advert.closing_record.content
    delete(world)
    perform(seal_events, by=None)

    assert trail_is_intact()
    world.refresh()
    assert world.advert.closing_record.content == record
    assert database_now().year == 2033
