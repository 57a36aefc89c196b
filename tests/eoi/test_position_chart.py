"""Marks that do not cover each other, and names that do not collide, however close services stand."""

from itertools import combinations

import pytest

from eoi.models import PositioningFramework
from eoi.position_chart import HEIGHT, MARGIN, RADIUS, WIDTH, Place, chart_of

AXES = PositioningFramework(edition=1)
NAMES = ("Law and Administration", "Finance", "IT Services", "Customer Services", "Strategy Development", "Personnel")


def place(number, across, up, name="Finance", **more):
    return Place(number, name, name.lower(), across, up, 1, **more)


def marks_at(*spots):
    places = [place(number, *spot, name=NAMES[(number - 1) % len(NAMES)]) for number, spot in enumerate(spots, 1)]
    return chart_of(places, AXES).marks


def test_the_ends_of_the_axes_are_the_corners_of_the_drawing():
    low, high, middle = marks_at((1, 1), (9, 9), (5, 5))

    assert (low.x, low.y) == (MARGIN, HEIGHT - MARGIN)
    assert (high.x, high.y) == (WIDTH - MARGIN, MARGIN)
    assert (middle.x, middle.y) == (WIDTH / 2, HEIGHT / 2)


@pytest.mark.parametrize(
    "spots",
    [
        [(5, 5)] * 2,
        [(5, 5)] * 6,
        [(9, 9)] * 6,
        [(1, 1)] * 6,
        [(9, 5)] * 4,
        [(7, 6), (8, 6), (8, 7), (8, 4), (5, 5), (4, 7)],
        [(4, 5), (5, 5), (6, 5), (5, 4), (5, 6), (5, 5)],
        [(1, 9), (9, 9), (1, 1), (9, 1), (5, 9), (5, 1)],
    ],
)
def test_no_mark_covers_another_and_no_name_meets_a_mark_or_a_name(spots):
    marks = marks_at(*spots)

    for one, other in combinations(marks, 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (2 * RADIUS) ** 2 - 20  # rounded to a tenth
        assert not one.label_box.meets(other.label_box)
        assert not one.label_box.meets(other.box)
        assert not other.label_box.meets(one.box)
    for mark in marks:
        assert mark.label_box.is_within
        assert not mark.label_box.meets(mark.box)
        assert MARGIN <= mark.x <= WIDTH - MARGIN
        assert MARGIN <= mark.y <= HEIGHT - MARGIN


def test_a_mark_that_stands_alone_stands_exactly_where_it_is_placed():
    [mark] = marks_at((3, 8))

    assert (mark.x, mark.y) == (MARGIN + 2 / 8 * (WIDTH - 2 * MARGIN), HEIGHT - MARGIN - 7 / 8 * (HEIGHT - 2 * MARGIN))


def test_marks_are_reached_in_the_order_of_their_numbers():
    chart = chart_of([place(3, 1, 1), place(1, 9, 9), place(2, 5, 5)], AXES)

    assert [mark.place.number for mark in chart.marks] == [1, 2, 3]


def test_a_drawing_that_is_too_full_still_has_every_mark():
    assert len(marks_at(*[(5, 5)] * 150)) == 150


def test_what_is_overdue_or_placed_on_other_axes_is_said():
    chart = chart_of([place(1, 1, 1, is_overdue=True), place(2, 9, 9, name="IT", is_on_earlier_axes=True)], AXES)

    assert chart.has_overdue
    assert chart.on_earlier_axes == ["IT"]
    assert not chart_of([], AXES).has_overdue
