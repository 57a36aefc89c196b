"""The files of a submission as readers find them: as they were sealed, and whether they can be opened (DESIGN §10)."""

from collections.abc import Sequence
from dataclasses import dataclass

from eoi.models import StagedFile, Submission
from eoi.policies.file import problems_with_showing_file
from eoi.readable_copy import CopiedFile


@dataclass(frozen=True)
class FileToRead:
    """`hindrance`: why it cannot be opened, empty where it can. `is_unscanned`: it can, at the reader's own risk."""

    file: CopiedFile
    hindrance: str
    is_unscanned: bool


def files_to_read(submission: Submission, sealed: Sequence[CopiedFile]) -> list[FileToRead]:
    """In their sealed order. One query, none where there are none."""
    if not sealed:
        return []
    held = {file.digest: file for file in StagedFile.objects.held_by(submission)}
    return [_to_read(file, held.get(file.digest)) for file in sealed]


def _to_read(sealed: CopiedFile, held: StagedFile | None) -> FileToRead:
    if held is None:
        return FileToRead(sealed, "This file is not kept any more.", is_unscanned=False)
    problems = problems_with_showing_file(held.stored)
    return FileToRead(
        sealed, problems[0].message if problems else "", is_unscanned=not problems and not held.stored.is_clean
    )
