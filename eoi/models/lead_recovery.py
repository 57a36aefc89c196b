"""A new lead for an organisation in which nobody can act: two people of the council, and time to object (ADR 0031)."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from eoi.clock import EoiNow
from eoi.models.organisation import Membership, MembershipRole, Organisation
from eoi.references import new_recovery_reference

if TYPE_CHECKING:
    from eoi.models import User


class IdentityCheck(models.TextChoices):
    """How the council made sure who asks. A note says what was seen; copies of documents are not kept."""

    CALLED_BACK = "called-back", "Telephoned back at a number from a public register"
    LETTER = "letter", "A letter on the organisation's paper, signed by an officer named in a public register"
    IN_PERSON = "in-person", "In person, with a document that shows who they are"
    OTHER = "other", "Another way, described below"


class RecoveryState(models.TextChoices):
    """Said by dated facts, never stored."""

    WAITING = "waiting", "Waits for objections"
    TO_CONFIRM = "to-confirm", "Can be confirmed"
    CONFIRMED = "confirmed", "Confirmed"
    STOPPED = "stopped", "Stopped by a lead"
    CANCELLED = "cancelled", "Taken back"


STATE_TONES = {
    RecoveryState.WAITING: "brand",
    RecoveryState.TO_CONFIRM: "flag",
    RecoveryState.CONFIRMED: "good",
    RecoveryState.STOPPED: "flag",
}


class LeadRecoveryQuerySet(models.QuerySet["LeadRecovery"]):
    def undecided(self) -> "LeadRecoveryQuerySet":
        return self.filter(confirmed_at__isnull=True, objected_at__isnull=True, cancelled_at__isnull=True)

    def of_organisation(self, organisation: Organisation) -> "LeadRecoveryQuerySet":
        return self.filter(organisation=organisation)

    def to_confirm_by(self, user: "User", *, at: datetime) -> "LeadRecoveryQuerySet":
        """Whose waiting time is over, recorded by somebody else."""
        return self.undecided().filter(objection_until__lte=at).exclude(recorded_by=user)

    def with_people(self) -> "LeadRecoveryQuerySet":
        return self.select_related(
            "organisation", "new_lead", "recorded_by", "confirmed_by", "cancelled_by", "objected_by"
        )

    def concerning(self, user: "User") -> "LeadRecoveryQuerySet":
        """Those of the organisations this person acts for today."""
        return self.filter(organisation__in=Membership.objects.of(user).values("organisation"))

    def led_by(self, user: "User") -> "LeadRecoveryQuerySet":
        """Those that this person, as a lead of the organisation, may stop."""
        led = Membership.objects.leads().filter(user=user).values("organisation")
        return self.filter(organisation__in=led)


class LeadRecovery(models.Model):
    """One request that somebody become a lead, with how their identity was checked. Append-only but for what became of it."""

    reference = models.CharField(max_length=16, unique=True, default=new_recovery_reference, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="recoveries")
    new_lead = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    identity_check = models.CharField(max_length=12, choices=IdentityCheck)
    evidence = models.TextField(max_length=2000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    objection_until = models.DateTimeField()
    objected_at = models.DateTimeField(null=True, blank=True)
    objected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cancelled_reason = models.CharField(max_length=300, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_note = models.TextField(max_length=2000, blank=True)

    objects = LeadRecoveryQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        verbose_name_plural = "lead recoveries"
        constraints = [
            models.CheckConstraint(condition=~Q(evidence=""), name="recovery_has_evidence"),
            models.CheckConstraint(
                condition=Q(objected_at__isnull=True, objected_by__isnull=True)
                | Q(objected_at__isnull=False, objected_by__isnull=False),
                name="recovery_objected_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_reason="")
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancelled_reason="")),
                name="recovery_cancelled_at_with_by_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True, confirmed_note="")
                | (Q(confirmed_at__isnull=False, confirmed_by__isnull=False) & ~Q(confirmed_note="")),
                name="recovery_confirmed_at_with_by_and_note",
            ),
            models.CheckConstraint(
                condition=~Q(recorded_by=models.F("confirmed_by")) & ~Q(recorded_by=models.F("new_lead")),
                name="recovery_by_two_people",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(confirmed_at__isnull=True, objected_at__isnull=True, cancelled_at__isnull=True),
                name="one_undecided_recovery_an_organisation",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def state(self, *, at: datetime) -> RecoveryState:
        if self.confirmed_at:
            return RecoveryState.CONFIRMED
        if self.objected_at:
            return RecoveryState.STOPPED
        if self.cancelled_at:
            return RecoveryState.CANCELLED
        return RecoveryState.TO_CONFIRM if at >= self.objection_until else RecoveryState.WAITING

    @property
    def waits(self) -> timedelta:
        """How long a lead has to object; nothing where no lead's account is active."""
        return self.objection_until - self.recorded_at


def has_active_lead(organisation: Organisation) -> bool:
    """Somebody's account is a lead's and not disabled, whether or not they still read their mail. One query."""
    return (
        Membership.objects.current()
        .filter(organisation=organisation, role=MembershipRole.LEAD, user__is_active=True)
        .exists()
    )
