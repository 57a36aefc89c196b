"""What changed about a published advert, in public and in order: the log of changes that everybody reads (P20)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from eoi.clock import EoiNow


class ChangeKind(models.TextChoices):
    """What was done. Each is announced by the action that does it. Words of a table or tag, decided once."""

    AMENDMENT = "amendment", "Words changed"
    EXTENSION = "extension", "More time for everybody"
    ONE_EXTENSION = "one-extension", "More time for one organisation"
    PACK = "pack", "Information pack changed"
    ANSWERS = "answers", "Questions answered"
    WITHDRAWAL = "withdrawal", "Withdrawn"


class AdvertChangeQuerySet(models.QuerySet["AdvertChange"]):
    def newest_first(self) -> "AdvertChangeQuerySet":
        return self.order_by("-number")

    def material(self) -> "AdvertChangeQuerySet":
        return self.filter(is_material=True)

    def of(self, advert: models.Model) -> "AdvertChangeQuerySet":
        return self.filter(advert=advert).newest_first()


class AdvertChange(models.Model):
    """One entry of the public log. Never changed.

    The database numbers and dates it, and raises the advert's `public_version` to the one kept here. `summary` is a sentence
    that everybody reads and that names nobody. `details` lists what stood before and what stands now, as
    [{"label": …, "before": …, "after": …}]. `is_material` is the officer's judgement, and only ever that of a named one.
    """

    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=ChangeKind.choices)
    summary = models.TextField(max_length=600)
    reason = models.TextField(max_length=2000, blank=True)
    details = models.JSONField(default=list, blank=True)
    is_material = models.BooleanField(default=False)
    public_version = models.PositiveIntegerField(default=0, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = AdvertChangeQuerySet.as_manager()

    class Meta:
        ordering = ["advert", "number"]
        constraints = [
            models.UniqueConstraint(fields=["advert", "number"], name="one_advert_change_a_number"),
            models.CheckConstraint(condition=~Q(summary=""), name="advert_change_has_a_summary"),
        ]

    def __str__(self) -> str:
        return f"Change {self.number} of {self.advert}"
