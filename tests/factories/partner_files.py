"""Supporting files of expressions of interest, staged as a partner does it."""

from itertools import count

import pikepdf

from eoi.actions.file import remove_file, stage_file
from eoi.actions.submission import submit
from eoi.identity import perform
from eoi.models import ExpressionOfInterest, StagedFile, Submission, User
from tests.factories.files import pdf, upload
from tests.factories.people import make_partner
from tests.factories.world import DECLARATION, World, fill_in, start

_numbers = count(1)


def fresh_pdf() -> bytes:
    """One page, and nobody else's content."""
    return pdf(Lang=pikepdf.String(f"en-x-{next(_numbers)}"))


def stage(expression: ExpressionOfInterest, by: User, name: str = "", **options) -> StagedFile:
    facts = {
        "file": upload(name or "structure.pdf", options.pop("content", None) or fresh_pdf()),
        "caption": "",
        **options,
    }
    return perform(stage_file, by=by, expression=expression, **facts)


def remove(file: StagedFile, by: User) -> StagedFile:
    return perform(remove_file, by=by, file=file)


def submit_with_files(world: World, partner: User | None = None, *, files: int = 1) -> Submission:
    """A complete submission that holds files, by `partner` or a new organisation."""
    partner = partner or make_partner()
    expression = fill_in(start(world, partner), partner)
    for number in range(1, files + 1):
        stage(expression, partner, f"structure-{number}.pdf", caption=f"Our structure, part {number}")
    submission = seal(expression, partner)
    world.submissions.append(submission)
    world.partners.append(partner)
    return submission


def seal(expression: ExpressionOfInterest, partner: User) -> Submission:
    """Submit the draft as it stands."""
    expression.refresh_from_db()
    version = expression.draft_version
    return perform(submit, by=partner, expression=expression, draft_version=version, declaration=DECLARATION)
