"""The two axes on which services are positioned (S4): words the council may change, each edition kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from eoi.clock import EoiNow

LOWEST, HIGHEST = 1, 9  # the places on each axis


class PositioningFrameworkQuerySet(models.QuerySet["PositioningFramework"]):
    def current(self) -> "PositioningFramework":
        """The latest edition. One query."""
        return self.latest("edition")

    def newest_first(self) -> "PositioningFrameworkQuerySet":
        return self.select_related("written_by").order_by("-edition")


class PositioningFramework(models.Model):
    """One edition of the axes' names and ends, from place 1 to place 9. Never changed: a profile pins the one it was placed on.

    `to_be_confirmed`: the words are ours, not yet the council's (DOMAIN §3).
    """

    edition = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField("name of the framework", max_length=120)
    across_name = models.CharField("what the line across says", max_length=80)
    across_low = models.CharField("left end of the line across", max_length=40)
    across_high = models.CharField("right end of the line across", max_length=40)
    up_name = models.CharField("what the line upwards says", max_length=80)
    up_low = models.CharField("bottom end of the line upwards", max_length=40)
    up_high = models.CharField("top end of the line upwards", max_length=40)
    to_be_confirmed = models.BooleanField(default=True)
    reason = models.CharField(max_length=500)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = PositioningFrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["edition"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="positioning_framework_has_reason")]

    def __str__(self) -> str:
        return f"{self.name}, edition {self.edition}"

    @property
    def reference(self) -> str:
        return f"axes-{self.edition}"
