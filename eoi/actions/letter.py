"""Letters: an officer writes, an approver approves them as they read, an officer sends; the organisation reads (DESIGN §5)."""

from datetime import datetime

from django.urls import reverse

from eoi.audit import action, record
from eoi.models import ExpressionOfInterest, Letter, LetterReading, Role, User
from eoi.notifications import public_link, queue_mail
from eoi.permissions import is_approver, may_run_advert
from eoi.policies.letter import (
    problems_with_addressee,
    problems_with_approving_letter,
    problems_with_changing_letter,
    problems_with_corresponding,
    problems_with_kind,
    problems_with_sending_letter,
)
from eoi.problems import Problem, refuse_if


@action("letter.write")
def write_letter(*, expression: ExpressionOfInterest, kind: str, subject: str, body: str, by: User) -> Letter:
    """A draft. Approvers are told that it waits for them."""
    advert = expression.advert
    refuse_if(_problems_with_writer(expression, by) or problems_with_corresponding(advert))
    refuse_if(problems_with_addressee(expression) or problems_with_kind(expression, kind))
    letter = Letter.objects.create(expression=expression, kind=kind, subject=subject, body=body, written_by=by)
    _ask_approvers(letter)
    record("letter.write", by=by, subject=letter, advert=advert, after={"kind": str(kind)})
    return letter


@action("letter.change")
def change_letter(*, letter: Letter, version: int, kind: str, subject: str, body: str, by: User) -> Letter:
    """Other words, which are approved again. `version`: the one that was read (P13)."""
    letter = Letter.objects.lock_for_change().get(pk=letter.pk)
    refuse_if(_problems_with_writer(letter.expression, by) or problems_with_changing_letter(letter))
    refuse_if(problems_with_letter_version(letter, version))
    refuse_if(problems_with_kind(letter.expression, kind, besides=letter))
    was_approved = letter.approved_at is not None
    letter.kind, letter.subject, letter.body = kind, subject, body
    letter.version += 1
    letter.approved_at = letter.approved_by = None
    letter.save(update_fields=["kind", "subject", "body", "version", "approved_at", "approved_by"])
    if was_approved:
        _ask_approvers(letter)
    after = {"version": letter.version, "was_approved": was_approved}
    record("letter.change", by=by, subject=letter, advert=letter.expression.advert, after=after)
    return letter


@action("letter.approve")
def approve_letter(*, letter: Letter, version: int, by: User, at: datetime) -> Letter:
    """By an approver who did not write it, for exactly these words. Its writer is told."""
    letter = Letter.objects.lock_for_change().get(pk=letter.pk)
    if not is_approver(by):
        refuse_if([Problem("not-an-approver", "Only an approver approves a letter.")])
    refuse_if(problems_with_approving_letter(letter, by=by) or problems_with_letter_version(letter, version))
    letter.approved_at = at
    letter.approved_by = by
    letter.save(update_fields=["approved_at", "approved_by"])
    queue_mail(
        to=[letter.written_by.email], template="emails/letter_approved.txt", context=_context(letter, _page_of(letter))
    )
    record("letter.approve", by=by, subject=letter, advert=letter.expression.advert, after={"version": version})
    return letter


@action("letter.send")
def send_letter(*, letter: Letter, by: User, at: datetime) -> Letter:
    """Everybody of the organisation is told by mail that a letter waits, and nothing of what it says. Never changed again."""
    letter = Letter.objects.lock_for_change().get(pk=letter.pk)
    refuse_if(_problems_with_writer(letter.expression, by) or problems_with_sending_letter(letter))
    letter.sent_at = at
    letter.sent_by = by
    letter.save(update_fields=["sent_at", "sent_by"])
    letter.refresh_from_db(fields=["sent_at"])
    expression = letter.expression
    link = public_link(reverse("eoi:letter-detail", args=[expression.reference, letter.reference]))
    members = expression.organisation.memberships.current().select_related("user")
    queue_mail(
        to=[each.user.email for each in members], template="emails/letter_waits.txt", context=_context(letter, link)
    )
    record("letter.send", by=by, subject=letter, advert=expression.advert, after={"kind": str(letter.kind)})
    return letter


@action("letter.read")
def read_letter(*, letter: Letter, by: User) -> None:
    """The first time somebody of the organisation opens it; afterwards nothing happens."""
    _, is_first = LetterReading.objects.get_or_create(letter=letter, read_by=by)
    if is_first:
        record("letter.read", by=by, subject=letter, advert=letter.expression.advert)


def problems_with_letter_version(letter: Letter, version: int) -> list[Problem]:
    if version == letter.version:
        return []
    return [
        Problem("changed-meanwhile", f"{letter.reference} changed while you were reading. Read it as it stands now.")
    ]


def _problems_with_writer(expression: ExpressionOfInterest, by: User) -> list[Problem]:
    if may_run_advert(by, expression.advert):
        return []
    return [Problem("not-its-officer", f"Only the officers of {expression.advert.reference} write letters about it.")]


def _ask_approvers(letter: Letter) -> None:
    approvers = User.objects.holding(Role.APPROVER).exclude(pk=letter.written_by_id)
    queue_mail(
        to=approvers.values_list("email", flat=True),
        template="emails/letter_to_approve.txt",
        context=_context(letter, _page_of(letter)),
    )


def _page_of(letter: Letter) -> str:
    return public_link(reverse("eoi:letter-manage", args=[letter.expression.advert.reference, letter.reference]))


def _context(letter: Letter, link: str) -> dict[str, object]:
    return {"letter": letter, "advert": letter.expression.advert, "expression": letter.expression, "link": link}
