"""Conditions of readiness for templates."""

from collections.abc import Sequence

from django import template

from eoi.registry import Condition, ConditionState

register = template.Library()

TONES = {ConditionState.MET: "good", ConditionState.REASONED: "brand", ConditionState.NOT_MET: "flag"}


@register.filter
def tone(condition: Condition) -> str:
    """The colour of its tag; the word stands in it."""
    return TONES[condition.state]


@register.filter
def not_met(conditions: Sequence[Condition]) -> list[Condition]:
    return [condition for condition in conditions if not condition.is_met]


@register.filter
def all_met(conditions: Sequence[Condition]) -> list[Condition]:
    return [condition for condition in conditions if condition.is_met]


@register.filter
def met_count(conditions: Sequence[Condition]) -> int:
    return sum(condition.is_met for condition in conditions)
