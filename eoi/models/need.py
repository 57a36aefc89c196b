"""The bigger issues a partner might help with, and which of them an advert states (S8)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from eoi.models import Advert


class NeedQuerySet(models.QuerySet["Need"]):
    def offered(self) -> "NeedQuerySet":
        """Those that an advert may state."""
        return self.filter(retired_at__isnull=True)

    def offered_or_stated_by(self, advert: "Advert") -> "NeedQuerySet":
        """As `offered`, and those that this advert chose before they were retired."""
        return self.filter(
            Q(retired_at__isnull=True) | Q(pk__in=AdvertNeed.objects.filter(advert=advert).values("need"))
        )

    def with_people(self) -> "NeedQuerySet":
        return self.select_related("changed_by", "retired_by")

    def with_advert_counts(self) -> "NeedQuerySet":
        """Annotates `advert_count`: how many adverts state it, in the same query."""
        return self.annotate(advert_count=models.Count("statements")).order_by("number")

    def next_number(self) -> int:
        return (self.aggregate(models.Max("number"))["number__max"] or 0) + 1


class Need(models.Model):
    """One of the bigger issues a partner might help with (S8). A published advert keeps the words it was published with.

    Never deleted: one that is no longer wanted is retired. `version` rises with each change (P13).
    """

    key = models.SlugField(max_length=40, unique=True)
    number = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=120)
    description = models.TextField(max_length=600)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_by__isnull=True)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="need_retired_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        """Its name in the audit trail and in addresses."""
        return self.key

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None


class AdvertNeed(models.Model):
    """A need that an advert states. Frozen from publication."""

    advert = models.ForeignKey("eoi.Advert", on_delete=models.CASCADE, related_name="advert_needs")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="statements")

    class Meta:
        ordering = ["need__number"]
        constraints = [models.UniqueConstraint(fields=["advert", "need"], name="one_statement_a_need")]

    def __str__(self) -> str:
        return f"{self.need} in {self.advert}"
