"""Conditions on the consultation: it has begun, and formal representations are answered (S12)."""

from datetime import datetime

from django.urls import reverse

from eoi.models import Advert, Consultation, Representation
from eoi.registry import Condition, ConditionState


def has_begun(advert: Advert, at: datetime) -> Condition:
    """A recognised union and a staff group, each with somebody who speaks for it, and something to speak about. One query."""
    consultation = Consultation.objects.of_advert(advert).with_signs_of_life().first()
    missing = _missing(consultation)
    return Condition(
        "consultation",
        "Consultation with staff and trades unions has begun",
        ConditionState.NOT_MET if missing else ConditionState.MET,
        missing or "A union and a staff group are consulted, and something has been shared or talked about.",
        _there(advert),
    )


def formal_representations_are_answered(advert: Advert, at: datetime) -> Condition:
    """S12: one that is not keeps the decision waiting; the approver may proceed with a reason that everyone reads. One query."""
    unanswered = list(Representation.objects.blocking(advert).select_related("body"))
    names = ", ".join(sorted({each.body.name for each in unanswered}))
    number = "One formal representation" if len(unanswered) == 1 else f"{len(unanswered)} formal representations"
    verb = "is" if len(unanswered) == 1 else "are"
    return Condition(
        "representations",
        "Formal representations are answered",
        ConditionState.NOT_MET if unanswered else ConditionState.MET,
        f"{number} about the decision to advertise {verb} unanswered, from {names}."
        if unanswered
        else "No formal representation about the decision to advertise waits for an answer.",
        _there(advert),
        approver_may_proceed=True,
    )


def _missing(consultation: Consultation | None) -> str:
    if consultation is None:
        return "It has not begun. Choose the bodies to consult."
    found = []
    if not consultation.has_union:  # type: ignore[attr-defined]
        found.append("no recognised union with a representative is consulted")
    if not consultation.has_staff_group:  # type: ignore[attr-defined]
        found.append("no staff group with a representative is consulted")
    if not consultation.has_begun_in_earnest:  # type: ignore[attr-defined]
        found.append("nothing has been shared and no meeting, briefing or visit has been held")
    return f"It has begun, but {', and '.join(found)}." if found else ""


def _there(advert: Advert) -> str:
    return reverse("eoi:consultation-detail", args=[advert.reference])
