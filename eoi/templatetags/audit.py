"""An event's short facts, side by side."""

from dataclasses import dataclass
from typing import Any

from django import template

register = template.Library()


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str
    has_before: bool


@register.filter
def changes_to(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """Every fact that is in either, by its name in words."""
    names = dict.fromkeys([*before, *after])
    return [
        Change(name.replace("_", " "), _words(before.get(name)), _words(after.get(name)), name in before)
        for name in names
    ]


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value) or "none"
    return "nothing" if value in (None, "") else str(value)
