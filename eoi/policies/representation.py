"""What may happen to a representation, and when: acknowledged, answered, replied to, closed or withdrawn (S12)."""

from eoi.models import Advert, Consultation, ConsultationBody, Representation
from eoi.problems import Problem


def problems_with_making_representation(
    consultation: Consultation, body: ConsultationBody, *, concerns_decision: bool = False
) -> list[Problem]:
    """Bodies that are consulted speak; about the decision only until the advert is out. One query, none after `with_bodies`."""
    if body.pk not in {consulted.body_id for consulted in consultation.consulted.all()}:
        return [
            Problem(
                "not-consulted", f"{body.name} is not consulted on {consultation.reference}, so it says nothing here."
            )
        ]
    if concerns_decision and consultation.advert.is_published:
        return [_published(consultation.advert)]
    return []


def problems_with_acknowledging(representation: Representation) -> list[Problem]:
    if representation.acknowledged_at and representation.acknowledged_by:
        who = representation.acknowledged_by.full_name
        return [Problem("acknowledged", f"{who} has acknowledged {representation.reference} already.")]
    return _problems_with_settled(representation)


def problems_with_answering_representation(representation: Representation, *, seen: int | None = None) -> list[Problem]:
    return _problems_with_settled(representation) or _problems_with_overtaken(representation, seen)


def problems_with_replying_to_representation(
    representation: Representation, *, seen: int | None = None
) -> list[Problem]:
    return _problems_with_settled(representation) or _problems_with_overtaken(representation, seen)


def problems_with_agreeing_to_close(representation: Representation) -> list[Problem]:
    """The body may agree at any time: perhaps it was settled at a meeting."""
    return _problems_with_settled(representation)


def problems_with_closing_representation(representation: Representation, *, seen: int | None = None) -> list[Problem]:
    """With reasons, and only after an answer. No query after `with_steps`."""
    if settled := _problems_with_settled(representation):
        return settled
    if not representation.is_answered:
        return [
            Problem("unanswered", f"{representation.reference} has not been answered. Answer it before you close it.")
        ]
    return _problems_with_overtaken(representation, seen)


def problems_with_withdrawing_representation(
    representation: Representation, *, seen: int | None = None
) -> list[Problem]:
    return _problems_with_settled(representation) or _problems_with_overtaken(representation, seen)


def _problems_with_settled(representation: Representation) -> list[Problem]:
    if not representation.is_settled:
        return []
    words = str(representation.state.label).lower()
    return [Problem("settled", f"{representation.reference} is {words}: nothing more is added to it.")]


def _problems_with_overtaken(representation: Representation, seen: int | None) -> list[Problem]:
    """`seen` is how many steps the page knew of (P13)."""
    if seen in (None, representation.step_count):
        return []
    message = (
        f"Something was added to {representation.reference} while you were writing. What you typed stands below: read "
        "what is new, then send it again if it still holds."
    )
    return [Problem("changed-meanwhile", message)]


def _published(advert: Advert) -> Problem:
    message = (
        f"{advert.reference} has been published, so the decision to advertise has been taken. "
        "Say that it is about the consultation in general."
    )
    return Problem("published", message)
