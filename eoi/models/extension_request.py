"""An organisation asks for more time, and thereby tells the council that it is preparing an answer (P5, ADR 0023)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from eoi.clock import EoiNow
from eoi.references import new_extension_request_reference

if TYPE_CHECKING:
    from eoi.models import Advert, ExpressionOfInterest


class ExtensionRequestQuerySet(models.QuerySet["ExtensionRequest"]):
    def about(self, advert: "Advert") -> "ExtensionRequestQuerySet":
        """Those that wait on top, the oldest first; then the answered ones, the latest first."""
        return (
            self.filter(expression__advert=advert)
            .select_related("expression__organisation", "expression__advert", "asked_by", "answered_by")
            .order_by(models.F("answered_at").desc(nulls_first=True), "asked_at", "pk")
        )

    def of_expression(self, expression: "ExpressionOfInterest") -> "ExtensionRequestQuerySet":
        return self.filter(expression=expression).select_related("asked_by").order_by("-asked_at", "-pk")

    def waiting(self) -> "ExtensionRequestQuerySet":
        return self.filter(answered_at__isnull=True)

    def answerable(self) -> "ExtensionRequestQuerySet":
        """While the closing record of the advert has not been made, and the advert has not been withdrawn."""
        return self.filter(
            expression__advert__closing_record__isnull=True, expression__advert__withdrawn_at__isnull=True
        )


class ExtensionRequest(models.Model):
    """Asked once at a time; answered once, by an approver. `was_granted` is empty while it waits.

    `until` is what the organisation asks for; what it was given stands in its `Extension`. `answer` is read by the organisation,
    by officers and approvers, and where time was given by everybody.
    """

    reference = models.CharField(max_length=16, unique=True, default=new_extension_request_reference, editable=False)
    expression = models.ForeignKey(
        "eoi.ExpressionOfInterest", on_delete=models.PROTECT, related_name="extension_requests"
    )
    until = models.DateTimeField()
    reason = models.TextField(max_length=2000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    was_granted = models.BooleanField(null=True, editable=False)
    answer = models.TextField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ExtensionRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="extension_request_has_a_reason"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, was_granted__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False, was_granted__isnull=False) & ~Q(answer="")),
                name="extension_request_answered_at_with_by",
            ),
            models.UniqueConstraint(
                fields=["expression"],
                condition=Q(answered_at__isnull=True),
                name="one_waiting_extension_request_an_expression",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_waiting(self) -> bool:
        return self.answered_at is None
