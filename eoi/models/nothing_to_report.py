"""A keeper's statement that a service has no issue to report: as good as an issue for an advert, for a while (S11)."""

from calendar import monthrange
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from eoi.clock import EoiNow
from eoi.models.issue import KnownIssue

if TYPE_CHECKING:
    from eoi.models import Service

MONTHS_IT_COUNTS = 6


class NothingToReportQuerySet(models.QuerySet["NothingToReport"]):
    def counting(self, *, at: datetime) -> "NothingToReportQuerySet":
        """Those less than six months old since which no issue was recorded for the service."""
        recorded_since = KnownIssue.objects.filter(service=OuterRef("service"), recorded_at__gt=OuterRef("stated_at"))
        recent = self.filter(stated_at__gt=_months_before(at), stated_at__lte=at)
        return recent.filter(~Exists(recorded_since)).select_related("stated_by")

    def about(self, services: "models.QuerySet[Service]") -> "NothingToReportQuerySet":
        return self.filter(service__in=services)


class NothingToReport(models.Model):
    """By name and date. Counts until an issue is recorded for the service, or for six months. Never changed."""

    service = models.ForeignKey("eoi.Service", on_delete=models.PROTECT, related_name="+")
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = NothingToReportQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Nothing to report for {self.service}"


def _months_before(moment: datetime) -> datetime:
    """The same day of the month six months earlier, or that month's last."""
    months = moment.year * 12 + moment.month - 1 - MONTHS_IT_COUNTS
    year, month = months // 12, months % 12 + 1
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))
