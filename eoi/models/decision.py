"""Asking for the decision to advertise, and the decision itself (S16). Neither is ever changed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from eoi.clock import EoiNow


class Outcome(models.TextChoices):
    """What an approver decided."""

    ADVERTISE = "advertise", "Advertise"
    RETURNED = "returned", "Returned to the officers"


class DecisionRequestQuerySet(models.QuerySet["DecisionRequest"]):
    def waiting_on(self, advert: Any) -> "DecisionRequestQuerySet":
        """What an advert waits for: asked, and not answered yet. On an earlier version of the draft it counts no longer."""
        return self.filter(advert=advert, decision__isnull=True).order_by("-pk")


class DecisionRequest(models.Model):
    """An officer asks an approver to decide on one version of the draft."""

    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, related_name="decision_requests")
    draft_version = models.PositiveIntegerField()
    note = models.TextField(max_length=2000, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = DecisionRequestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Request to decide on {self.advert}"


class DecisionToAdvertiseQuerySet(models.QuerySet["DecisionToAdvertise"]):
    def on(self, advert: Any) -> "DecisionToAdvertiseQuerySet":
        """Every decision on an advert, the latest first."""
        return self.filter(advert=advert).order_by("-pk")

    def numbered(self, advert: Any, number: int) -> "DecisionToAdvertiseQuerySet":
        """The first, second, … decision on an advert, in the order in which they were taken; none where there are fewer."""
        in_turn = list(self.filter(advert=advert).order_by("pk").values_list("pk", flat=True))
        return self.filter(pk__in=in_turn[max(number, 1) - 1 : number]).select_related(
            "decided_by", "request__requested_by"
        )

    def with_paper(self) -> "DecisionToAdvertiseQuerySet":
        """Those that kept the paper they were taken on; the first ones of all did not."""
        return self.exclude(paper_digest="")

    def to_advertise(self) -> "DecisionToAdvertiseQuerySet":
        return self.filter(outcome=Outcome.ADVERTISE)

    def that_went_ahead(self) -> "DecisionToAdvertiseQuerySet":
        """Although a formal representation stood unanswered: everyone concerned reads why (S12)."""
        return self.exclude(proceeding_reason="").select_related("decided_by")


class DecisionToAdvertise(models.Model):
    """A named approver's decision, with reasons, on one version of the draft (S16). Never changed.

    `paper` is what it was taken on, word for word (eoi.decision_paper), with its digest. `proceeding_reason` says why the
    approver goes ahead although a formal representation stands unanswered (S12).
    """

    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, related_name="decisions")
    request = models.OneToOneField(DecisionRequest, on_delete=models.PROTECT, null=True, related_name="decision")
    draft_version = models.PositiveIntegerField()
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.ADVERTISE)
    reasons = models.TextField(max_length=5000)
    proceeding_reason = models.TextField(max_length=5000, blank=True)
    paper = models.JSONField(default=dict)
    paper_digest = models.CharField(max_length=64, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = DecisionToAdvertiseQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["advert", "draft_version"],
                condition=Q(outcome=Outcome.ADVERTISE),
                name="one_decision_a_draft_version",
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="decision_has_reasons"),
            models.CheckConstraint(
                condition=Q(proceeding_reason="") | Q(outcome=Outcome.ADVERTISE),
                name="only_advertising_proceeds",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision on {self.advert}"

    @property
    def is_to_advertise(self) -> bool:
        return self.outcome == Outcome.ADVERTISE
