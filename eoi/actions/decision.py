"""Asking for the decision to advertise, taking it, or returning the draft (S16)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from eoi.audit import action, record
from eoi.decision_paper import decision_paper, paper_digest
from eoi.models import (
    Advert,
    BodyRepresentative,
    ConsultedBody,
    DecisionRequest,
    DecisionToAdvertise,
    Outcome,
    Role,
    User,
)
from eoi.notifications import public_link, queue_mail
from eoi.policies.decision import (
    problems_with_answering,
    problems_with_deciding,
    problems_with_proceeding,
    problems_with_requesting_decision,
    waiting_request,
)
from eoi.problems import Problem, refuse_if
from eoi.registry import conditions_of


@action("decision.request")
def request_decision(*, advert: Advert, draft_version: int, note: str = "", by: User, at: datetime) -> DecisionRequest:
    """Ask the approvers to decide on the version that was read. They are told by mail; a later change of the draft ends it."""
    advert = _locked(advert, draft_version, "asking")
    refuse_if(problems_with_requesting_decision(advert, at=at))
    request = DecisionRequest.objects.create(advert=advert, draft_version=draft_version, note=note, requested_by=by)
    record("decision.request", by=by, subject=advert, advert=advert, after={"draft_version": draft_version})
    approvers = User.objects.holding(Role.APPROVER).exclude(pk__in=advert.officers.values("user"))
    _tell(_addresses(approvers), "emails/decision_requested.txt", advert, page="eoi:advert-decide", requested_by=by)
    return request


@action("advert.decide")
def decide_to_advertise(
    *, advert: Advert, draft_version: int, reasons: str, proceeding_reason: str = "", by: User, at: datetime
) -> DecisionToAdvertise:
    """Record the decision to advertise, with reasons, on the version that was read; the paper it was taken on is kept with it.

    Where a formal representation stands unanswered, `proceeding_reason` says why the approver goes ahead, and every consulted
    body is told by mail that there is one to read (S12); where none does, it is left out.
    """
    advert = _locked(advert, draft_version, "deciding")
    conditions = conditions_of(advert, at=at)
    refuse_if(problems_with_deciding(advert, by=by, at=at, conditions=conditions))
    in_the_way = problems_with_proceeding(advert, at=at, conditions=conditions)
    if in_the_way and not proceeding_reason:
        refuse_if(in_the_way)
    kept_reason = proceeding_reason if in_the_way else ""
    paper = decision_paper(advert, at=at, conditions=conditions).as_data()
    decision = _answer(advert, Outcome.ADVERTISE, reasons, kept_reason, paper=paper, by=by)
    after = {"draft_version": draft_version, "paper": decision.paper_digest, "went_ahead": bool(kept_reason)}
    record("advert.decide", by=by, subject=advert, advert=advert, after=after)
    if kept_reason:
        bodies = [consulted.body for consulted in ConsultedBody.objects.of_advert(advert)]
        speakers = BodyRepresentative.objects.of_bodies(bodies).addresses()
        _tell(speakers, "emails/decision_went_ahead.txt", advert, page="eoi:representative-consultation")
    return decision


@action("advert.return")
def return_to_officers(
    *, advert: Advert, draft_version: int, reasons: str, by: User, at: datetime
) -> DecisionToAdvertise:
    """Give the draft back to its officers, with reasons. They change what it needs and ask again."""
    advert = _locked(advert, draft_version, "deciding")
    refuse_if(problems_with_answering(advert, by=by))
    paper = decision_paper(advert, at=at).as_data()
    decision = _answer(advert, Outcome.RETURNED, reasons, "", paper=paper, by=by)
    record("advert.return", by=by, subject=advert, advert=advert, after={"draft_version": draft_version})
    return decision


def _answer(
    advert: Advert, outcome: Outcome, reasons: str, proceeding_reason: str, *, paper: dict[str, Any], by: User
) -> DecisionToAdvertise:
    decision = DecisionToAdvertise.objects.create(
        advert=advert,
        request=waiting_request(advert),
        draft_version=advert.draft_version,
        outcome=outcome,
        reasons=reasons,
        proceeding_reason=proceeding_reason,
        paper=paper,
        paper_digest=paper_digest(paper),
        decided_by=by,
    )
    officers = User.objects.active().filter(pk__in=advert.officers.values("user"))
    _tell(_addresses(officers), "emails/decision_recorded.txt", advert, page="eoi:advert-manage", decision=decision)
    return decision


def _locked(advert: Advert, draft_version: int, doing: str) -> Advert:
    locked = Advert.objects.lock_for_change().get(pk=advert.pk)
    if draft_version != locked.draft_version:
        message = f"The advert changed while you were {doing}. Read it again, then go on."
        refuse_if([Problem("changed-meanwhile", message)])
    return locked


def _tell(addresses: Iterable[str], template: str, advert: Advert, *, page: str, **facts: object) -> None:
    link = public_link(reverse(page, args=[advert.reference]))
    queue_mail(to=addresses, template=template, context={"advert": advert, "link": link, **facts})


def _addresses(people: Iterable[User]) -> list[str]:
    return [person.email for person in people]
