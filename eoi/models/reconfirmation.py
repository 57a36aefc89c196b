"""A partner's word that what it submitted still says what it wants, after the advert changed materially (P20)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from eoi.clock import EoiNow

if TYPE_CHECKING:
    from eoi.models import AdvertChange


class ReconfirmationQuerySet(models.QuerySet["Reconfirmation"]):
    def after(self, change: "AdvertChange") -> "ReconfirmationQuerySet":
        return self.filter(change=change)


class Reconfirmation(models.Model):
    """Once for an expression of interest and a change, by a member, before its closing time; never changed.

    Asked for, never needed: the submission stands without it. The council's side reads numbers.
    """

    expression = models.ForeignKey("eoi.ExpressionOfInterest", on_delete=models.PROTECT, related_name="reconfirmations")
    change = models.ForeignKey("eoi.AdvertChange", on_delete=models.PROTECT, related_name="reconfirmations")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = ReconfirmationQuerySet.as_manager()

    class Meta:
        ordering = ["confirmed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["expression", "change"], name="one_reconfirmation_a_change"),
        ]

    def __str__(self) -> str:
        return f"Reconfirmation of {self.expression}"
