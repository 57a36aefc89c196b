"""In which order the table of services stands, as its address says: `?sort=budget`, `?sort=-budget`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from eoi.models import PositioningFramework
from eoi.profiles import ScopedProfile

Key = Callable[[ScopedProfile], Any]

KEYS: dict[str, Key] = {
    "service": lambda each: each.service.name,
    "owner": lambda each: each.owner.full_name if each.owner else None,
    "staff": lambda each: each.profile.staff_fte if each.profile else None,
    "budget": lambda each: each.profile.gross_budget if each.profile else None,
    "across": lambda each: each.profile.position_across if each.profile else None,
    "up": lambda each: each.profile.position_up if each.profile else None,
    "edition": lambda each: each.profile.number if each.profile else None,
    "signed": lambda each: each.profile.signed_off_at if each.profile else None,
    "review": lambda each: each.profile.review_by if each.profile else None,
}
FIGURES = {"staff", "budget", "across", "up", "edition"}


@dataclass(frozen=True)
class Column:
    """`order` is what a screen reader is told of the column that the table is sorted by; `next` sorts by it, or the other way round."""

    label: str
    next: str
    order: str
    is_figure: bool


def columns_for(sort: str, axes: PositioningFramework) -> list[Column]:
    labels = {
        "service": "Service",
        "owner": "Owner",
        "staff": "Staff (FTE)",
        "budget": "Gross budget",
        "across": axes.across_name,
        "up": axes.up_name,
        "edition": "Edition",
        "signed": "Signed off",
        "review": "Review by",
    }
    return [_column(name, label, sort) for name, label in labels.items()]


def in_order(scoped: Iterable[ScopedProfile], sort: str) -> list[ScopedProfile]:
    """Whatever has no such figure stands last, either way. An order that does not exist changes nothing."""
    rows = list(scoped)
    key = KEYS.get(sort.removeprefix("-"))
    if key is None:
        return rows
    known = sorted((each for each in rows if key(each) is not None), key=key, reverse=sort.startswith("-"))
    return known + [each for each in rows if key(each) is None]


def _column(name: str, label: str, sort: str) -> Column:
    if sort == name:
        return Column(label, f"-{name}", "ascending", name in FIGURES)
    return Column(label, name, "descending" if sort == f"-{name}" else "", name in FIGURES)
