"""Whether the service could be reached from outside, minute by minute: what a disputed outage is settled with (P18, ADR 0032)."""

from datetime import datetime, timedelta

from django.db import connection, models
from django.db.models import Func, Q

from eoi.clock import EoiNow

HOURS = """
    SELECT date_trunc('hour', minute, 'UTC') AS hour, count(*), count(*) FILTER (WHERE NOT answered)
    FROM (SELECT date_trunc('minute', probed_at, 'UTC') AS minute, bool_and(result = 'answered') AS answered
          FROM eoi_availabilityprobe WHERE probed_at >= %s AND probed_at < %s GROUP BY 1) minutes
    GROUP BY 1 ORDER BY 1
"""


class ThisMinute(Func):
    """When the running minute began, by the database's clock, whatever the time zone of the session."""

    template = "date_trunc('minute', eoi_now())"
    output_field = models.DateTimeField()


class ProbeResult(models.TextChoices):
    """What the worker met when it asked the public address. Only the first means that the service answered."""

    ANSWERED = "answered", "Answered"
    WRONG_ANSWER = "wrong-answer", "Answered, but not as it should"
    TIMED_OUT = "timed-out", "No answer in time"
    NO_CONNECTION = "no-connection", "No connection"
    BAD_CERTIFICATE = "bad-certificate", "The certificate was not good"


class AvailabilityProbeQuerySet(models.QuerySet["AvailabilityProbe"]):
    def between(self, since: datetime, until: datetime) -> "AvailabilityProbeQuerySet":
        """`until` itself is not included."""
        return self.filter(probed_at__gte=since, probed_at__lt=until).order_by("probed_at", "pk")

    def in_this_minute(self) -> "AvailabilityProbeQuerySet":
        return self.filter(probed_at__gte=ThisMinute())

    def older_than(self, age: timedelta) -> "AvailabilityProbeQuerySet":
        return self.filter(probed_at__lt=EoiNow() - age)


class AvailabilityProbe(models.Model):
    """One question to the public address. Nothing of it is changed, and it is deleted only when it has been kept for 400 days.

    The database sets `recorded_at`, and `probed_at` so many milliseconds before it: while the database is away nothing can be
    recorded, and what was recorded late never says that the service answered. `milliseconds`: until the answer, or until it was
    given up.
    """

    probed_at = models.DateTimeField(db_default=EoiNow(), editable=False, db_index=True)
    recorded_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    delay_milliseconds = models.PositiveIntegerField()
    address = models.CharField(max_length=200)
    result = models.CharField(max_length=16, choices=ProbeResult)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    milliseconds = models.PositiveIntegerField()

    objects = AvailabilityProbeQuerySet.as_manager()

    class Meta:
        ordering = ["probed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(result="answered") | (Q(status=200) & Q(status__isnull=False)),
                name="probe_answered_with_status_200",
            ),
            models.CheckConstraint(condition=Q(delay_milliseconds__lte=86_400_000), name="probe_recorded_within_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_result_display()} at {self.probed_at}"

    @property
    def has_answered(self) -> bool:
        return self.result == ProbeResult.ANSWERED


def hours_between(since: datetime, until: datetime) -> dict[datetime, tuple[int, int]]:
    """By hour: in how many minutes somebody looked, and in how many of those the service did not answer. One query."""
    with connection.cursor() as cursor:
        cursor.execute(HOURS, [since, until])
        return {hour: (seen, failed) for hour, seen, failed in cursor.fetchall()}
