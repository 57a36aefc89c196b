"""That an organisation was reminded to submit: once before each closing time of its own, for itself and the service alone (P6, P11)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models

from eoi.clock import EoiNow

QUIET = timedelta(minutes=15)


class ReminderMoment(models.TextChoices):
    """How long before the closing time."""

    SEVEN_DAYS = "7-days", "7 days"
    TWO_DAYS = "48-hours", "48 hours"
    FOUR_HOURS = "4-hours", "4 hours"


@dataclass(frozen=True)
class Sending:
    """When before its closing time a draft is reminded, and whether it is one that is complete. Never later than `until` before."""

    moment: ReminderMoment
    complete: bool
    before: timedelta
    until: timedelta

    def starts_at(self, closes_at: datetime) -> datetime:
        return closes_at - self.before


WEEK, TWO_DAYS, HOURS = timedelta(days=7), timedelta(hours=48), timedelta(hours=4)
SENDINGS = (
    Sending(ReminderMoment.SEVEN_DAYS, complete=False, before=WEEK, until=TWO_DAYS),
    Sending(ReminderMoment.TWO_DAYS, complete=False, before=TWO_DAYS, until=HOURS),
    Sending(ReminderMoment.TWO_DAYS, complete=True, before=TWO_DAYS, until=HOURS),
    Sending(ReminderMoment.FOUR_HOURS, complete=True, before=HOURS, until=timedelta(0)),
)


class SubmissionReminder(models.Model):
    """Append-only, written by the service itself; under row-level security, because it tells who has a draft that is not submitted.

    `closes_at` is the closing time it was about. Once that moves, what the organisation was told is no longer true, so it is reminded
    again as the later one comes near: each moment once for each closing time.
    """

    expression = models.ForeignKey("eoi.ExpressionOfInterest", on_delete=models.PROTECT, related_name="reminders")
    organisation = models.ForeignKey("eoi.Organisation", on_delete=models.PROTECT, related_name="+")
    moment = models.CharField(max_length=10, choices=ReminderMoment)
    closes_at = models.DateTimeField()
    sent_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["expression", "moment", "closes_at"], name="one_reminder_a_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.moment} before {self.expression} closes"
