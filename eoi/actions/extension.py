"""More time for one organisation: it asks, an approver gives or declines, everybody learns that it happened (P5, R1, ADR 0023).

The nouns of the events hide them from auditors until the opening: they tell who is preparing an answer.
"""

from datetime import datetime

from django.urls import reverse

from eoi.actions.advert_change import announce_change
from eoi.audit import action, record
from eoi.models import Advert, ChangeKind, ExpressionOfInterest, Extension, ExtensionRequest, Role, User
from eoi.notifications import public_link, queue_mail
from eoi.policies.extension import (
    problems_with_answering_time,
    problems_with_asking_for_time,
    problems_with_later_time,
    problems_with_naming,
)
from eoi.problems import refuse_if
from eoi.templatetags.times import uk_time


@action("expression.ask-for-time")
def ask_for_time(
    *, expression: ExpressionOfInterest, until: datetime, reason: str, by: User, at: datetime
) -> ExtensionRequest:
    """By a member, before the organisation's closing time, one request at a time. Its officers and the approvers are told."""
    expression = (
        ExpressionOfInterest.objects.select_for_update(of=("self",))
        .select_related("advert", "organisation")
        .get(pk=expression.pk)
    )
    refuse_if(problems_with_asking_for_time(expression, at=at) or problems_with_later_time(expression, until, at=at))
    request = ExtensionRequest.objects.create(expression=expression, until=until, reason=reason, asked_by=by)
    advert = expression.advert
    queue_mail(
        to=[*_officers(advert), *User.objects.holding(Role.APPROVER).values_list("email", flat=True)],
        template="emails/extension_asked.txt",
        context={"advert": advert, "request": request, "link": _page_of(advert)},
    )
    after = {"request": request.reference, "until": until.isoformat()}
    record("expression.ask-for-time", by=by, subject=expression, advert=advert, after=after)
    return request


@action("expression.extend")
def grant_extension(*, request: ExtensionRequest, until: datetime, reason: str, by: User, at: datetime) -> Extension:
    """More time for the organisation that asked. Everybody reads `reason`, which names nobody. Until the closing record is made."""
    request = _locked(request)
    expression, advert = request.expression, request.expression.advert
    refuse_if(
        problems_with_answering_time(request)
        or problems_with_later_time(expression, until, at=at)
        or problems_with_naming(request, reason)
    )
    extension = Extension.objects.create(expression=expression, closes_at=until, reason=reason, granted_by=by)
    _answer(request, was_granted=True, answer=reason, by=by, at=at)
    summary = f"One organisation asked for more time, and may submit until {uk_time(until)}. For everybody else nothing changes."
    announce_change(
        advert=advert,
        kind=ChangeKind.ONE_EXTENSION,
        summary=summary,
        reason=reason,
        by=by,
        told_apart=_members(expression),
    )
    _tell(request, until=until)
    after = {"request": request.reference, "closes_at": until.isoformat()}
    record("expression.extend", by=by, subject=expression, advert=advert, after=after)
    return extension


@action("expression.decline-time")
def decline_extension(*, request: ExtensionRequest, reason: str, by: User, at: datetime) -> ExtensionRequest:
    """The closing time stays. The organisation reads why; nobody else is told."""
    request = _locked(request)
    refuse_if(problems_with_answering_time(request))
    _answer(request, was_granted=False, answer=reason, by=by, at=at)
    _tell(request)
    expression = request.expression
    after = {"request": request.reference}
    record("expression.decline-time", by=by, subject=expression, advert=expression.advert, after=after)
    return request


def _locked(request: ExtensionRequest) -> ExtensionRequest:
    """The advert first, as every action takes them, then the request."""
    Advert.objects.lock_for_change().get(pk=request.expression.advert_id)
    people = ("expression__advert", "expression__organisation", "asked_by")
    return ExtensionRequest.objects.select_for_update(of=("self",)).select_related(*people).get(pk=request.pk)


def _answer(request: ExtensionRequest, *, was_granted: bool, answer: str, by: User, at: datetime) -> None:
    request.was_granted = was_granted
    request.answer = answer
    request.answered_by = by
    request.answered_at = at
    request.save(update_fields=["was_granted", "answer", "answered_by", "answered_at"])


def _tell(request: ExtensionRequest, *, until: datetime | None = None) -> None:
    """The organisation's members, and the officers. Two mails of one text, with the page of each."""
    expression, advert = request.expression, request.expression.advert
    theirs = public_link(reverse("eoi:expression-detail", args=[expression.reference]))
    context = {"advert": advert, "request": request, "until": until}
    for to, link in ((_members(expression), theirs), (_officers(advert), _page_of(advert))):
        queue_mail(to=to, template="emails/extension_answered.txt", context={**context, "link": link})


def _members(expression: ExpressionOfInterest) -> list[str]:
    return [each.user.email for each in expression.organisation.memberships.current().select_related("user")]


def _officers(advert: Advert) -> list[str]:
    return [each.user.email for each in advert.officers.select_related("user")]


def _page_of(advert: Advert) -> str:
    return public_link(reverse("eoi:extension-list", args=[advert.reference]))
