"""The log of availability made ready for a page: minutes, hours, days. Pure: probes and times in, rows out.

A minute counts as answered only where somebody looked and every look was answered. One in which nobody looked is a gap, and is
shown as a gap: never as answered.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby

from eoi.models import AvailabilityProbe
from eoi.working_days import UNITED_KINGDOM

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Seen(StrEnum):
    ANSWERED = "answered"
    FAILED = "failed"
    GAP = "gap"


@dataclass(frozen=True)
class Minute:
    begins_at: datetime
    probes: tuple[AvailabilityProbe, ...] = ()

    @property
    def seen(self) -> Seen:
        if not self.probes:
            return Seen.GAP
        return Seen.ANSWERED if all(probe.has_answered for probe in self.probes) else Seen.FAILED

    @property
    def worst(self) -> AvailabilityProbe | None:
        """The one that says why the minute failed, else the last."""
        failed = [probe for probe in self.probes if not probe.has_answered]
        return next(reversed(failed or self.probes), None)

    @property
    def what(self) -> str:
        """In words: answered, how it failed, or that nobody looked."""
        if self.worst is None:
            return "Nobody looked"
        status = f" (status {self.worst.status})" if self.worst.status and not self.worst.has_answered else ""
        return f"{self.worst.get_result_display()}{status}"


@dataclass(frozen=True)
class Stretch:
    """Minutes in a row of which the same is to be said. `start` counts minutes from the beginning of its row."""

    seen: Seen
    what: str
    since: datetime
    minutes: int
    start: int = 0

    @property
    def until(self) -> datetime:
        return self.since + self.minutes * MINUTE


@dataclass(frozen=True)
class Counts:
    answered: int = 0
    failed: int = 0
    gap: int = 0

    @property
    def looked(self) -> int:
        return self.answered + self.failed

    @property
    def share(self) -> float | None:
        """Answered of the minutes in which somebody looked, in per cent, rounded down, so that 100 means every one."""
        return self.answered * 1000 // self.looked / 10 if self.looked else None


@dataclass(frozen=True)
class Hour:
    begins_at: datetime
    counts: Counts
    stretches: list[Stretch] = field(default_factory=list)
    slowest: int | None = None
    marked: int | None = None  # the minute of the closing time

    @property
    def label(self) -> str:
        """`1am`; in the night on which the clocks go back, with which of the two it is."""
        local = self.begins_at.astimezone(UNITED_KINGDOM)
        name = f"{local.hour % 12 or 12}{'am' if local.hour < 12 else 'pm'}"
        twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
        return f"{name} {local.tzname()}" if twice else name


@dataclass(frozen=True)
class Day:
    on: date
    counts: Counts
    hours: list[tuple[int, Seen]]

    @property
    def width(self) -> int:
        """Of its picture: 24 hours, 23 or 25 where the clocks change."""
        return len(hours_of(self.on))


def day_bounds(on: date) -> tuple[datetime, datetime]:
    """From midnight to midnight in the United Kingdom: 23, 24 or 25 hours."""
    return tuple(datetime.combine(each, time(), UNITED_KINGDOM) for each in (on, on + timedelta(days=1)))  # type: ignore[return-value]


def hours_of(on: date) -> list[datetime]:
    since, until = (moment.timestamp() for moment in day_bounds(on))
    return [_utc(since + 3600 * number) for number in range(int(until - since) // 3600)]


def closing_bounds(closes_at: datetime) -> tuple[datetime, datetime]:
    """From three hours before the hour of the closing time until two after it has begun."""
    hour = closes_at.replace(minute=0, second=0, microsecond=0)
    return hour - 3 * HOUR, hour + 2 * HOUR


def minutes_of(probes: Iterable[AvailabilityProbe], since: datetime, until: datetime) -> list[Minute]:
    """Every minute from `since` until `until`, with what was found in it."""
    found: dict[datetime, list[AvailabilityProbe]] = {}
    for probe in probes:
        found.setdefault(_minute(probe.probed_at), []).append(probe)
    beginnings = _beginnings(since, until)
    return [Minute(begins_at, tuple(found.get(begins_at, ()))) for begins_at in beginnings]


def whole_minutes(until: datetime, *, now: datetime) -> datetime:
    """The end of what can be judged: the minute that runs now is not over."""
    return min(until, _minute(now))


def hours_from(minutes: Iterable[Minute], *, closes_at: datetime | None = None) -> list[Hour]:
    """One row an hour, in order."""
    return [
        _hour(begins_at, list(its), closes_at)
        for begins_at, its in groupby(minutes, key=lambda minute: minute.begins_at.replace(minute=0))
    ]


def counts_of(minutes: Iterable[Minute]) -> Counts:
    seen = [minute.seen for minute in minutes]
    return Counts(*(seen.count(each) for each in (Seen.ANSWERED, Seen.FAILED, Seen.GAP)))


def out_of_order(minutes: Iterable[Minute]) -> list[Stretch]:
    """Everything but answers, run together: what a dispute is about."""
    return [stretch for stretch in _stretches(minutes) if stretch.seen != Seen.ANSWERED]


def days_from(hours: Mapping[datetime, tuple[int, int]], days: Iterable[date], *, now: datetime) -> list[Day]:
    """One row a day from `hours_between`, which counts for each hour the minutes seen and those that failed."""
    return [_day(on, hours, now) for on in days]


def _day(on: date, hours: Mapping[datetime, tuple[int, int]], now: datetime) -> Day:
    answered = failed = gap = 0
    cells = []
    for number, begins_at in enumerate(hours_of(on)):
        over = int((whole_minutes(begins_at + HOUR, now=now) - begins_at) / MINUTE)
        if over <= 0:
            break
        seen, not_answered = hours.get(begins_at, (0, 0))
        missing = max(over - seen, 0)
        answered, failed, gap = answered + seen - not_answered, failed + not_answered, gap + missing
        cells.append((number, Seen.FAILED if not_answered else Seen.GAP if missing else Seen.ANSWERED))
    return Day(on, Counts(answered, failed, gap), cells)


def _hour(begins_at: datetime, minutes: list[Minute], closes_at: datetime | None) -> Hour:
    times = [probe.milliseconds for minute in minutes for probe in minute.probes if probe.has_answered]
    is_marked = closes_at is not None and begins_at <= closes_at < begins_at + HOUR
    return Hour(
        begins_at,
        counts_of(minutes),
        list(_stretches(minutes, by_state=True)),
        max(times, default=None),
        closes_at.minute if is_marked and closes_at else None,
    )


def _stretches(minutes: Iterable[Minute], *, by_state: bool = False) -> Iterator[Stretch]:
    """`by_state`: for a picture, where it does not matter how it failed."""
    for key, its in groupby(minutes, key=lambda minute: (minute.seen, "" if by_state else minute.what)):
        run = list(its)
        yield Stretch(key[0], key[1], run[0].begins_at, len(run), run[0].begins_at.minute)


def _beginnings(since: datetime, until: datetime) -> list[datetime]:
    first, last = since.timestamp(), until.timestamp()
    return [_utc(first + 60 * number) for number in range(max(int(last - first) // 60, 0))]


def _minute(moment: datetime) -> datetime:
    return _utc(moment.timestamp() // 60 * 60)


def _utc(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)
