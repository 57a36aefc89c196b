"""A representation as a line of steps, and what each side may do next (S12)."""

from dataclasses import dataclass
from datetime import datetime

from eoi.models import Advert, DecisionToAdvertise, Representation, User
from eoi.permissions import may_answer_representations, may_represent, may_run_advert
from eoi.policies.representation import problems_with_acknowledging


@dataclass(frozen=True)
class LifeStep:
    """One thing that happened to a representation, by whom; `side` is "body" or "council"."""

    at: datetime
    what: str
    who: str
    words: str = ""
    side: str = "council"


@dataclass(frozen=True)
class NextStep:
    """Something this person may do with it now."""

    url_name: str
    label: str
    is_main: bool = False


def life_of_representation(it: Representation) -> list[LifeStep]:
    """Made, acknowledged, answered, replied, closed: in order, with names and times. No query after `with_steps`."""
    steps = [LifeStep(it.made_at, f"{it.kind_words} representation made", it.made_by.full_name, it.text, "body")]
    if it.acknowledged_at and it.acknowledged_by:
        steps.append(LifeStep(it.acknowledged_at, "Acknowledged", it.acknowledged_by.full_name))
    steps += [
        LifeStep(each.answered_at, "Answered", each.answered_by.full_name, each.text) for each in it.answers.all()
    ]
    steps += [
        LifeStep(each.written_at, "The body replied", each.written_by.full_name, each.text, "body")
        for each in it.replies.all()
    ]
    if it.closed_at and it.closed_by:
        side = "council" if it.closing_words else "body"
        words = it.closing_words
        steps.append(LifeStep(it.closed_at, str(it.state.label), it.closed_by.full_name, words, side))
    if it.withdrawn_at and it.withdrawn_by:
        steps.append(LifeStep(it.withdrawn_at, "Withdrawn", it.withdrawn_by.full_name, it.withdrawn_reason, "body"))
    return sorted(steps, key=lambda step: step.at)


def next_steps(it: Representation, user: User) -> list[NextStep]:
    """What this person may do with it now; the first is the main one. Three queries at most."""
    if it.is_settled:
        return []
    found = []
    if may_represent(user, it.body):
        found += [
            NextStep("eoi:representation-agree", "Agree to close it", is_main=it.is_answered),
            NextStep("eoi:representation-reply", "Reply" if it.is_answered else "Add something"),
            NextStep("eoi:representation-withdraw", "Withdraw it"),
        ]
    if may_answer_representations(user, it.advert):
        found.append(
            NextStep("eoi:representation-answer", "Answer again" if it.is_answered else "Answer", is_main=True)
        )
        if not problems_with_acknowledging(it):
            found.append(NextStep("eoi:representation-acknowledge", "Acknowledge it first"))
    if may_run_advert(user, it.advert) and it.is_answered:
        found.append(NextStep("eoi:representation-close", "Close it with reasons"))
    return found


def decisions_that_went_ahead(advert: Advert) -> list[DecisionToAdvertise]:
    """Taken although a formal representation stood unanswered, with the reason that everybody concerned reads (S12). One query."""
    return list(DecisionToAdvertise.objects.on(advert).that_went_ahead())
