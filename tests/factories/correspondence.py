"""Letters, minutes and feedback, reached as the product reaches them."""

from datetime import date
from typing import Any

from eoi.actions.feedback import Said, give_feedback
from eoi.actions.letter import approve_letter, send_letter, write_letter
from eoi.actions.minutes import correct_minutes, record_minutes
from eoi.identity import acting_as, perform
from eoi.models import ExpressionOfInterest, Letter, Minutes, Submission, User
from tests.factories.world import World, make_opened

SAID = Said(clarity=5, ease=4, fairness=3, text="The questions were long.", is_anonymous=False)
LETTER = {"kind": "outcome", "subject": "We would like to talk", "body": "We read your answers.\n\nPlease ring us."}
MINUTES = {
    "held_on": date(2026, 3, 30),
    "place": "Civic Centre, room 4",
    "present": "Olive Officer\nPat Partner",
    "text": "We spoke about payroll.",
}


def make_told(clock: Any, **options: Any) -> World:
    """Opened, and every organisation has been told the outcome."""
    world = make_opened(clock, **options)
    for submission in world.submissions:
        tell(world, submission)
    return world


def write(world: World, submission: Submission, **changes: str) -> Letter:
    """A draft by the first officer."""
    return perform(write_letter, by=world.officer, expression=about(world, submission), **{**LETTER, **changes})


def approve(world: World, letter: Letter) -> Letter:
    return perform(approve_letter, by=world.approver, letter=letter, version=letter.version)


def send(world: World, letter: Letter) -> Letter:
    return perform(send_letter, by=world.officer, letter=letter)


def tell(world: World, submission: Submission, **changes: str) -> Letter:
    """Written, approved and sent."""
    return send(world, approve(world, write(world, submission, **changes)))


def minute(world: World, submission: Submission, **changes: Any) -> Minutes:
    """Recorded and sent by the first officer."""
    facts = {**MINUTES, **changes}
    return reread(
        perform(record_minutes, by=world.officer, expression=about(world, submission), **facts), by=world.officer
    )


def correct(
    minutes: Minutes, by: User, *, number: int = 1, text: str = "We spoke about payroll and pensions."
) -> Minutes:
    perform(correct_minutes, by=by, minutes=minutes, number=number, text=text)
    return reread(minutes, by=by)


def reread(minutes: Minutes, *, by: User) -> Minutes:
    with acting_as(by):
        return Minutes.objects.with_latest().get(pk=minutes.pk)


def give(submission: Submission, **changes: Any) -> None:
    """By who submitted."""
    said = Said(**{**SAID.__dict__, **changes})
    perform(give_feedback, by=submission.submitted_by, expression=submission.expression, said=said)


def about(world: World, submission: Submission) -> ExpressionOfInterest:
    return ExpressionOfInterest.objects.select_related("advert", "organisation").get(pk=submission.expression_id)
