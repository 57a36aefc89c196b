"""The organisations that answer together with the one that submits: part of its working copy, sealed with it (DESIGN §4)."""

from collections import Counter
from collections.abc import Iterable

from django.conf import settings
from django.db import models

from eoi.clock import EoiNow
from eoi.models.organisation import OrganisationKind, OrganisationSize
from eoi.references import new_consortium_reference


class ConsortiumMemberQuerySet(models.QuerySet["ConsortiumMember"]):
    def in_order(self) -> "ConsortiumMemberQuerySet":
        """As they were added."""
        return self.select_related("changed_by").order_by("added_at", "pk")


class ConsortiumMember(models.Model):
    """One further organisation of an expression of interest, under row-level security like its answers.

    `version` rises by one with each save (P13). Taken off, the row is gone: what was submitted keeps it.
    """

    reference = models.CharField(max_length=16, unique=True, default=new_consortium_reference, editable=False)
    expression = models.ForeignKey(
        "eoi.ExpressionOfInterest", on_delete=models.PROTECT, related_name="consortium_members"
    )
    organisation = models.ForeignKey("eoi.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    company_number = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    size = models.CharField(max_length=20, choices=OrganisationSize)
    part = models.CharField(max_length=500)
    contact_name = models.CharField(max_length=120)
    contact_email = models.EmailField(max_length=254)
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_default=EoiNow())

    objects = ConsortiumMemberQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.name


def repeated_numbers(numbers: Iterable[str]) -> set[str]:
    """Company numbers that stand several times in one consortium: flagged, never blocked (P17)."""
    return {number for number, times in Counter(numbers).items() if number and times > 1}
