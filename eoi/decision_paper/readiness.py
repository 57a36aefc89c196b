"""How the conditions stand (S16)."""

from collections.abc import Sequence

from eoi.documents import Section
from eoi.registry import Condition


def conditions(found: Sequence[Condition]) -> list[Section]:
    """Every condition with its state and what it rests on."""
    met = sum(condition.is_met for condition in found)
    rows = [(condition.title, str(condition.state.label), condition.why) for condition in found]
    section = Section("Readiness").text(f"{met} of {len(found)} conditions are met.")
    return [section.table("Conditions", ["Condition", "State", "Why"], rows)]
