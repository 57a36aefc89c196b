"""Reminding organisations of what they have not submitted: in time, the right people, once (P6, P11)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.urls import reverse

from eoi.audit import action, record
from eoi.models import Advert, Assistance, ExpressionOfInterest, Membership, SubmissionReminder, User
from eoi.models.submission_reminder import SENDINGS, Sending
from eoi.notifications import Letter, public_link, queue_letters
from eoi.templatetags.times import uk_time

MOST_AT_ONCE = 50

Addresses = dict[tuple[int, int | None], list[str]]


@action("submission.remind")
def remind_of_submitting(*, at: datetime, by: User | None = None) -> int:
    """Mail whoever can submit a draft that is due a reminder by its own closing time; returns how many drafts.

    Those are today's members of its organisation, and the officer who assists it now. Harmless when repeated, and safe beside
    somebody who submits at this moment: a draft that is being changed is passed over until the next run. At most `MOST_AT_ONCE`
    of each kind a run, so that nobody's save waits for the mails of others. The event says how many, and is sealed until the
    opening. A query for each of `SENDINGS`; for each that somebody is due to, four more and one for each advert.
    """
    reminded = 0
    for sending in SENDINGS:
        due = list(ExpressionOfInterest.objects.to_remind(sending, at=at).hold_free()[:MOST_AT_ONCE])
        if due:
            _remind(due, sending)
            _record(due, sending, by=by)
        reminded += len(due)
    return reminded


def _remind(due: Sequence[ExpressionOfInterest], sending: Sending) -> None:
    SubmissionReminder.objects.bulk_create(
        SubmissionReminder(
            expression=expression,
            organisation_id=expression.organisation_id,
            moment=sending.moment,
            closes_at=expression.closes_at(),
        )
        for expression in due
    )
    members, assistants = _members(due), _assistants(due)
    queue_letters(letter for expression in due for letter in _letters(expression, members, assistants))


def _members(due: Sequence[ExpressionOfInterest]) -> Addresses:
    """Of today's members with an active account. One query."""
    found: Addresses = defaultdict(list)
    members = Membership.objects.current().filter(organisation__in={each.organisation_id for each in due})
    for organisation, email in members.filter(user__is_active=True).values_list("organisation", "user__email"):
        found[organisation, None].append(email)
    return found


def _assistants(due: Sequence[ExpressionOfInterest]) -> Addresses:
    """Of officers who assist now: an organisation on paper has nobody else who can submit. One query."""
    found: Addresses = defaultdict(list)
    running = Assistance.objects.live().filter(organisation__in={each.organisation_id for each in due})
    people = running.filter(assistant__is_active=True).values_list("organisation", "advert", "assistant__email")
    for organisation, advert, email in people:
        found[organisation, advert].append(email)
    return found


def _letters(expression: ExpressionOfInterest, members: Addresses, assistants: Addresses) -> Iterator[Letter]:
    facts = _facts(expression)
    for addresses, assists in (
        (members[expression.organisation_id, None], False),
        (assistants[expression.organisation_id, expression.advert_id], True),
    ):
        yield Letter(addresses, "emails/submission_reminder.txt", {**facts, "assists": assists})


def _facts(expression: ExpressionOfInterest) -> dict[str, object]:
    page = "eoi:expression-detail" if expression.missing_count else "eoi:expression-check"
    closes_at = expression.closes_at()
    return {
        "expression": expression,
        "advert": expression.advert,
        "closes_at": closes_at,
        "closes": uk_time(closes_at).removesuffix(" (UK time)"),
        "standing_number": expression.standing_number,  # type: ignore[attr-defined]
        "link": public_link(reverse(page, args=[expression.reference])),
    }


def _record(due: Sequence[ExpressionOfInterest], sending: Sending, *, by: User | None) -> None:
    adverts: dict[int, Advert] = {expression.advert_id: expression.advert for expression in due}
    for key, number in Counter(expression.advert_id for expression in due).items():
        after = {"before": sending.moment.label, "complete": sending.complete, "reminded": number}
        record("submission.remind", by=by, subject=adverts[key], advert=adverts[key], after=after)
