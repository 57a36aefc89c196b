"""Those whom the council consults: staff groups and recognised unions, and who speaks for them (S12)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from eoi.clock import EoiNow
from eoi.references import new_body_reference

if TYPE_CHECKING:
    from eoi.models import User


class BodyKind(models.TextChoices):
    STAFF_GROUP = "staff-group", "Staff group"
    RECOGNISED_UNION = "recognised-union", "Recognised union"


class ConsultationBodyQuerySet(models.QuerySet["ConsultationBody"]):
    def current(self) -> "ConsultationBodyQuerySet":
        """Those that may be chosen for a consultation."""
        return self.filter(is_current=True)

    def retired(self) -> "ConsultationBodyQuerySet":
        return self.filter(is_current=False)

    def named(self, name: str) -> "ConsultationBodyQuerySet":
        """Whatever the capitals."""
        return self.filter(name__iexact=name)

    def represented_by(self, user: "User") -> "ConsultationBodyQuerySet":
        return self.filter(representatives__user=user)

    def among(self, bodies: Iterable["ConsultationBody"]) -> "ConsultationBodyQuerySet":
        """These, as a query that others can be narrowed by."""
        return self.filter(pk__in=[body.pk for body in bodies])

    def with_representatives(self) -> "ConsultationBodyQuerySet":
        """One more query for the whole list instead of one a body."""
        return self.prefetch_related("representatives__user")


class ConsultationBody(models.Model):
    """A staff group or a recognised union (S12). Kept for good; one that is no longer consulted is marked so."""

    reference = models.CharField(max_length=16, unique=True, default=new_body_reference, editable=False)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=BodyKind)
    is_current = models.BooleanField(default=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = ConsultationBodyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "consultation body"
        verbose_name_plural = "consultation bodies"

    def __str__(self) -> str:
        return self.name


class BodyRepresentativeQuerySet(models.QuerySet["BodyRepresentative"]):
    def of_person(self, user: "User") -> "BodyRepresentativeQuerySet":
        return self.filter(user=user)

    def of_bodies(self, bodies: Iterable["ConsultationBody"]) -> "BodyRepresentativeQuerySet":
        return self.filter(body__in=bodies)

    def addresses(self) -> list[str]:
        """Where those of them who can sign in are written to. One query."""
        return list(self.filter(user__is_active=True).values_list("user__email", flat=True))


class BodyRepresentative(models.Model):
    """Somebody who signs in and speaks for a body today."""

    body = models.ForeignKey(ConsultationBody, on_delete=models.PROTECT, related_name="representatives")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = BodyRepresentativeQuerySet.as_manager()

    class Meta:
        ordering = ["assigned_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["body", "user"], name="one_representative_entry_a_person")]

    def __str__(self) -> str:
        return f"{self.user} speaks for {self.body}"
