"""The blocks of a start page."""

from collections.abc import Iterable

from django import template

from eoi.registry import Card

register = template.Library()


@register.filter
def urgent(cards: Iterable[Card]) -> list[Card]:
    """Those that need the person now."""
    return [card for card in cards if card.needs_you]


@register.filter
def coming_up(cards: Iterable[Card]) -> list[Card]:
    """The others."""
    return [card for card in cards if not card.needs_you]
