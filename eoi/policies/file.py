"""When a supporting file may be taken, put back, sealed, shown (P8, DESIGN §10)."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from eoi import scanner
from eoi.file_checks import FileFacts, size_in_words
from eoi.models import ExpressionOfInterest, ScanState, StagedFile, StoredFile
from eoi.policies.expression_of_interest import problems_with_changing
from eoi.problems import Problem

DAYS_TO_PUT_BACK = 7
MOST_REMOVED = 10  # kept to be put back; beyond, the first removed goes for good


def problems_with_changing_files(expression: ExpressionOfInterest, *, at: datetime) -> list[Problem]:
    """The same gate as for answers, in the words of files."""
    return [
        Problem(each.code, each.message.replace("the answers no longer", "the files no longer"), each.url, True)
        for each in problems_with_changing(expression, at=at)
    ]


def problems_with_adding_file(standing: Sequence[StagedFile], facts: FileFacts) -> list[Problem]:
    """The same content once; no more files, and not more together, than readers can read."""
    for file in standing:
        if file.digest == facts.digest:
            message = (
                f"“{facts.name}” has the same content as “{file.name}”, which we have already. It was not stored twice."
            )
            return [Problem("same-content", message)]
    if len(standing) >= settings.MOST_FILES:
        message = (
            f"“{facts.name}” would be one file too many: at most {settings.MOST_FILES} go with an expression of interest. "
            "Remove one first, or join two."
        )
        return [Problem("too-many", message)]
    total = sum(file.size for file in standing) + facts.size
    if total > settings.FILES_TOTAL:
        most, over = size_in_words(settings.FILES_TOTAL), size_in_words(total - settings.FILES_TOTAL)
        message = (
            f"With “{facts.name}” your files would be {over} over the {most} that they may have together. "
            "Remove another, or make this one smaller."
        )
        return [Problem("too-big-together", message)]
    return []


def problems_with_putting_back(file: StagedFile, standing: Sequence[StagedFile]) -> list[Problem]:
    if file.stored.destroyed_at:
        return [Problem("destroyed", f"“{file.name}” was removed too long ago to be put back. Choose it once more.")]
    return problems_with_adding_file(standing, FileFacts(file.name, file.extension, file.size, file.digest))


def problems_with_file_version(file: StagedFile, version: int) -> list[Problem]:
    """A colleague's later change is not written over (P13)."""
    if version == file.version:
        return []
    message = (
        f"Somebody else changed “{file.name}” while you were writing. What you typed stands below: look at how it stands "
        "now, then save again to put yours in its place."
    )
    return [Problem("changed-meanwhile", message)]


def problems_with_sealing_files(files: Sequence[StagedFile], *, url: str) -> list[Problem]:
    """What the scanner refused is not submitted. One that waits for the scanner is: a scanner that is down blocks no deadline."""
    return [
        Problem(
            "file-refused",
            f"“{file.name}” was refused by the virus scan. Remove it, or put a clean copy in its place.",
            url,
        )
        for file in files
        if file.stored.state == ScanState.REFUSED
    ]


def problems_with_showing_file(stored: StoredFile) -> list[Problem]:
    """To readers at the council. Where there is a scanner, what it has not called clean stays closed (DESIGN §10)."""
    if stored.destroyed_at:
        return [Problem("destroyed", "This file has been destroyed under the retention rules.")]
    if stored.state == ScanState.REFUSED:
        return [Problem("file-refused", "The virus scan refused this file, so nobody can open it.")]
    if scanner.is_configured() and stored.state != ScanState.CLEAN:
        return [Problem("not-scanned", "This file has not been scanned for viruses, so it cannot be opened yet.")]
    return []
