"""Where everything stands in the picture of a plan. Pure: days and words in, numbers out; the component draws them (S14).

One row a milestone, so that names never run into each other; months along the top, bank holidays named beneath.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from eoi.working_days import bank_holiday

WIDTH = 860
EDGE = 10
TOP = 58
ROW = 30
BAR_FOOT = 44
LETTER = 7.4  # about the width of one at the size in which names are drawn
SMALL_LETTER = 6.6
FOOT_ROW = 19
HALF_SQUARE = 7
MARGIN_DAYS = 6
MOST_NAMED_DAYS = 550  # beyond this span holidays are marked without their names,
MOST_MARKED_DAYS = 1100  # and beyond this one not at all


@dataclass(frozen=True)
class Point:
    """One milestone to be drawn. `starts_on` is where the work for it begins."""

    title: str
    on: date
    starts_on: date
    url: str
    state: str
    tone: str


@dataclass(frozen=True)
class Mark:
    x: float
    y: int
    start_x: float
    label: str
    label_x: float
    is_left: bool
    point: Point
    top: int

    @property
    def corner_x(self) -> float:
        """Where the square of a late one begins: state is never colour alone."""
        return round(self.x - HALF_SQUARE, 1)

    @property
    def corner_y(self) -> int:
        return self.y - HALF_SQUARE


@dataclass(frozen=True)
class Label:
    x: float
    text: str
    y: int = 0


@dataclass(frozen=True)
class Timeline:
    """`span_x` and `span_width` are the bar from opening to closing; `today_x` is None where today is outside the picture."""

    height: int
    bottom: int
    marks: list[Mark] = field(default_factory=list)
    months: list[Label] = field(default_factory=list)
    holidays: list[Label] = field(default_factory=list)
    holiday_names: list[Label] = field(default_factory=list)
    span_x: float | None = None
    span_width: float = 0
    today_x: float | None = None
    width: int = WIDTH
    first: date | None = None
    last: date | None = None

    @property
    def rows_height(self) -> int:
        return self.bottom - BAR_FOOT


def draw(points: Sequence[Point], *, opens_on: date | None, closes_on: date | None, today: date) -> Timeline | None:
    """Nothing where no milestone has a date yet."""
    if not points:
        return None
    given = [day for day in (opens_on, closes_on) if day]
    first = min([point.starts_on for point in points] + [point.on for point in points] + given)
    last = max([point.on for point in points] + given)
    scale = _Scale(first - timedelta(days=MARGIN_DAYS), last + timedelta(days=MARGIN_DAYS))
    bottom = TOP + ROW * len(points)
    holidays = _holidays(scale) if scale.days <= MOST_MARKED_DAYS else []
    names, depth = _names(holidays, bottom) if scale.days <= MOST_NAMED_DAYS else ([], 0)
    has_span = opens_on is not None and closes_on is not None and closes_on > opens_on
    return Timeline(
        height=bottom + 8 + FOOT_ROW * depth,
        bottom=bottom,
        marks=[_mark(point, number, scale) for number, point in enumerate(points)],
        months=_months(scale),
        holidays=holidays,
        holiday_names=names,
        span_x=scale.x(opens_on) if has_span and opens_on else None,
        span_width=round(scale.x(closes_on) - scale.x(opens_on), 1) if has_span and opens_on and closes_on else 0,
        today_x=scale.x(today) if scale.first <= today <= scale.last else None,
        first=first,
        last=last,
    )


class _Scale:
    """Days to the right."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.days = (last - first).days

    def x(self, day: date) -> float:
        return round(EDGE + (day - self.first).days * (WIDTH - 2 * EDGE) / self.days, 1)

    def all_days(self) -> Iterable[date]:
        return (self.first + timedelta(days=number) for number in range(self.days + 1))


def _mark(point: Point, number: int, scale: _Scale) -> Mark:
    """The name stands right of its mark where it fits, else on the side with more room, shortened to it."""
    x, y = scale.x(point.on), TOP + ROW * number + ROW // 2
    start_x = scale.x(point.starts_on)
    right, left = WIDTH - x - 14, start_x - 14
    wanted = len(point.title) * LETTER
    is_left = wanted > right and left > right
    label = _shortened(point.title, left if is_left else right)
    label_x = start_x - 12 if is_left else x + 12
    return Mark(x, y, start_x, label, round(label_x, 1), is_left, point, y - ROW // 2)


def _shortened(text: str, room: float) -> str:
    letters = max(int(room / LETTER), 8)
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def _months(scale: _Scale) -> list[Label]:
    """The first of each month; of every third or twelfth only where the picture spans years."""
    months = range(scale.first.year * 12 + scale.first.month, scale.last.year * 12 + scale.last.month)
    firsts = [date(month // 12, month % 12 + 1, 1) for month in months]
    step = next(step for step in (1, 3, 12, 60, 120, 10_000) if len(firsts) / step * 46 <= WIDTH)
    shown = [day for day in firsts if (day.year * 12 + day.month - 1) % step == 0]
    return [
        Label(scale.x(day), f"{day:%b %Y}" if number == 0 or day.month == 1 else f"{day:%b}")
        for number, day in enumerate(shown)
    ]


def _holidays(scale: _Scale) -> list[Label]:
    return [Label(scale.x(day), name) for day in scale.all_days() if (name := bank_holiday(day))]


def _names(holidays: Sequence[Label], bottom: int) -> tuple[list[Label], int]:
    """Beneath the picture, each in the first line in which it runs into no other; how many lines that takes."""
    ends: list[float] = []
    placed = []
    for holiday in holidays:
        half = len(holiday.text) * SMALL_LETTER / 2
        x = min(max(holiday.x, half + 2), WIDTH - half - 2)
        line = next((number for number, end in enumerate(ends) if end < x - half - 8), len(ends))
        ends[line : line + 1] = [x + half]
        placed.append(Label(round(x, 1), holiday.text, bottom + FOOT_ROW * (line + 1)))
    return placed, len(ends)
