"""Going round the application: supporting files, and those that a submission holds (P8, DESIGN §9, §10)."""

import json

import pytest

from eoi.actions.file import put_back_file
from eoi.actions.reading import grant_reading, revoke_reading
from eoi.identity import acting_as, perform
from eoi.models import ReadingPurpose, ScanState, StagedFile, StoredFile, SubmissionFile
from eoi.seal import sha256_hex
from tests.factories.partner_files import remove, seal, stage, submit_with_files
from tests.factories.people import (
    make_administrator,
    make_approver,
    make_auditor,
    make_evaluator,
    make_officer,
    make_partner,
    organisation_of,
)
from tests.factories.world import CLOSES, close, make_open, open_submissions

pytestmark = pytest.mark.django_db
STORE = "INSERT INTO eoi_storedfile (key, state) VALUES ('k', 'not-scanned')"
STAGE = (
    "WITH kept AS (INSERT INTO eoi_storedfile (key, state) VALUES ('k', 'not-scanned') RETURNING id)"
    " INSERT INTO eoi_stagedfile (expression_id, organisation_id, stored_id, reference, name, extension, size, digest, caption,"
    " version, staged_by_id) SELECT %s, %s, kept.id, 'FIL-1', 'a.pdf', 'pdf', 1, 'd', '', 1, %s FROM kept"
)
HOLD = "INSERT INTO eoi_submissionfile (submission_id, file_id, organisation_id) VALUES (%s, %s, %s)"


@pytest.fixture
def world(clock):
    """Open; one submission holds a file, whose draft it also is."""
    world = make_open(clock)
    submit_with_files(world)
    return world


@pytest.fixture
def partner(world):
    return world.partners[0]


@pytest.fixture
def held(world, partner):
    with acting_as(partner):
        return StagedFile.objects.get()


def everybody_else(world):
    makers = (make_officer, make_approver, make_auditor, make_administrator, make_evaluator, make_partner)
    return [world.officer, world.second_officer, world.approver, *(make() for make in makers), None]


def seen(person):
    with acting_as(person):
        return StagedFile.objects.count(), SubmissionFile.objects.count()


def test_nobody_else_learns_of_a_file_before_the_opening(world, partner):
    assert seen(partner) == (1, 1)
    for person in everybody_else(world):
        assert seen(person) == (0, 0), person

    close(world)
    for person in everybody_else(world):
        assert seen(person) == (0, 0), person


def test_after_the_opening_readers_see_what_was_sealed_and_not_the_draft(world, partner, clock):
    expression = world.submissions[0].expression
    stage(expression, partner)  # after the submission, and never submitted
    auditor, stranger = make_auditor(), make_officer()
    open_submissions(close(world))

    assert seen(partner) == (2, 1)
    for reader in (world.officer, world.second_officer, world.approver, auditor):
        assert seen(reader) == (1, 1)
    assert seen(stranger) == seen(make_partner()) == seen(None) == (0, 0)


def test_a_revoked_leave_takes_the_files_away_at_once(world):
    open_submissions(close(world))
    reader = make_evaluator()
    perform(grant_reading, by=world.officer, submissions=world.submissions, user=reader, purpose=ReadingPurpose.PANEL)
    assert seen(reader) == (1, 1)

    perform(revoke_reading, by=world.officer, submissions=world.submissions, user=reader, reason="Recused")
    assert seen(reader) == (0, 0)


def test_nobody_else_changes_a_file(world, run_sql):
    for person in everybody_else(world):
        assert run_sql("UPDATE eoi_stagedfile SET caption = 'theirs', version = version + 1", by=person) == 0


def test_a_file_is_staged_by_a_member_in_their_own_name(world, partner, refused_with, run_sql):
    expression, stranger = world.submissions[0].expression, make_partner()
    colleague = make_partner(organisation_of(partner), lead=False)

    refused_with("42501", STAGE, expression.pk, expression.organisation_id, stranger.pk, by=stranger)
    refused_with("23503", STAGE, expression.pk, organisation_of(stranger).pk, stranger.pk, by=stranger)
    refused_with("EOI09", STAGE, expression.pk, expression.organisation_id, partner.pk, by=colleague)
    assert run_sql(STAGE, expression.pk, expression.organisation_id, colleague.pk, by=colleague) == 1


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_files_change_until_the_closing_time(seconds, world, partner, clock, refused_with, run_sql):
    expression = world.submissions[0].expression
    clock.set(CLOSES)
    clock.advance(seconds=seconds)
    new = (STAGE, expression.pk, expression.organisation_id, partner.pk)
    change = "UPDATE eoi_stagedfile SET caption = 'x', version = version + 1"

    if seconds < 0:
        assert run_sql(*new, by=partner) == 1
        assert run_sql(change, by=partner) == 2
    else:
        refused_with("EOI01", *new, by=partner)
        refused_with("EOI01", change, by=partner)


@pytest.mark.parametrize(
    "what",
    [
        "name = 'other.pdf'",
        "digest = 'x'",
        "size = 2",
        "stored_id = stored_id + 1",
        "extension = 'png'",
        "reference = 'x'",
    ],
)
def test_a_file_stays_as_it_was_received(what, world, partner, refused_with):
    refused_with("EOI33", f"UPDATE eoi_stagedfile SET {what}, version = version + 1", by=partner)


def test_a_change_comes_from_the_version_that_stands(world, partner, refused_with):
    refused_with("EOI10", "UPDATE eoi_stagedfile SET caption = 'x'", by=partner)
    refused_with("EOI10", "UPDATE eoi_stagedfile SET caption = 'x', version = version + 2", by=partner)


def test_a_file_is_removed_in_ones_own_name_and_its_record_kept(world, partner, refused_with, run_sql):
    colleague = make_partner(organisation_of(partner), lead=False)
    out = "UPDATE eoi_stagedfile SET removed_at = now(), removed_by_id = %s, version = version + 1"

    refused_with("EOI12", "DELETE FROM eoi_stagedfile", by=partner)
    refused_with("EOI12", "TRUNCATE eoi_stagedfile CASCADE", by=partner)
    refused_with("EOI09", out, colleague.pk, by=partner)
    assert run_sql(out, partner.pk, by=partner) == 1
    refused_with(
        "EOI33", "UPDATE eoi_stagedfile SET removed_at = now() + interval '1 day', version = version + 1", by=partner
    )


def test_removing_and_putting_back_is_seen_in_the_store(world, partner):
    file = remove(_another(world), partner)
    assert StoredFile.objects.get(pk=file.stored_id).let_go_at

    perform(put_back_file, by=partner, file=file)
    assert StoredFile.objects.get(pk=file.stored_id).let_go_at is None


def _another(world):
    return stage(world.submissions[0].expression, world.partners[0])


@pytest.mark.parametrize("what", ["key = 'x'", "sealed_at = NULL", "sealed_at = now()"])
def test_what_is_sealed_stays_sealed_under_its_key(what, world, held, refused_with):
    for person in (None, world.partners[0]):
        refused_with("EOI33", f"UPDATE eoi_storedfile SET {what}", by=person)


def test_a_sealed_file_is_never_destroyed(world, partner, held, refused_with):
    destroy = "UPDATE eoi_storedfile SET destroyed_at = now()"
    refused_with("EOI11", destroy)

    remove(held, partner)  # from the draft: the submission still holds it
    for person in (None, partner, world.officer):
        refused_with("EOI11", destroy, by=person)
    refused_with("EOI12", "DELETE FROM eoi_storedfile", by=partner)
    refused_with("EOI12", "TRUNCATE eoi_storedfile CASCADE", by=partner)


def test_only_what_was_removed_is_destroyed_and_then_nothing_changes(world, partner, refused_with, run_sql):
    file = _another(world)
    one = "UPDATE eoi_storedfile SET {} WHERE id = %s"
    refused_with("EOI33", one.format("destroyed_at = now()"), file.stored_id)

    remove(file, partner)
    assert run_sql(one.format("destroyed_at = now()"), file.stored_id) == 1
    refused_with("EOI33", one.format("destroyed_at = NULL"), file.stored_id)
    refused_with(
        "EOI33",
        "UPDATE eoi_stagedfile SET removed_at = NULL, removed_by_id = NULL, version = version + 1 WHERE id = %s",
        file.pk,
        by=partner,
    )


def test_the_scanners_word_is_written_once_by_the_service(world, partner, refused_with, run_sql):
    clean = "UPDATE eoi_storedfile SET state = 'clean', scanned_at = now()"

    refused_with("EOI33", clean, by=partner)
    refused_with("EOI33", "UPDATE eoi_storedfile SET state = 'clean'")
    assert run_sql(clean) == 1
    refused_with("EOI33", "UPDATE eoi_storedfile SET state = 'refused'")
    assert StoredFile.objects.get().state == ScanState.CLEAN


def test_a_file_begins_in_use_and_with_a_known_state(world, partner, refused_with):
    refused_with("EOI33", STORE)
    refused_with(
        "EOI33", "INSERT INTO eoi_storedfile (key, state, sealed_at) VALUES ('k', 'staged', now())", by=partner
    )
    refused_with("23514", "INSERT INTO eoi_storedfile (key, state) VALUES ('k', 'odd')", by=partner)


def test_a_submission_holds_what_its_content_lists_and_nothing_else(world, partner, held, refused_with):
    submission, later = world.submissions[0], _another(world)
    stranger = make_partner()

    refused_with("EOI07", HOLD, submission.pk, later.pk, later.organisation_id, by=partner)
    refused_with("EOI07", HOLD, submission.pk, held.pk, organisation_of(stranger).pk, by=partner)
    refused_with("EOI07", HOLD, submission.pk, held.pk, organisation_of(stranger).pk, by=stranger)


@pytest.mark.parametrize("files", [[], [{"sha256": "0" * 64, "size": 1}]])
def test_a_submission_that_leaves_a_file_out_is_not_received(files, world, partner, refused_with):
    expression = world.submissions[0].expression
    _another(world)
    expression.refresh_from_db()
    content = json.dumps({"files": files})
    both = (
        "WITH sealed AS (INSERT INTO eoi_submission (expression_id, number, reference, draft_version, submitted_by_id,"
        " content_digest, receipt_digest) VALUES (%s, 0, '', %s, %s, %s, '') RETURNING id)"
        " SELECT id FROM sealed; INSERT INTO eoi_submissioncontent (submission_id, organisation_id, canonical)"
        " SELECT max(id), %s, %s FROM eoi_submission"
    )
    facts = (expression.pk, expression.draft_version, partner.pk, sha256_hex(content))

    said = refused_with("EOI07", both, *facts, expression.organisation_id, content, by=partner)
    assert "every file that stands" in said


@pytest.mark.parametrize("statement", ["UPDATE eoi_submissionfile SET id = id", "DELETE FROM eoi_submissionfile"])
def test_what_a_submission_holds_is_never_let_go(statement, world, partner, run_sql):
    assert run_sql(statement, by=partner) == 0  # no policy lets anybody
    assert seen(partner) == (1, 1)


def test_a_later_edition_holds_the_same_file_again(world, partner):
    stage(world.submissions[0].expression, partner)
    seal(world.submissions[0].expression, partner)

    assert seen(partner) == (2, 3)
