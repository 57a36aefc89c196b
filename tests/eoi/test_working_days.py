"""Working days in England (S14)."""

from datetime import UTC, date, datetime

import pytest

from eoi.working_days import add_working_days, bank_holiday, is_working_day, uk_day, working_days_between

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        (MONDAY, MONDAY, 0),
        (MONDAY, date(2026, 3, 1), 0),
        (MONDAY, date(2026, 3, 9), 5),
        (MONDAY, date(2026, 3, 30), 20),
        (date(2026, 4, 2), date(2026, 4, 7), 1),  # Good Friday and Easter Monday lie between
        (date(2026, 12, 24), date(2027, 1, 4), 4),  # Boxing Day is a Saturday, so the Monday is a holiday too
    ],
)
def test_working_days_between(first, last, number):
    assert working_days_between(first, last) == number


@pytest.mark.parametrize(
    ("day", "number", "there"),
    [
        (MONDAY, 0, MONDAY),
        (MONDAY, 5, date(2026, 3, 9)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 4, 7), -1, date(2026, 4, 2)),
        (date(2026, 3, 7), 1, date(2026, 3, 9)),
    ],
)
def test_adding_working_days(day, number, there):
    assert add_working_days(day, number) == there


def test_weekends_and_bank_holidays_are_no_working_days():
    assert is_working_day(MONDAY)
    assert not is_working_day(date(2026, 3, 7))
    assert bank_holiday(date(2026, 4, 3)) == "Good Friday"
    assert not is_working_day(date(2026, 4, 3))


def test_a_day_is_a_day_in_the_united_kingdom():
    """Half past eleven at night in summer is the next day there."""
    assert uk_day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)
    assert uk_day(datetime(2026, 1, 1, 23, 30, tzinfo=UTC)) == date(2026, 1, 1)
