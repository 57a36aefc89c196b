"""Supporting files as a partner works with them, and what the service does about them afterwards (P8, DESIGN §10)."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eoi import file_store, files_due
from eoi.actions.file import FOLDER, describe_file, destroy_removed, put_back_file, record_scan, remove_file, stage_file
from eoi.actions.submission import submit
from eoi.identity import acting_as, perform
from eoi.models import AuditEvent, ExpressionOfInterest, ScanState, StagedFile, StoredFile, SubmissionContent
from eoi.policies.file import DAYS_TO_PUT_BACK, MOST_REMOVED
from eoi.problems import ActionRefused
from tests.factories.files import upload
from tests.factories.partner_files import fresh_pdf, remove, seal, stage, submit_with_files
from tests.factories.people import make_partner, organisation_of
from tests.factories.world import CLOSES, DECLARATION, fill_in, make_open, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner():
    return make_partner()


@pytest.fixture
def expression(world, partner):
    return start(world, partner)


def version(expression):
    return ExpressionOfInterest.objects.get(pk=expression.pk).draft_version


def standing(expression, partner):
    with acting_as(partner):
        return list(StagedFile.objects.of_expression(expression).standing())


def refusal(action, *, by, **arguments):
    with pytest.raises(ActionRefused) as refused:
        perform(action, by=by, **arguments)
    return refused.value.problems[0]


def test_a_file_is_kept_under_a_random_key_with_its_name_in_a_column(expression, partner):
    content = fresh_pdf()
    file = stage(expression, partner, "..\\Our structure.PDF", content=content, caption="Who does what")

    assert (file.name, file.extension, file.size) == ("Our structure.PDF", "pdf", len(content))
    assert (file.caption, file.version, file.staged_by) == ("Who does what", 1, partner)
    assert b"".join(file_store.pieces_of(file.stored.key)) == content
    folder, organisation, key = file.stored.key.split("/")
    assert (folder, len(organisation), len(key)) == ("supporting-files", 24, 32)
    assert organisation_of(partner).reference.lower() not in file.stored.key.lower()


def test_every_change_of_a_file_is_a_change_of_the_draft(expression, partner):
    before = version(expression)
    file = stage(expression, partner)
    perform(describe_file, by=partner, file=file, version=1, caption="Plan")
    perform(remove_file, by=partner, file=file)
    perform(put_back_file, by=partner, file=file)

    assert version(expression) == before + 4


def test_doing_the_same_twice_changes_nothing(expression, partner):
    file = stage(expression, partner, caption="Plan")
    before = version(expression)
    perform(describe_file, by=partner, file=file, version=1, caption="Plan")
    perform(put_back_file, by=partner, file=file)
    assert version(expression) == before

    remove(file, partner)
    remove(file, partner)
    assert version(expression) == before + 1


def test_the_same_content_is_said_and_not_stored_twice(expression, partner):
    content = fresh_pdf()
    stage(expression, partner, "first.pdf", content=content)
    stored = StoredFile.objects.count()

    problem = refusal(
        stage_file, by=partner, expression=expression, file=upload("second.pdf", content), caption="Another"
    )
    assert problem.code == "same-content"
    assert "“second.pdf”" in problem.message
    assert "“first.pdf”" in problem.message
    assert StoredFile.objects.count() == stored


def test_the_same_content_as_one_that_was_removed_puts_that_one_back(expression, partner):
    content = fresh_pdf()
    first = remove(stage(expression, partner, "first.pdf", content=content, caption="Old"), partner)
    again = stage(expression, partner, "second.pdf", content=content, caption="New")

    assert again.pk == first.pk
    assert (again.removed_at, again.caption) == (None, "New")
    assert StoredFile.objects.count() == 1


def test_two_organisations_may_have_the_same_content_and_share_nothing(world, expression, partner):
    content, other = fresh_pdf(), make_partner()
    mine = stage(expression, partner, content=content)
    theirs = stage(start(world, other), other, content=content)

    assert mine.stored.key.split("/")[1] != theirs.stored.key.split("/")[1]


def test_one_file_too_many_is_refused_with_the_limit(expression, partner, settings):
    settings.MOST_FILES = 2
    first = stage(expression, partner)
    stage(expression, partner)

    problem = refusal(stage_file, by=partner, expression=expression, file=upload("c.pdf", fresh_pdf()), caption="")
    assert problem.code == "too-many"
    assert "at most 2" in problem.message
    remove(first, partner)
    stage(expression, partner)
    assert refusal(put_back_file, by=partner, file=first).code == "too-many"


def test_files_that_are_too_big_together_are_refused_with_the_limit(expression, partner, settings):
    content = fresh_pdf()
    settings.FILES_TOTAL = 2 * len(content)
    stage(expression, partner, content=content)
    stage(expression, partner)

    problem = refusal(stage_file, by=partner, expression=expression, file=upload("c.pdf", fresh_pdf()), caption="")
    assert problem.code == "too-big-together"
    assert "“c.pdf”" in problem.message


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_a_file_comes_before_the_closing_time_or_not_at_all(seconds, expression, partner, clock):
    file = stage(expression, partner)
    clock.set(CLOSES + timedelta(seconds=seconds))
    kept = StoredFile.objects.count()
    if seconds < 0:
        stage(expression, partner)
        return

    for action, arguments in (
        (stage_file, {"expression": expression, "file": upload("a.pdf", fresh_pdf()), "caption": ""}),
        (describe_file, {"file": file, "version": 1, "caption": "Late"}),
        (remove_file, {"file": file}),
        (put_back_file, {"file": file}),
    ):
        problem = refusal(action, by=partner, **arguments)
        assert problem.code == "late"
        assert "the files no longer change" in problem.message
    assert StoredFile.objects.count() == kept


def test_a_request_that_began_in_time_and_ends_late_leaves_nothing_in_the_store(
    expression, partner, clock, monkeypatch
):
    """The database decides by its own clock when the row is written."""
    removed = []
    monkeypatch.setattr(file_store, "remove", removed.append)
    clock.set(CLOSES)

    in_time = CLOSES - timedelta(seconds=5)
    problem = refusal(
        stage_file, by=partner, expression=expression, file=upload("a.pdf", fresh_pdf()), caption="", at=in_time
    )
    assert problem.code == "late"
    assert len(removed) == 1


def test_a_colleagues_caption_is_not_written_over(expression, partner):
    file = stage(expression, partner)
    perform(describe_file, by=partner, file=file, version=1, caption="Mine")

    problem = refusal(describe_file, by=partner, file=file, version=1, caption="Theirs")
    assert problem.code == "changed-meanwhile"


def test_a_submission_seals_its_files_in_the_order_in_which_they_came(world, partner):
    submission = submit_with_files(world, partner, files=2)

    with acting_as(partner):
        first, second = StagedFile.objects.held_by(submission).order_by("pk")
        content = json.loads(SubmissionContent.objects.get(submission=submission).canonical)
    assert content["files"] == [
        {
            "caption": f"Our structure, part {number}",
            "name": f"structure-{number}.pdf",
            "sha256": file.digest,
            "size": file.size,
            "type": "application/pdf",
        }
        for number, file in enumerate((first, second), start=1)
    ]
    assert StoredFile.objects.filter(sealed_at__isnull=False).count() == 2


def test_a_file_that_came_after_checking_is_checked_before_it_is_submitted(world, partner):
    expression = fill_in(start(world, partner), partner)
    stage(expression, partner)

    problem = refusal(
        submit, by=partner, expression=expression, draft_version=expression.draft_version, declaration=DECLARATION
    )
    assert problem.code == "changed-meanwhile"


def test_what_was_removed_is_not_in_the_next_edition_and_stays_in_the_first(world, partner):
    first = submit_with_files(world, partner)
    with acting_as(partner):
        [file] = StagedFile.objects.held_by(first)
    remove(file, partner)
    second = seal(first.expression, partner)

    with acting_as(partner):
        assert list(StagedFile.objects.held_by(first)) == [file]
        assert list(StagedFile.objects.held_by(second)) == []


def test_the_first_removed_goes_for_good_once_there_are_many(
    world, expression, partner, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        files = [remove(stage(expression, partner), partner) for _ in range(MOST_REMOVED + 1)]

    gone = StoredFile.objects.get(destroyed_at__isnull=False)
    assert gone.pk == files[0].stored_id
    assert file_store.size_of(gone.key) is None
    assert refusal(put_back_file, by=partner, file=files[0]).code == "destroyed"
    assert perform(put_back_file, by=partner, file=files[1]).removed_at is None


def test_what_was_removed_is_destroyed_after_a_week_unless_a_submission_holds_it(
    world, partner, clock, django_capture_on_commit_callbacks
):
    submission = submit_with_files(world, partner)
    with acting_as(partner):
        [held] = StagedFile.objects.held_by(submission)
    loose, used = stage(submission.expression, partner), stage(submission.expression, partner)
    remove(held, partner)
    remove(loose, partner)

    clock.advance(days=DAYS_TO_PUT_BACK)
    assert files_due.destroy_removed_files() == 0
    clock.advance(seconds=1)
    with django_capture_on_commit_callbacks(execute=True):
        assert files_due.destroy_removed_files() == 1
    assert perform(destroy_removed, by=None) == 0

    sizes = {file: file_store.size_of(file.stored.key) for file in (held, loose, used)}
    assert sizes == {held: held.size, loose: None, used: used.size}


def test_what_was_destroyed_before_the_service_stopped_is_destroyed_the_next_time(expression, partner, clock):
    file = remove(stage(expression, partner), partner)
    clock.advance(days=DAYS_TO_PUT_BACK, seconds=1)
    perform(destroy_removed, by=None)
    assert file_store.size_of(file.stored.key)  # the service was killed before the commit was over

    files_due.destroy_removed_files()
    assert file_store.size_of(file.stored.key) is None


def test_what_no_row_names_is_cleared_away_after_a_month_and_nothing_else_is(expression, partner, settings):
    kept, removed = stage(expression, partner), remove(stage(expression, partner), partner)
    folder = kept.stored.key.rpartition("/")[0]
    stray = file_store.keep(upload("a.pdf", fresh_pdf()), folder=folder)
    half = Path(settings.KEPT_FILES.name) / folder / ".half-x"
    half.write_bytes(b"%PDF")
    other = file_store.keep(upload("a.pdf", fresh_pdf()), folder="packs")
    now = datetime.now(UTC)

    assert files_due.sweep(before=now - files_due.STRAY_AFTER) == 0
    assert file_store.size_of(stray)
    assert files_due.sweep(before=now + timedelta(minutes=1)) == 2

    assert file_store.size_of(stray) is None
    assert not half.exists()
    assert all(file_store.size_of(key) for key in (kept.stored.key, removed.stored.key, other))


def test_the_sweep_asks_one_question_for_many_files(expression, partner, monkeypatch):
    stage(expression, partner)
    monkeypatch.setattr(files_due, "BATCH", 2)
    for _ in range(3):
        file_store.keep(upload("a.pdf", fresh_pdf()), folder=f"{FOLDER}/x")

    for before, queries in ((-files_due.STRAY_AFTER, 0), (timedelta(minutes=1), 2)):
        with CaptureQueriesContext(connection) as asked:
            files_due.sweep(before=datetime.now(UTC) + before)
        assert len(asked) == queries


def test_the_store_is_swept_during_one_hour_of_the_day(monkeypatch):
    hours = []
    monkeypatch.setattr(files_due, "sweep", lambda *, before: hours.append(before) or 1)
    for hour in range(24):
        monkeypatch.setattr(files_due, "SWEPT_AT", hour)
        files_due.clear_stray_files()

    assert len(hours) == 1


def test_no_event_carries_a_name_a_caption_or_a_digest(expression, partner):
    file = stage(expression, partner, "canary-name.pdf", caption="canary-caption")
    perform(describe_file, by=partner, file=file, version=1, caption="canary-other")
    remove(file, partner)

    events = AuditEvent.objects.filter(action__startswith="file.")
    assert len(events) == 3
    for event in events:
        assert event.is_sealed
        words = json.dumps([event.before, event.after, event.subject_reference])
        assert "canary" not in words
        assert file.digest not in words


def test_the_scanners_answer_is_kept_once(expression, partner):
    stored = stage(expression, partner).stored
    perform(record_scan, by=None, stored=stored, state=ScanState.REFUSED)
    perform(record_scan, by=None, stored=stored, state=ScanState.CLEAN)

    stored.refresh_from_db()
    assert stored.state == ScanState.REFUSED
    assert stored.scanned_at


def test_what_the_scan_refused_is_not_submitted(world, partner):
    expression = fill_in(start(world, partner), partner)
    file = stage(expression, partner)
    perform(record_scan, by=None, stored=file.stored, state=ScanState.REFUSED)
    with pytest.raises(ActionRefused) as refused:
        seal(expression, partner)

    [problem] = refused.value.problems
    assert problem.code == "file-refused"
    assert problem.url.endswith(f"/{expression.reference}/files/")
    remove(file, partner)
    assert seal(expression, partner).number == 1
    assert standing(expression, partner) == []
