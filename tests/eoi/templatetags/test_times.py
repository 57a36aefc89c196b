from datetime import UTC, date, datetime, timedelta

import pytest

from eoi.templatetags.times import (
    exact_time_left,
    milliseconds,
    time_left,
    uk_clock,
    uk_clock_exact,
    uk_date,
    uk_time,
    uk_time_exact,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 12, 18, 17, 0, tzinfo=UTC), "5pm on Friday 18 December 2026 (UK time)"),
        (datetime(2026, 6, 1, 8, 5, tzinfo=UTC), "9:05am on Monday 1 June 2026 (UK time)"),
        (datetime(2026, 12, 18, 12, 0, tzinfo=UTC), "midday on Friday 18 December 2026 (UK time)"),
        (datetime(2026, 12, 18, 0, 0, tzinfo=UTC), "midnight at the start of Friday 18 December 2026 (UK time)"),
        (datetime(2026, 12, 18, 12, 30, tzinfo=UTC), "12:30pm on Friday 18 December 2026 (UK time)"),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "12:59am on Sunday 29 March 2026 (UK time)"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "2am on Sunday 29 March 2026 (UK time)"),
        (
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            "1:30am on Sunday 25 October 2026 (UK time, BST: before the clocks go back)",
        ),
        (
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            "1:30am on Sunday 25 October 2026 (UK time, GMT: after the clocks go back)",
        ),
        (datetime(2026, 10, 25, 2, 0, tzinfo=UTC), "2am on Sunday 25 October 2026 (UK time)"),
        (None, ""),
    ],
)
def test_a_time_is_read_as_people_say_it_with_its_zone(at, words):
    assert uk_time(at) == words


def test_a_receipt_shows_the_second():
    assert uk_time_exact(datetime(2026, 12, 18, 16, 59, 59, tzinfo=UTC)) == (
        "4:59:59pm on Friday 18 December 2026 (UK time)"
    )
    assert uk_time_exact(None) == ""


def test_a_receipt_of_the_hour_that_comes_twice_says_which_of_the_two():
    first, second = (uk_time_exact(datetime(2026, 10, 25, hour, 59, 59, tzinfo=UTC)) for hour in (0, 1))

    assert first == "1:59:59am on Sunday 25 October 2026 (UK time, BST: before the clocks go back)"
    assert second == "1:59:59am on Sunday 25 October 2026 (UK time, GMT: after the clocks go back)"


def test_a_date_near_midnight_is_the_day_in_the_united_kingdom():
    assert uk_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026"
    assert uk_date(date(2026, 3, 28)) == "28 March 2026"
    assert uk_date(None) == ""


def test_saved_at_needs_only_the_clock():
    assert uk_clock(datetime(2026, 11, 23, 14, 2, tzinfo=UTC)) == "2:02pm"
    assert uk_clock(datetime(2026, 11, 23, 0, 0, tzinfo=UTC)) == "midnight"
    assert uk_clock(None) == ""


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=19, hours=5), "in 19 days"),
        (timedelta(days=1, hours=5), "in 1 day 5 hours"),
        (timedelta(hours=24), "in 1 day"),
        (timedelta(hours=3, minutes=20), "in 3 hours 20 minutes"),
        (timedelta(hours=1, minutes=1), "in 1 hour 1 minute"),
        (timedelta(minutes=20), "in 20 minutes"),
        (timedelta(seconds=1), "in less than a minute"),
        (timedelta(0), "closed"),
        (timedelta(seconds=-1), "closed"),
    ],
)
def test_time_left_is_said_in_the_two_units_that_matter(left, words):
    assert time_left(NOW + left, NOW) == words


def test_no_closing_time_leaves_nothing_to_say():
    assert time_left(None, NOW) == ""


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=19, hours=3, seconds=59), "19 days 3 hours 0 minutes"),
        (timedelta(days=1), "1 day 0 hours 0 minutes"),
        (timedelta(hours=23, minutes=59, seconds=59), "23 hours 59 minutes 59 seconds"),
        (timedelta(hours=1), "1 hour 0 minutes 0 seconds"),
        (timedelta(minutes=1, seconds=1), "1 minute 1 second"),
        (timedelta(seconds=59, milliseconds=999), "59 seconds"),
        (timedelta(0), "0 seconds"),
        (timedelta(seconds=-1), "0 seconds"),
    ],
)
def test_the_exact_time_left_is_rather_too_little_than_too_much(left, words):
    assert exact_time_left(NOW + left, NOW) == words


def test_a_countdown_begins_from_plain_numbers():
    assert (milliseconds(NOW), milliseconds(None)) == (1795435200000, "")
    assert (uk_clock_exact(datetime(2026, 6, 1, 8, 5, 9, tzinfo=UTC)), uk_clock_exact(None)) == ("9:05:09am", "")
    assert exact_time_left(None, NOW) == "0 seconds"
