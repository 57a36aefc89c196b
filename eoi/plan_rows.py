"""A plan as pages show it: what, when, how far off, what it hangs on, how it stands (S13, S14)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from eoi.advert_life import State
from eoi.models import PlanMove
from eoi.plan import Dating
from eoi.timetable import day_note, working_days_from

SOON = 5


@dataclass(frozen=True)
class Row:
    """One entry. `first_planned` only where its date has moved; `note` says why nobody may work on its day."""

    entry: Any
    state: State
    from_now: str
    hangs_on: str
    first_planned: date | None
    note: str


def rows_of(entries: Iterable[Any], moves: Sequence[PlanMove], *, today: date) -> list[Row]:
    """No query after `with_people`. `moves` newest first."""
    first = {move.entry_reference: move.moved_from for move in moves}
    return [
        Row(
            entry,
            state_of_entry(entry, today=today),
            from_now(entry, today=today),
            "" if entry.is_done else Dating.of(entry).words(),
            _first_planned(first.get(entry.reference), entry),
            day_note(entry.planned_on) if entry.planned_on and not entry.is_done else "",
        )
        for entry in entries
    ]


def state_of_entry(entry: Any, *, today: date) -> State:
    if entry.is_done:
        return State("Done", "good")
    if entry.planned_on is None:
        return State("No date yet", "empty")
    if entry.is_late(today=today):
        return State("Late", "flag")
    return State("Soon", "brand") if working_days_from(today, entry.planned_on) <= SOON else State("Planned", "")


def from_now(entry: Any, *, today: date) -> str:
    """`in 5 working days`; nothing about what is done or has no date."""
    if entry.is_done or entry.planned_on is None:
        return ""
    if entry.planned_on == today:
        return "today"
    number = working_days_from(today, entry.planned_on)
    if not number:
        return "before the next working day" if entry.planned_on > today else "since the last working day"
    counted = f"{abs(number)} working day{'' if abs(number) == 1 else 's'}"
    return f"in {counted}" if number > 0 else f"{counted} ago"


def _first_planned(day: date | None, entry: Any) -> date | None:
    return day if day != entry.planned_on else None
