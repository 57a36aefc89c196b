"""When everything in a plan happens: from days that stand still to days that hang on others (S14). Pure: no database, no clock.

A node has a day of its own, or hangs so many days from an anchor (a day given from outside, such as the advert's opening) or from
another node. Working days are England's. `resolve` finds every day, or says in a sentence what goes round in a circle.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from eoi.problems import Problem
from eoi.working_days import add_working_days, bank_holiday, is_working_day, working_days_between

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True)
class Node:
    """`waits_for` names an anchor or another node; without it, the node stands still on `fixed_on`."""

    key: str
    title: str
    fixed_on: date | None = None
    waits_for: str = ""
    offset: int = 0
    in_working_days: bool = True


@dataclass(frozen=True)
class Timetable:
    """The day of each node by its key: None where what it hangs on has no day yet, or where there is a problem with it."""

    days: dict[str, date | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Move:
    """A day that changes, with what to look at about the new one."""

    key: str
    title: str
    was: date | None
    becomes: date | None
    notes: tuple[str, ...] = ()

    @property
    def working_days(self) -> int | None:
        """By how many working days, later positive; None where one of the two days is not known."""
        if self.was is None or self.becomes is None:
            return None
        return working_days_from(self.was, self.becomes)

    @property
    def days_earlier(self) -> int:
        return -(self.working_days or 0)


def resolve(nodes: Iterable[Node], anchors: Mapping[str, date | None]) -> Timetable:
    """Each node's day. Nodes in a circle make it a timetable without days, and one problem that names the circle in order."""
    known = {node.key: node for node in nodes}
    days: dict[str, date | None] = dict(anchors)
    problems: list[Problem] = []
    for key in known:
        chain: list[str] = []
        while key in known and key not in days:
            if key in chain:
                return Timetable({}, [_circle([known[each] for each in chain[chain.index(key) :]])])
            chain.append(key)
            key = known[key].waits_for
        for each in reversed(chain):
            days[each], found = _day_of(known[each], days)
            problems += found
    return Timetable({key: days[key] for key in known}, problems)


def moves_between(
    nodes: Sequence[Node], was: Mapping[str, date | None], becomes: Mapping[str, date | None]
) -> list[Move]:
    """Those whose day changes, the earliest new day first."""
    moved = [
        Move(node.key, node.title, was.get(node.key), becomes.get(node.key))
        for node in nodes
        if was.get(node.key) != becomes.get(node.key)
    ]
    return sorted(moved, key=lambda move: (move.becomes is None, move.becomes or LAST_DAY, move.title))


def fingerprint(moves: Iterable[Move]) -> str:
    """Says whether what is about to move is still what was shown."""
    words = "|".join(f"{move.key} {move.was} {move.becomes}" for move in moves)
    return hashlib.sha256(words.encode()).hexdigest()[:24] if words else ""


def move_by(day: date, number: int, *, in_working_days: bool) -> date:
    """So many days after `day`, before it where negative. In working days it is always one: 0 gives the first on or after `day`."""
    if not in_working_days:
        return day + timedelta(days=number)
    if number:
        return add_working_days(day, number)
    return day if is_working_day(day) else add_working_days(day, 1)


def working_days_from(first: date, last: date) -> int:
    """As `working_days_between`, and negative where `last` is earlier."""
    return working_days_between(first, last) if last >= first else -working_days_between(last, first)


def offset_to(anchor: date, day: date) -> tuple[int, bool]:
    """The offset that leads from `anchor` to `day`, and whether it is in working days: in calendar days where only those do."""
    number = working_days_from(anchor, day)
    for tried in (number, number + 1, number - 1):
        if move_by(anchor, tried, in_working_days=True) == day:
            return tried, True
    return (day - anchor).days, False


def day_note(day: date) -> str:
    """Why somebody may not have meant this day: `a Saturday`, `Good Friday, a bank holiday`; nothing about a working day."""
    if name := bank_holiday(day):
        return f"{name}, a bank holiday"
    return "" if is_working_day(day) else f"a {day:%A}"


def _day_of(node: Node, days: Mapping[str, date | None]) -> tuple[date | None, list[Problem]]:
    if not node.waits_for:
        return _in_our_times(node, node.fixed_on)
    anchor = days.get(node.waits_for)
    if anchor is None:
        return None, []
    return _in_our_times(node, move_by(anchor, node.offset, in_working_days=node.in_working_days))


def _in_our_times(node: Node, day: date | None) -> tuple[date | None, list[Problem]]:
    if day is None or FIRST_DAY <= day <= LAST_DAY:
        return day, []
    message = (
        f"“{node.title}” would fall in the year {day.year}. Choose a date between {FIRST_DAY.year} and {LAST_DAY.year}."
    )
    return None, [Problem("plan-date-range", message)]


def _circle(nodes: list[Node]) -> Problem:
    first, *others = [f"“{node.title}”" for node in nodes]
    waits = ", which waits for ".join([*others, first])
    message = (
        f"{first} waits for {waits}. Break the circle by giving one of them a day of its own, or a date of the advert."
    )
    return Problem("plan-circle", message)
