"""What a copy of an earlier advert would bring along, and on which days: the dates shifted, whole (S14). Reads, changes nothing."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from eoi.models import Anchor, PlanEntry
from eoi.plan import Dating, Plan, anchors_of
from eoi.problems import Problem
from eoi.timetable import Node, move_by, resolve
from eoi.working_days import UNITED_KINGDOM, add_working_days, uk_day, working_days_between

LAST_YEAR = 2100


@dataclass(frozen=True)
class ShiftedDay:
    """One entry of the plan on its new day."""

    title: str
    was: date | None
    becomes: date | None


@dataclass(frozen=True)
class CopyDates:
    """The days of a copy. `entries` maps the reference of each entry of the source to its new day."""

    opens_at: datetime
    closes_at: datetime
    questions_until: datetime | None
    working_days: int
    entries: dict[str, date | None]
    shifts: list[ShiftedDay]
    problems: list[Problem]

    @property
    def fingerprint(self) -> str:
        """Says whether these dates are still those that were shown."""
        words = f"{self.opens_at} {self.closes_at} {self.questions_until} {sorted(self.entries.items())}"
        return hashlib.sha256(words.encode()).hexdigest()[:24]


def copy_dates(plan: Plan, *, opens_on: date) -> CopyDates:
    """The copy opens on `opens_on` at the source's hour, and stays open for as many working days.

    What hangs on the advert's days or on a milestone goes with them. A day of its own moves by as many calendar days as the
    opening, and on to the next working day where nobody would work. Needs an advert with both dates: see `problems_with_copying`.
    """
    opened, closed = cast(datetime, plan.advert.opens_at), cast(datetime, plan.advert.closes_at)
    was_opened = uk_day(opened)
    number = working_days_between(was_opened, uk_day(closed))
    opens_at = _same_hour(opened, opens_on)
    closes_at = _same_hour(closed, add_working_days(opens_on, number))
    if closes_at <= opens_at:
        closes_at = _same_hour(closed, add_working_days(opens_on, 1))
    nodes = [_node(entry, opens_on - was_opened) for entry in plan.entries]
    timetable = resolve(nodes, anchors_of(opens_at, closes_at))
    shifts = [ShiftedDay(entry.title, entry.planned_on, timetable.days.get(entry.reference)) for entry in plan.entries]
    return CopyDates(
        opens_at=opens_at,
        closes_at=closes_at,
        questions_until=_questions_until(plan.advert.questions_until, closed, opens_at=opens_at, closes_at=closes_at),
        working_days=working_days_between(opens_on, uk_day(closes_at)),
        entries=timetable.days,
        shifts=sorted(shifts, key=lambda shift: (shift.becomes is None, shift.becomes or date.max, shift.title)),
        problems=[*_problems_with_closing(closes_at), *timetable.problems],
    )


def _node(entry: PlanEntry, shift: timedelta) -> Node:
    """Done or not, an entry of the copy begins undone: its day follows from what it hangs on."""
    dating = Dating.of(entry)
    if entry.anchor == Anchor.FIXED and entry.planned_on:
        dating = Dating(planned_on=move_by(entry.planned_on + shift, 0, in_working_days=True))
    return dating.node(entry.reference, entry.title)  # type: ignore[attr-defined]


def _questions_until(
    ended: datetime | None, closed: datetime, *, opens_at: datetime, closes_at: datetime
) -> datetime | None:
    """As many working days before the closing day, at the same hour; with the closing time where that is no longer between the two."""
    if ended is None:
        return None
    number = working_days_between(uk_day(ended), uk_day(closed))
    until = _same_hour(ended, add_working_days(uk_day(closes_at), -number))
    return until if opens_at < until < closes_at else None


def _problems_with_closing(closes_at: datetime) -> list[Problem]:
    if closes_at.year <= LAST_YEAR:
        return []
    return [Problem("closes-too-late", f"The copy would close after {LAST_YEAR}. Choose an earlier day.")]


def _same_hour(moment: datetime, day: date) -> datetime:
    hour = moment.astimezone(UNITED_KINGDOM).time()
    return datetime.combine(day, hour, tzinfo=UNITED_KINGDOM)
