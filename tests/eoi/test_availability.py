"""The log made ready for a page: a gap is a gap, one failure in a minute is a failure, and the clocks may change."""

from datetime import UTC, date, datetime, timedelta

import pytest

from eoi.availability import (
    Counts,
    Seen,
    closing_bounds,
    counts_of,
    day_bounds,
    days_from,
    hours_from,
    hours_of,
    minutes_of,
    out_of_order,
    whole_minutes,
)
from eoi.availability_file import availability_csv
from eoi.models import AvailabilityProbe, ProbeResult

SINCE = datetime(2026, 3, 30, 15, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)


def found(minutes, result=ProbeResult.ANSWERED, status=200, seconds=5.0, milliseconds=40):
    at = SINCE + timedelta(minutes=minutes, seconds=seconds)
    return AvailabilityProbe(
        probed_at=at,
        recorded_at=at,
        address="https://p.example/",
        result=result,
        status=status,
        milliseconds=milliseconds,
    )


def failed(minutes, **more):
    return found(minutes, result=ProbeResult.TIMED_OUT, status=None, **more)


def test_a_minute_without_a_look_is_a_gap_and_never_an_answer():
    minutes = minutes_of([found(0), found(2)], SINCE, SINCE + timedelta(minutes=3))

    assert [minute.seen for minute in minutes] == [Seen.ANSWERED, Seen.GAP, Seen.ANSWERED]
    assert minutes[1].what == "Nobody looked"
    assert counts_of(minutes) == Counts(answered=2, failed=0, gap=1)


def test_nothing_at_all_is_gaps_from_end_to_end():
    minutes = minutes_of([], SINCE, SINCE + AN_HOUR)

    assert counts_of(minutes) == Counts(gap=60)
    assert counts_of(minutes).share is None


def test_one_failure_in_a_minute_makes_it_fail_whatever_else_was_found():
    [minute] = minutes_of([failed(0), found(0, seconds=30)], SINCE, SINCE + timedelta(minutes=1))

    assert minute.seen == Seen.FAILED
    assert minute.what == "No answer in time"


def test_what_was_not_in_order_is_run_together_by_what_it_was():
    wrong = found(4, result=ProbeResult.WRONG_ANSWER, status=503)
    minutes = minutes_of([found(0), failed(1), failed(2), found(3), wrong], SINCE, SINCE + timedelta(minutes=7))

    troubles = out_of_order(minutes)

    assert [(each.what, each.minutes) for each in troubles] == [
        ("No answer in time", 2),
        ("Answered, but not as it should (status 503)", 1),
        ("Nobody looked", 2),
    ]
    assert (troubles[0].since, troubles[0].until) == (SINCE + timedelta(minutes=1), SINCE + timedelta(minutes=3))


def test_a_hundred_per_cent_means_every_one():
    assert Counts(answered=2000, failed=1).share == 99.9
    assert Counts(answered=3).share == 100.0
    assert Counts(failed=3).share == 0.0


def test_hours_have_their_numbers_their_slowest_answer_and_the_closing_time():
    probes = [found(30, milliseconds=900), found(61), failed(62, milliseconds=10_000)]
    minutes = minutes_of(probes, SINCE, SINCE + 2 * AN_HOUR)

    first, second = hours_from(minutes, closes_at=SINCE + timedelta(minutes=75))

    assert (first.counts, first.slowest, first.marked, first.label) == (Counts(1, 0, 59), 900, None, "4pm")
    assert (second.counts, second.slowest, second.marked, second.label) == (Counts(1, 1, 58), 40, 15, "5pm")
    assert [(each.seen, each.start, each.minutes) for each in second.stretches] == [
        (Seen.GAP, 0, 1),
        (Seen.ANSWERED, 1, 1),
        (Seen.FAILED, 2, 1),
        (Seen.GAP, 3, 57),
    ]


@pytest.mark.parametrize(
    ("on", "hours", "labels"),
    [
        (date(2026, 3, 28), 24, ["12am", "1am", "2am"]),
        (date(2026, 3, 29), 23, ["12am", "2am", "3am"]),
        (date(2026, 10, 25), 25, ["12am", "1am BST", "1am GMT", "2am"]),
    ],
)
def test_a_day_has_as_many_hours_as_the_clocks_give_it(on, hours, labels):
    since, until = day_bounds(on)
    rows = hours_from(minutes_of([], since, until))

    assert len(hours_of(on)) == len(rows) == hours
    assert [row.label for row in rows[: len(labels)]] == labels
    assert sum(row.counts.gap for row in rows) == hours * 60


def test_a_minute_that_runs_now_is_not_judged():
    now = SINCE + timedelta(minutes=5, seconds=59)

    assert whole_minutes(SINCE + AN_HOUR, now=now) == SINCE + timedelta(minutes=5)
    assert minutes_of([], SINCE, whole_minutes(SINCE + AN_HOUR, now=SINCE - AN_HOUR)) == []


def test_a_day_in_rows_counts_what_nobody_looked_at_until_now():
    now = SINCE + timedelta(minutes=90)  # 5.30pm in summer: 17 hours and a half of the day are over
    hours = {SINCE: (60, 2), SINCE + AN_HOUR: (20, 0)}

    [day] = days_from(hours, [date(2026, 3, 30)], now=now)

    assert day.counts == Counts(answered=78, failed=2, gap=17 * 60 + 30 - 80)
    assert day.hours[16:] == [(16, Seen.FAILED), (17, Seen.GAP)]
    assert day.width == 24


def test_an_hour_in_which_everything_answered_is_answered():
    [day] = days_from({SINCE: (60, 0)}, [date(2026, 3, 30)], now=SINCE + AN_HOUR)

    assert day.hours[-1] == (16, Seen.ANSWERED)


def test_the_hours_round_a_closing_time():
    assert closing_bounds(SINCE + timedelta(minutes=30)) == (SINCE - 3 * AN_HOUR, SINCE + 2 * AN_HOUR)


def test_the_file_has_a_line_for_every_minute_gaps_included():
    minutes = minutes_of([found(0), failed(1), found(1, seconds=40)], SINCE, SINCE + timedelta(minutes=3))

    lines = availability_csv(minutes).splitlines()

    assert len(lines) == 5
    assert lines[1].startswith(
        "2026-03-30T15:00:00.000Z,4:00:00pm on Monday 30 March 2026 (UK time),answered,Answered,200,40"
    )
    assert ",failed,No answer in time,,40," in lines[2]
    assert lines[4].endswith(",gap,Nobody looked,,,,,")
