"""Where services stand on two axes, ready to be drawn: marks that do not cover each other, labels that do not collide (S4).

Units are those of the drawing's own box; pages scale it. Text is measured by a generous average, because a server has no font.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from eoi.models import PositioningFramework
from eoi.models.positioning import HIGHEST, LOWEST

WIDTH, HEIGHT = 720, 600
MARGIN = 40
RADIUS = 31  # of the room that a mark takes: on a narrow screen it has to be hit with a finger
LABEL_GAP = 24
LABEL_HEIGHT = 22
CHARACTER = 8.2


@dataclass(frozen=True)
class Place:
    """One service as it is placed: from 1 to 9 on each axis."""

    number: int
    name: str
    key: str
    across: int
    up: int
    edition: int
    is_overdue: bool = False
    is_on_earlier_axes: bool = False


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    @property
    def is_within(self) -> bool:
        return self.left >= 0 and self.top >= 0 and self.right <= WIDTH and self.bottom <= HEIGHT


@dataclass(frozen=True)
class Mark:
    place: Place
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    label_box: Box

    @property
    def box(self) -> Box:
        """What the mark itself covers on a wide screen."""
        return _box_of_mark(self.x, self.y)


@dataclass(frozen=True)
class PositionChart:
    axes: PositioningFramework
    marks: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = MARGIN
    top: int = MARGIN
    inner_width: int = WIDTH - 2 * MARGIN
    inner_height: int = HEIGHT - 2 * MARGIN
    middle_x: float = WIDTH / 2
    middle_y: float = HEIGHT / 2

    @property
    def has_overdue(self) -> bool:
        return any(mark.place.is_overdue for mark in self.marks)

    @property
    def on_earlier_axes(self) -> list[str]:
        """Services placed when the axes had other words."""
        return [mark.place.name for mark in self.marks if mark.place.is_on_earlier_axes]


def chart_of(places: Iterable[Place], axes: PositioningFramework) -> PositionChart:
    """The chart in the order of the services' numbers, which is the order in which the keyboard reaches them."""
    ordered = sorted(places, key=lambda place: place.number)
    points = _apart([_point(place) for place in ordered])
    taken = [_box_of_mark(x, y) for x, y in points]
    placed = list(zip(ordered, points, strict=True))
    marks: list[Mark] = []
    for place, (x, y) in sorted(placed, key=lambda each: _room(each[0], each[1], taken)):
        mark = _labelled(place, x, y, taken)
        taken.append(mark.label_box)
        marks.append(mark)
    return PositionChart(axes, sorted(marks, key=lambda mark: mark.place.number))


def _point(place: Place) -> tuple[float, float]:
    steps = HIGHEST - LOWEST
    x = MARGIN + (place.across - LOWEST) / steps * (WIDTH - 2 * MARGIN)
    y = HEIGHT - MARGIN - (place.up - LOWEST) / steps * (HEIGHT - 2 * MARGIN)
    return x, y


def _apart(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Each later mark that would cover an earlier one moves aside: to the nearest free of the places around its own."""
    placed: list[tuple[float, float]] = []
    for x, y in points:
        free = (spot for spot in _spots(x, y) if _is_free(spot, placed))
        placed.append(
            next(free, (x, y))
        )  # too full for another mark: it covers one, and the table still says where it is
    return placed


def _spots(x: float, y: float) -> Iterable[tuple[float, float]]:
    """The place itself, then ever wider rings around it, kept inside the drawing."""
    yield x, y
    for ring in range(1, 40):
        reach = ring * (RADIUS + 1)
        for across, down in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, 1), (-1, -1), (1, -1), (-1, 1)):
            spot = x + across * reach, y + down * reach
            if MARGIN <= spot[0] <= WIDTH - MARGIN and MARGIN <= spot[1] <= HEIGHT - MARGIN:
                yield spot


def _is_free(spot: tuple[float, float], placed: list[tuple[float, float]]) -> bool:
    return all((spot[0] - x) ** 2 + (spot[1] - y) ** 2 >= (2 * RADIUS) ** 2 for x, y in placed)


def _labelled(place: Place, x: float, y: float, taken: list[Box]) -> Mark:
    """The name to the right of its mark, or wherever it meets nothing: left, above, beneath, then further away."""
    width = len(place.name) * CHARACTER
    choices = [_label(place, x, y, *spot, width) for spot in _label_spots(x, y, width)]
    free = (mark for mark in choices if mark.label_box.is_within and not any(map(mark.label_box.meets, taken)))
    return next(free, choices[0])


def _room(place: Place, point: tuple[float, float], taken: list[Box]) -> int:
    """On how many sides the name would fit: whoever has the least choice is named first."""
    x, y = point
    width = len(place.name) * CHARACTER
    beside = ((x + LABEL_GAP, y, "start"), (x - LABEL_GAP, y, "end"))
    boxes = [_label(place, x, y, *spot, width).label_box for spot in beside]
    return sum(box.is_within and not any(map(box.meets, taken)) for box in boxes)


def _label_spots(x: float, y: float, width: float) -> Iterable[tuple[float, float, str]]:
    """Beside the mark, above and beneath it, then in ever further lines on either side."""
    for line in range(HEIGHT // LABEL_HEIGHT):
        for down in (line * LABEL_HEIGHT, -line * LABEL_HEIGHT):
            yield x + LABEL_GAP, y + down, "start"
            yield x - LABEL_GAP, y + down, "end"
            if line > 1:
                yield x, y + down, "middle"
    for across in (width, -width, 2 * width, -2 * width):
        for line in range(-HEIGHT // LABEL_HEIGHT, HEIGHT // LABEL_HEIGHT):
            yield x + across, y + line * LABEL_HEIGHT, "middle"


def _label(place: Place, x: float, y: float, label_x: float, label_y: float, anchor: str, width: float) -> Mark:
    left = {"start": label_x, "end": label_x - width, "middle": label_x - width / 2}[anchor]
    box = Box(left, label_y - LABEL_HEIGHT / 2, left + width, label_y + LABEL_HEIGHT / 2)
    return Mark(place, round(x, 1), round(y, 1), round(label_x, 1), round(label_y, 1), anchor, box)


def _box_of_mark(x: float, y: float) -> Box:
    half = 18
    return Box(x - half, y - half, x + half, y + half)
