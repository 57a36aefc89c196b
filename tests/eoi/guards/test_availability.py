"""The log of availability, going round the application: the database's time, nothing changed, nothing deleted too early."""

from datetime import timedelta

import pytest

from eoi.models import AvailabilityProbe
from tests.factories.availability import probe
from tests.factories.world import CLOSES

pytestmark = pytest.mark.django_db

INSERT = (
    "INSERT INTO eoi_availabilityprobe (probed_at, recorded_at, delay_milliseconds, address, result, status, milliseconds)"
    " VALUES ('2001-01-01', '2001-01-01', %s, 'http://x/', %s, %s, 5)"
)


def test_the_time_is_the_databases_whatever_is_written(clock, run_sql):
    clock.set(CLOSES)
    run_sql(INSERT, 1500, "answered", 200)

    found = AvailabilityProbe.objects.get()
    assert found.recorded_at == CLOSES
    assert found.probed_at == CLOSES - timedelta(milliseconds=1500)


def test_nobody_says_later_that_the_service_answered(clock, refused_with, run_sql):
    clock.set(CLOSES)

    refused_with("EOI39", INSERT, 120_001, "answered", 200)
    run_sql(INSERT, 120_000, "answered", 200)
    run_sql(INSERT, 3_600_000, "timed-out", None)


def test_an_answer_has_status_200_and_nothing_is_recorded_after_a_day(refused_with):
    for status in (503, None):
        refused_with("23514", INSERT, 5, "answered", status)
    refused_with("23514", INSERT, 86_400_001, "timed-out", None)


def test_nothing_is_changed(clock, refused_with):
    probe(CLOSES)

    refused_with("EOI12", "UPDATE eoi_availabilityprobe SET result = 'timed-out'")
    refused_with("EOI12", "TRUNCATE eoi_availabilityprobe")


def test_nothing_is_deleted_before_400_days_are_over(clock, refused_with, run_sql):
    probe(CLOSES)

    clock.set(CLOSES + timedelta(days=400) - timedelta(seconds=1))
    refused_with("EOI39", "DELETE FROM eoi_availabilityprobe")
    clock.set(CLOSES + timedelta(days=400))
    assert run_sql("DELETE FROM eoi_availabilityprobe") == 1
