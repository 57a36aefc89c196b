"""Who of the council may read which submission, why, from when, until when. Row-level security reads this table."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from eoi.clock import EoiNow

if TYPE_CHECKING:
    from eoi.models import User


class ReadingPurpose(models.TextChoices):
    OFFICER = "officer", "Runs the advert"
    APPROVER = "approver", "Approves the decisions"
    PANEL = "panel", "Scores for the panel"
    AUDITOR = "auditor", "Audits"


class ReadingGrantQuerySet(models.QuerySet["ReadingGrant"]):
    def live(self) -> "ReadingGrantQuerySet":
        return self.filter(revoked_at__isnull=True).filter(Q(until_at__isnull=True) | Q(until_at__gt=EoiNow()))

    def held_by(self, user: "User") -> "ReadingGrantQuerySet":
        return self.live().filter(user=user)


class ReadingGrant(models.Model):
    """Leave to read one submission, given only after opening; a recusal revokes it at once (DESIGN §5)."""

    submission = models.ForeignKey("eoi.Submission", on_delete=models.PROTECT, related_name="grants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reading_grants")
    purpose = models.CharField(max_length=12, choices=ReadingPurpose)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    granted_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    until_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=300, blank=True)

    objects = ReadingGrantQuerySet.as_manager()

    class Meta:
        ordering = ["granted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "user"], condition=Q(revoked_at__isnull=True), name="one_live_grant_a_reader"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_reason="")),
                name="reading_revoked_at_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} may read {self.submission}"
