"""The council's pledges, and on which partnering objectives each hangs (S2)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from eoi.models.criterion import Criterion

if TYPE_CHECKING:
    from eoi.models import Advert


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def current(self) -> "PledgeQuerySet":
        """Not retired; confirmed or not."""
        return self.filter(retired_at__isnull=True)

    def public(self) -> "PledgeQuerySet":
        """Never one that the council has yet to confirm (S2), nor one that it no longer has."""
        return self.current().filter(to_be_confirmed=False)

    def with_links(self) -> "PledgeQuerySet":
        """Two more queries for the whole list: on which objectives each hangs."""
        return self.prefetch_related("links__objective__objective_set")

    def with_people(self) -> "PledgeQuerySet":
        return self.select_related("changed_by", "confirmed_by", "retired_by")

    def next_number(self) -> int:
        """Numbers are not used twice: a retired pledge keeps its own."""
        return (self.aggregate(models.Max("number"))["number__max"] or 0) + 1


class Pledge(models.Model):
    """One of the council's pledges (S2). The names were not found with a source, so each of the six began unconfirmed.

    Confirmed by a named person, with the source; another change of its words makes it unconfirmed again. `version` rises with
    each change, so that two officers do not write over each other (P13).
    """

    number = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=120)
    description = models.TextField(max_length=600, blank=True)
    source = models.CharField(max_length=300, blank=True)
    to_be_confirmed = models.BooleanField(default=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PledgeQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_be_confirmed=True, confirmed_at__isnull=True, confirmed_by__isnull=True)
                | (Q(to_be_confirmed=False, confirmed_at__isnull=False, confirmed_by__isnull=False) & ~Q(source="")),
                name="pledge_confirmed_with_source_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_by__isnull=True)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="pledge_retired_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        """Its name in the audit trail."""
        return f"pledge-{self.number}"

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None


class PledgeLinkQuerySet(models.QuerySet["PledgeLink"]):
    def standing_for(self, advert: "Advert") -> "PledgeLinkQuerySet":
        """Of every pledge that is not retired, on the objectives that this advert scores: for the council's own eyes."""
        scored = Criterion.objects.filter(advert=advert).values("wording__objective")
        found = self.filter(objective__in=scored, pledge__in=Pledge.objects.current())
        return found.select_related("pledge", "objective").order_by("objective__number", "pledge__number")

    def public_for(self, advert: "Advert") -> "PledgeLinkQuerySet":
        """As `standing_for`, of confirmed pledges only: what a public page may show (S2)."""
        return self.standing_for(advert).filter(pledge__in=Pledge.objects.public())

    def of_set(self, objective_set: models.Model) -> "PledgeLinkQuerySet":
        return self.filter(objective__objective_set=objective_set)


class PledgeLink(models.Model):
    """How one objective serves one pledge, in a sentence (S2)."""

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="links")
    objective = models.ForeignKey("eoi.Objective", on_delete=models.PROTECT, related_name="pledge_links")
    sentence = models.CharField(max_length=300)

    objects = PledgeLinkQuerySet.as_manager()

    class Meta:
        ordering = ["pledge__number", "objective__objective_set", "objective__number"]
        constraints = [
            models.UniqueConstraint(fields=["pledge", "objective"], name="one_link_a_pledge_and_objective"),
            models.CheckConstraint(condition=~Q(sentence=""), name="pledge_link_has_a_sentence"),
        ]

    def __str__(self) -> str:
        return f"{self.objective} serves {self.pledge}"
