"""What was done, by whom, to what, when. Append-only; never a name, an answer or an address (DESIGN §4)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Coalesce

from eoi.clock import EoiNow
from eoi.models.user import Role

if TYPE_CHECKING:
    from eoi.models import User


TRAIL_LOCK = 20030121  # the advisory lock that the trigger `audit_event_gate` shares


def try_to_hold_the_trail() -> bool:
    """Hold back new events until this transaction ends, unless one is being written now. Never waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [TRAIL_LOCK])
        return cursor.fetchone()[0]


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def readable_by(self, user: "User") -> "AuditEventQuerySet":
        """An auditor's whole trail, less what the seal hides: who has a draft or a submission, before opening."""
        if Role.AUDITOR.value not in user.roles:
            return self.none()
        return self.exclude(Q(is_sealed=True) & (Q(advert__isnull=True) | Q(advert__opened_at__isnull=True)))

    def narrowed(
        self,
        *,
        actor: str = "",
        advert: str = "",
        action: str = "",
        since: date | None = None,
        until: date | None = None,
    ) -> "AuditEventQuerySet":
        """By person (part of name or e-mail), advert reference, action, and days in UK time, both included."""
        events = self
        if actor:
            events = events.filter(Q(actor__full_name__icontains=actor) | Q(actor__email__icontains=actor))
        if advert:
            events = events.filter(advert__reference__iexact=advert)
        if action:
            events = events.filter(action=action)
        if since:
            events = events.filter(at__date__gte=since)
        if until:
            events = events.filter(at__date__lte=until)
        return events

    def newest_first(self) -> "AuditEventQuerySet":
        return self.select_related("actor", "advert").order_by("-pk")


class AuditEvent(models.Model):
    """One event. `is_sealed` marks those that would tell, before opening, who has a draft or a submission."""

    at = models.DateTimeField(db_default=EoiNow(), editable=False, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    action = models.CharField(max_length=60, db_index=True)
    refused = models.BooleanField(default=False)
    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject_reference = models.CharField(max_length=60)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    is_sealed = models.BooleanField(default=False)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_reference}"


@dataclass(frozen=True)
class SealState:
    """How much of the trail is sealed. `last` is the newest seal, None before the first."""

    sealed_events: int
    last: "AuditSeal | None"


class AuditSealQuerySet(models.QuerySet["AuditSeal"]):
    def state(self) -> SealState:
        """Two queries."""
        return SealState(self.aggregate(total=Coalesce(models.Sum("event_count"), 0))["total"], self.last())


class AuditSeal(models.Model):
    """A running digest over a batch of events, made by the worker, so that no action queues behind another."""

    first_event = models.ForeignKey(AuditEvent, on_delete=models.PROTECT, related_name="+")
    last_event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, related_name="+")
    event_count = models.PositiveIntegerField()
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = AuditSealQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["previous_digest"], name="audit_seals_form_one_chain")]

    def __str__(self) -> str:
        return f"Seal of events {self.first_event_id} to {self.last_event_id}"


class WorkerHeartbeat(models.Model):
    """When the worker last looked for something due. One row; `doctor` complains when it grows old."""

    name = models.CharField(max_length=20, unique=True, default="worker")
    seen_at = models.DateTimeField(db_default=EoiNow())

    def __str__(self) -> str:
        return self.name
