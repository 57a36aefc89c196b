"""Doors that other apps fill in from their `ready()`: cards of the start pages (DESIGN §1)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from eoi.models import Role, User


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
