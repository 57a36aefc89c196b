"""When a letter may be written, changed, approved and sent (DESIGN §5; R1)."""

from eoi.models import Advert, ExpressionOfInterest, Letter, LetterKind, Submission, User
from eoi.problems import Problem


def problems_with_corresponding(advert: Advert) -> list[Problem]:
    """Letters and minutes both: before the opening nobody of the council knows to whom."""
    if advert.is_opened:
        return []
    message = (
        "The submissions are sealed: until two officers have opened them nobody at the council knows to whom to write."
    )
    return [Problem("sealed", message)]


def problems_with_addressee(expression: ExpressionOfInterest) -> list[Problem]:
    """One query."""
    if Submission.objects.standing().filter(expression=expression).exists():
        return []
    return [Problem("nothing-stands", "Nothing of this organisation stands. Choose one whose submission stands.")]


def problems_with_kind(expression: ExpressionOfInterest, kind: str, *, besides: Letter | None = None) -> list[Problem]:
    """The outcome is told once. One query at most."""
    if kind != LetterKind.OUTCOME:
        return []
    others = Letter.objects.filter(expression=expression, kind=LetterKind.OUTCOME)
    other = (others.exclude(pk=besides.pk) if besides else others).first()
    if other is None:
        return []
    message = f"{other.reference} tells {expression.organisation.name} the outcome already. Change that one, or write a message."
    return [Problem("told-already", message, "#id_kind")]


def problems_with_changing_letter(letter: Letter) -> list[Problem]:
    return [Problem("sent", f"{letter.reference} has been sent, and stays as it was sent.")] if letter.sent_at else []


def problems_with_approving_letter(letter: Letter, *, by: User) -> list[Problem]:
    if sent := problems_with_changing_letter(letter):
        return sent
    if letter.approved_at:
        return [Problem("approved", f"{letter.reference} is approved already, as it reads now.")]
    if letter.written_by_id == by.pk:
        message = f"You wrote {letter.reference}, so somebody else approves it."
        return [Problem("own-letter", message)]
    return []


def problems_with_sending_letter(letter: Letter) -> list[Problem]:
    if sent := problems_with_changing_letter(letter):
        return sent
    if letter.approved_at is None:
        message = f"{letter.reference} is not approved as it reads now. An approver reads and approves it first."
        return [Problem("not-approved", message)]
    return []
