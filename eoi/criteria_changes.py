"""What changed between two states of an advert's criteria, in words (S15): for people who agreed to the earlier one.

Pure: a state is the list that `CriteriaOpinion.criteria` holds, or `criteria_as_kept` of an advert's criteria.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from eoi.models import Criterion
from eoi.templatetags.numbers import percent

Kept = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """A sentence; for longer texts also both of them, to be read side by side."""

    sentence: str
    before: str = ""
    after: str = ""


def criteria_as_kept(criteria: Iterable[Criterion]) -> list[Kept]:
    """As the database writes them beside an opinion. No query where the wordings and objectives have been read."""
    return [
        {
            "objective": criterion.wording.objective_id,
            "number": criterion.wording.objective.number,
            "title": criterion.wording.short_title,
            "wording": criterion.wording.wording,
            "weighting": str(criterion.weighting),
            "guidance": criterion.guidance,
            "levels": criterion.levels,
        }
        for criterion in criteria
    ]


def changes_between(before: Iterable[Kept], after: Iterable[Kept]) -> list[Change]:
    """Objective by objective, in the order of the later state; those that are gone last."""
    earlier = {kept["objective"]: kept for kept in before}
    found: list[Change] = []
    for kept in after:
        was = earlier.pop(kept["objective"], None)
        found += _changes_of(was, kept) if was else [_added(kept)]
    return found + [Change(f"{_name(kept)} is no longer scored.") for kept in earlier.values()]


def _added(kept: Kept) -> Change:
    return Change(f"{_name(kept)} is scored now, with a weighting of {_percent(kept)}.")


def _changes_of(was: Kept, now: Kept) -> list[Change]:
    found = []
    if (was["title"], was["wording"]) != (now["title"], now["wording"]):
        found.append(Change(f"{_name(now)}: the wording of the objective changed.", _wording(was), _wording(now)))
    if Decimal(was["weighting"]) != Decimal(now["weighting"]):
        found.append(Change(f"{_name(now)}: weighting {_percent(was)} → {_percent(now)}."))
    if was["guidance"] != now["guidance"]:
        found.append(Change(f"{_name(now)}: the guidance changed.", was["guidance"], now["guidance"]))
    for value in sorted({*was["levels"], *now["levels"]}, reverse=True):
        words = was["levels"].get(value, ""), now["levels"].get(value, "")
        if words[0] != words[1]:
            found.append(Change(f"{_name(now)}: the descriptor of a score of {value} changed.", *words))
    return found


def _name(kept: Kept) -> str:
    return f"Objective {kept['number']}, “{kept['title']}”"


def _wording(kept: Kept) -> str:
    return f"{kept['title']}\n\n{kept['wording']}"


def _percent(kept: Kept) -> str:
    return percent(Decimal(kept["weighting"]))
