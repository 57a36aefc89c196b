"""The picture of a plan, as numbers."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from eoi.timeline import TOP, WIDTH, Point, draw

MONDAY = date(2026, 3, 2)


def point(title="Milestone", on=MONDAY, starts_on=None, tone=""):
    return Point(title, on, starts_on or on, "#here", "Planned", tone)


def drawn(*points, **days):
    return draw(points, **{"opens_on": None, "closes_on": None, "today": MONDAY, **days})


def test_nothing_is_drawn_of_nothing():
    assert drawn() is None


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.integers(0, 300), st.text(max_size=120)),
        min_size=1,
        max_size=6,
    )
)
def test_every_mark_stands_in_the_picture_on_a_row_of_its_own(entries):
    days = [point(title, day, max(day - timedelta(days=work), date(2000, 1, 1))) for day, work, title in entries]

    picture = drawn(*days)

    assert [mark.y for mark in picture.marks] == sorted({mark.y for mark in picture.marks})
    for mark in picture.marks:
        assert 0 <= mark.start_x <= mark.x <= WIDTH
        assert TOP < mark.y < picture.bottom
    assert picture.bottom < picture.height


def test_later_is_further_right():
    first, second = drawn(point(on=MONDAY), point("A name of some length", MONDAY + timedelta(days=30))).marks

    assert first.x < second.x
    assert not first.is_left
    assert second.is_left


def test_a_name_without_room_is_shortened():
    [mark] = drawn(point("x" * 120)).marks

    assert mark.label.endswith("…")
    assert len(mark.label) < 120


def test_the_open_time_is_a_bar_and_today_a_line():
    picture = drawn(point(), opens_on=MONDAY, closes_on=MONDAY + timedelta(days=28))

    assert picture.span_width > 0
    assert picture.today_x == picture.span_x
    assert drawn(point(), opens_on=MONDAY).span_x is None
    assert drawn(point(), today=date(2030, 1, 1)).today_x is None


def test_bank_holidays_are_named_without_running_into_each_other():
    picture = drawn(point(on=date(2026, 3, 30)), point(on=date(2026, 5, 29)))

    assert [label.text for label in picture.holidays] == [
        "Good Friday",
        "Easter Monday",
        "May Day",
        "Spring Bank Holiday",
    ]
    assert {label.text for label in picture.holiday_names} == {label.text for label in picture.holidays}
    places = [(label.x, label.y) for label in picture.holiday_names]
    assert len(set(places)) == len(places)


def test_a_plan_of_many_years_marks_fewer_months_and_names_no_holidays():
    picture = drawn(point(on=date(2020, 1, 6)), point(on=date(2060, 1, 6)))

    assert picture.holiday_names == []
    assert 1 < len(picture.months) < 25
