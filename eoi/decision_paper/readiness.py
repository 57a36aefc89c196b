"""How the conditions stand (S16)."""

from datetime import datetime

from eoi.documents import Section
from eoi.models import Advert
from eoi.registry import conditions_of


def conditions(advert: Advert, at: datetime) -> list[Section]:
    """Every condition with its state and what it rests on."""
    found = conditions_of(advert, at=at)
    met = sum(condition.is_met for condition in found)
    rows = [(condition.title, str(condition.state.label), condition.why) for condition in found]
    section = Section("Readiness").text(f"{met} of {len(found)} conditions are met.")
    return [section.table("Conditions", ["Condition", "State", "Why"], rows)]
