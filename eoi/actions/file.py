"""Supporting files: staged, described, removed and put back by the organisation; scanned and destroyed by the service (P8, DESIGN §10)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.files.base import File
from django.db import transaction
from django.utils.crypto import salted_hmac

from eoi import file_store, scanner
from eoi.audit import action, record
from eoi.clock import EoiNow
from eoi.file_checks import FileFacts, facts_of
from eoi.models import ExpressionOfInterest, Organisation, ScanState, StagedFile, StoredFile, Submission, User
from eoi.policies.file import (
    DAYS_TO_PUT_BACK,
    MOST_REMOVED,
    problems_with_adding_file,
    problems_with_changing_files,
    problems_with_file_version,
    problems_with_putting_back,
)
from eoi.problems import Problem, refuse_if

FOLDER = "supporting-files"


@action("file.stage")
def stage_file(*, expression: ExpressionOfInterest, file: File, caption: str, by: User, at: datetime) -> StagedFile:
    """Take in a checked file. Scanner and SHA-256 come before the lock: nobody waits for them.

    The same content as one that was removed puts that one back, with this caption.
    """
    facts, state = facts_of(file), _state_at_upload(file)
    if state == ScanState.REFUSED:
        message = f"“{facts.name}” was refused by the virus scan and not stored. Choose a clean copy of it."
        refuse_if([Problem("infected", message, worth_recording=True)])
    expression = _locked(expression)
    refuse_if(problems_with_changing_files(expression, at=at))
    files = StagedFile.objects.of_expression(expression)
    standing = list(files.standing())
    refuse_if(problems_with_adding_file(standing, facts))
    staged = files.removed().with_digest(facts.digest)
    if staged:
        staged.put_back(caption=caption or staged.caption)
    else:
        staged = _kept(expression, file, facts, caption, state, by=by, at=at)
    expression.raise_version(by=by, at=at)
    record("file.stage", by=by, subject=staged, advert=expression.advert, after=_facts(staged))
    return staged


@action("file.describe")
def describe_file(*, file: StagedFile, version: int, caption: str, by: User, at: datetime) -> StagedFile:
    """Another caption. The file itself stays as it was received."""
    expression = _locked(file.expression)
    file = StagedFile.objects.of_expression(expression).lock_for_change().get(pk=file.pk)
    refuse_if(problems_with_changing_files(expression, at=at) or problems_with_file_version(file, version))
    if caption == file.caption:
        return file
    file.describe(caption)
    expression.raise_version(by=by, at=at)
    record("file.describe", by=by, subject=file, advert=expression.advert)
    return file


@action("file.remove")
def remove_file(*, file: StagedFile, by: User, at: datetime) -> StagedFile:
    """Out of the draft; it can be put back for a while. What a submission holds stays there. Twice is once."""
    expression = _locked(file.expression)
    files = StagedFile.objects.of_expression(expression)
    file = files.lock_for_change().get(pk=file.pk)
    refuse_if(problems_with_changing_files(expression, at=at))
    if file.removed_at:
        return file
    file.remove(by=by, at=at)
    expression.raise_version(by=by, at=at)
    _destroy([each.stored for each in files.removed()[MOST_REMOVED:] if not each.stored.sealed_at])
    record("file.remove", by=by, subject=file, advert=expression.advert, before=_facts(file))
    return file


@action("file.put-back")
def put_back_file(*, file: StagedFile, by: User, at: datetime) -> StagedFile:
    """Undo the removal. The limits hold as for a new file."""
    expression = _locked(file.expression)
    files = StagedFile.objects.of_expression(expression)
    file = files.lock_for_change().get(pk=file.pk)
    refuse_if(problems_with_changing_files(expression, at=at))
    if not file.removed_at:
        return file
    file.stored = StoredFile.objects.lock_for_change().get(pk=file.stored_id)
    refuse_if(problems_with_putting_back(file, list(files.standing())))
    file.put_back(caption=file.caption)
    expression.raise_version(by=by, at=at)
    record("file.put-back", by=by, subject=file, advert=expression.advert, after=_facts(file))
    return file


@action("file.scan")
def record_scan(*, stored: StoredFile, state: ScanState, by: User | None = None) -> StoredFile:
    """What the scanner answered later, by the service itself; once."""
    stored = StoredFile.objects.lock_for_change().get(pk=stored.pk)
    if stored.scanned_at is None:
        stored.state, stored.scanned_at = state, EoiNow()
        stored.save(update_fields=["state", "scanned_at"])
        record("file.scan", by=by, subject=stored, after={"state": state.value})
    return stored


@action("file.destroy")
def destroy_removed(*, at: datetime, by: User | None = None) -> int:
    """The content of what was removed long ago and no submission holds. Its record is kept."""
    due = list(StoredFile.objects.let_go_before(at - timedelta(days=DAYS_TO_PUT_BACK)).lock_for_change())
    _destroy(due)
    for stored in due:
        record("file.destroy", by=by, subject=stored)
    return len(due)


@action("file.read")
def record_file_reading(*, file: StagedFile, submission: Submission, by: User) -> None:
    """Somebody of the council took a file of a submission: every time, by whoever it was (DESIGN §5)."""
    after = {"submission": submission.reference}
    record("file.read", by=by, subject=file, advert=submission.expression.advert, after=after)


def _locked(expression: ExpressionOfInterest) -> ExpressionOfInterest:
    """The draft first: what is done to its files goes one after the other, and not while it is being submitted."""
    drafts = ExpressionOfInterest.objects.select_for_update(of=("self",)).select_related("advert", "organisation")
    return drafts.get(pk=expression.pk)


def _state_at_upload(file: File) -> ScanState:
    if not scanner.is_configured():
        return ScanState.NOT_SCANNED
    file.seek(0)
    verdict = scanner.verdict_on(file.chunks(file_store.CHUNK), seconds=scanner.SECONDS_AT_UPLOAD)
    return verdict or ScanState.STAGED


def _kept(
    expression: ExpressionOfInterest,
    file: File,
    facts: FileFacts,
    caption: str,
    state: ScanState,
    *,
    by: User,
    at: datetime,
) -> StagedFile:
    """The content first, then its rows; without the rows it goes again."""
    key = file_store.keep(file, folder=f"{FOLDER}/{_folder_of(expression.organisation)}")
    was_scanned = scanner.is_configured() and state != ScanState.STAGED
    try:
        with transaction.atomic():
            stored = StoredFile.objects.create(key=key, state=state, scanned_at=at if was_scanned else None)
            return StagedFile.objects.create(
                expression=expression,
                organisation_id=expression.organisation_id,
                stored=stored,
                name=facts.name,
                extension=facts.extension,
                size=facts.size,
                digest=facts.digest,
                caption=caption,
                staged_by=by,
            )
    except BaseException:
        file_store.remove(key)
        raise


def _folder_of(organisation: Organisation) -> str:
    """One for each organisation, whose name nobody reads from it."""
    return salted_hmac("eoi.actions.file", organisation.reference, algorithm="sha256").hexdigest()[:24]


def _destroy(stored_files: Iterable[StoredFile]) -> None:
    """The database agrees first, and once that is certain, the content goes."""
    doomed = list(stored_files)
    StoredFile.objects.filter(pk__in=[stored.pk for stored in doomed]).update(destroyed_at=EoiNow())
    for stored in doomed:
        transaction.on_commit(lambda key=stored.key: file_store.remove(key), robust=True)  # type: ignore[misc]


def _facts(file: StagedFile) -> dict[str, str | int]:
    """Never its name, caption or digest, by which it could be known again."""
    return {"format": file.extension, "size": file.size}
