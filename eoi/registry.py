"""Doors that are filled in at the start: cards of the start pages, and the conditions of readiness (DESIGN §1, S16)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from eoi.models import Advert, Role, User
from eoi.problems import Problem


@dataclass(frozen=True)
class Card:
    """One thing on somebody's start page. `needs_you` puts it first; `due_at` is shown with it."""

    title: str
    text: str
    url: str
    due_at: datetime | None = None
    needs_you: bool = True


CardSource = Callable[[User, datetime], list[Card]]
_card_sources: dict[str, list[CardSource]] = {}


def register_card(role: Role, source: CardSource) -> None:
    """`source(user, at)` lists this person's cards; it is asked when they hold the role, and makes few queries."""
    sources = _card_sources.setdefault(role.value, [])
    if source not in sources:
        sources.append(source)


def cards_for(user: User, *, at: datetime) -> list[Card]:
    """What needs this person first, the earliest due on top; then the rest."""
    sources = dict.fromkeys(source for role in sorted(user.roles) for source in _card_sources.get(role, []))
    cards = [card for source in sources for card in source(user, at)]
    return sorted(cards, key=lambda card: (not card.needs_you, card.due_at is None, card.due_at or at))


class ConditionState(models.TextChoices):
    MET = "met", "Met"
    REASONED = "reasoned", "Met, with a reason"
    NOT_MET = "not-met", "Not met"


@dataclass(frozen=True)
class Condition:
    """One condition of advertising, as it stands for one advert (S16).

    `why` says in a sentence what the state rests on, or what is missing; `url` leads to the page that mends it. Where
    `approver_may_proceed`, it does not keep officers from asking for the decision: the approver may go on, with a recorded
    reason that everyone concerned reads (S12). Where `takes_reason`, an officer may record one for the state named by `about`.
    """

    key: str
    title: str
    state: ConditionState
    why: str
    url: str = ""
    approver_may_proceed: bool = False
    takes_reason: bool = False
    about: str = ""
    details: tuple[Problem, ...] = ()

    @property
    def is_met(self) -> bool:
        return self.state != ConditionState.NOT_MET


ConditionSource = Callable[[Advert, datetime], Condition]
_condition_sources: dict[int, ConditionSource] = {}


def register_condition(position: int, source: ConditionSource) -> None:
    """`source(advert, at)` says how one condition stands; it makes few queries. `position` is its place on the readiness page."""
    taken = _condition_sources.setdefault(position, source)
    if taken is not source:
        raise ValueError(f"Two conditions of readiness want position {position}.")


def conditions_of(advert: Advert, *, at: datetime) -> list[Condition]:
    """Every condition in its order. Costs the queries of each, so it is asked for one advert, never for a list."""
    return [_condition_sources[position](advert, at) for position in sorted(_condition_sources)]
