"""What an officer says where a condition of readiness asks for a reason rather than a change (S16)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from eoi.clock import EoiNow


class ReadinessReasonQuerySet(models.QuerySet["ReadinessReason"]):
    def latest_about(self, advert: models.Model, *, condition: str, about: str) -> "ReadinessReason | None":
        """The last reason given for exactly this state of the condition. One query."""
        given = self.filter(advert=advert, condition=condition, about=about).select_related("given_by")
        return given.order_by("pk").last()

    def about(self, advert: models.Model, *, condition: str) -> "ReadinessReasonQuerySet":
        """Every reason ever given for a condition of this advert, the latest first."""
        return self.filter(advert=advert, condition=condition).select_related("given_by").order_by("-pk")


class ReadinessReason(models.Model):
    """A recorded reason for going on although a condition is not met as it stands. Never changed.

    `about` names the state that the reason was given for ("12 working days"): when that changes, the reason no longer counts.
    """

    advert = models.ForeignKey("eoi.Advert", on_delete=models.CASCADE, related_name="readiness_reasons")
    condition = models.SlugField(max_length=40)
    about = models.CharField(max_length=300)
    reason = models.TextField(max_length=2000)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = ReadinessReasonQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="readiness_reason_has_words")]

    def __str__(self) -> str:
        return f"Reason for {self.condition} of {self.advert}"
