"""Who takes over from whom, or deputises, and from which day: kept for good, put into effect by the worker."""

from datetime import date
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from eoi.clock import EoiNow
from eoi.models.advert import Advert
from eoi.models.consultation_body import ConsultationBody
from eoi.models.service import Service
from eoi.references import new_handover_reference

if TYPE_CHECKING:
    from eoi.models import User

Subject = Advert | Service | ConsultationBody


class HandoverKind(models.TextChoices):
    HANDOVER = "handover", "Handover"
    DEPUTY = "deputy", "Deputy"


class HandoverState(models.TextChoices):
    """Said by dated facts, never stored. A handover ends as it begins; a deputy's place lasts from day to day."""

    PLANNED = "planned", "Planned"
    RUNNING = "running", "Running"
    ENDED = "ended", "Ended"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


STATE_TONES = {HandoverState.RUNNING: "good", HandoverState.PLANNED: "brand", HandoverState.FAILED: "flag"}


class HandoverQuerySet(models.QuerySet["Handover"]):
    def planned(self) -> "HandoverQuerySet":
        return self.filter(begun_at__isnull=True, failed_at__isnull=True, cancelled_at__isnull=True)

    def running(self) -> "HandoverQuerySet":
        return self.filter(begun_at__isnull=False, ended_at__isnull=True, failed_at__isnull=True)

    def ended(self) -> "HandoverQuerySet":
        return self.filter(ended_at__isnull=False)

    def failed(self) -> "HandoverQuerySet":
        """Flagged until it is put aside or ended by hand."""
        return self.filter(failed_at__isnull=False, ended_at__isnull=True, cancelled_at__isnull=True)

    def cancelled(self) -> "HandoverQuerySet":
        return self.filter(cancelled_at__isnull=False)

    def in_state(self, state: str) -> "HandoverQuerySet":
        return getattr(self, HandoverState(state).value)()

    def planned_or_running(self) -> "HandoverQuerySet":
        return self.filter(ended_at__isnull=True, failed_at__isnull=True, cancelled_at__isnull=True)

    def recorded_by_person(self, user: "User") -> "HandoverQuerySet":
        return self.filter(recorded_by=user)

    def of_kind(self, kind: str) -> "HandoverQuerySet":
        return self.filter(kind=kind)

    def live(self) -> "HandoverQuerySet":
        """Still to come, or in effect: also a deputy's place that could not be ended."""
        return self.filter(ended_at__isnull=True, cancelled_at__isnull=True).exclude(
            begun_at__isnull=True, failed_at__isnull=False
        )

    def due_to_begin(self, *, on: date) -> "HandoverQuerySet":
        return self.planned().filter(starts_on__lte=on).order_by("starts_on", "pk")

    def due_to_end(self, *, on: date) -> "HandoverQuerySet":
        """After its last day."""
        return self.running().filter(ends_on__lt=on).order_by("ends_on", "pk")

    def about(self, subject: Subject) -> "HandoverQuerySet":
        return self.filter(**{subject_field(subject): subject})

    def meeting(self, *, starts_on: date, ends_on: date | None) -> "HandoverQuerySet":
        """Live ones whose days are among these. A handover lasts for good, and so does whatever has no last day here."""
        open_ended = Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)
        found = self.live().filter(open_ended)
        return found.filter(starts_on__lte=ends_on) if ends_on else found

    def involving(self, *, giver: "User", taker: "User") -> "HandoverQuerySet":
        return self.filter(Q(from_person=giver) | Q(to_person=taker))

    def but_deputising(self, user: "User") -> "HandoverQuerySet":
        return self.exclude(kind=HandoverKind.DEPUTY, to_person=user, begun_at__isnull=False)

    def deputising(self, user: "User") -> "HandoverQuerySet":
        """In which this person stands in for somebody today."""
        return self.live().filter(kind=HandoverKind.DEPUTY, to_person=user, begun_at__isnull=False)

    def concerning(self, user: "User") -> "HandoverQuerySet":
        return self.filter(Q(from_person=user) | Q(to_person=user))

    def visible_to(self, user: "User") -> "HandoverQuerySet":
        """Those it is about, whoever recorded it, and everybody who holds the same thing today."""
        return self.filter(
            Q(from_person=user)
            | Q(to_person=user)
            | Q(recorded_by=user)
            | Q(advert__officers__user=user)
            | Q(service__keepers__user=user)
            | Q(body__representatives__user=user)
        ).distinct()

    def with_people(self) -> "HandoverQuerySet":
        """One query for a whole list."""
        return self.select_related(
            "advert", "service", "body", "from_person", "to_person", "recorded_by", "cancelled_by", "ended_by"
        )

    def newest_first(self) -> "HandoverQuerySet":
        return self.order_by("-starts_on", "-pk")


class Handover(models.Model):
    """One person's part in an advert, a service or a body, passed on for good or shared until a day (ADR 0021).

    `assignment_key` is the row of the plain assignment table that it made: what a deputy loses at the end is that row and no other.
    """

    reference = models.CharField(max_length=16, unique=True, default=new_handover_reference, editable=False)
    kind = models.CharField(max_length=10, choices=HandoverKind)
    advert = models.ForeignKey(Advert, on_delete=models.PROTECT, null=True, blank=True, related_name="handovers")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="handovers")
    body = models.ForeignKey(
        ConsultationBody, on_delete=models.PROTECT, null=True, blank=True, related_name="handovers"
    )
    from_person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to_person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    begun_at = models.DateTimeField(null=True, blank=True)
    assignment_key = models.PositiveBigIntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cancelled_reason = models.CharField(max_length=300, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=1000, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(advert__isnull=False, service__isnull=True, body__isnull=True)
                | Q(advert__isnull=True, service__isnull=False, body__isnull=True)
                | Q(advert__isnull=True, service__isnull=True, body__isnull=False),
                name="handover_of_exactly_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(kind="handover", ends_on__isnull=True)
                | Q(kind="deputy", ends_on__isnull=False, ends_on__gte=F("starts_on")),
                name="handover_ends_on_for_deputies_only",
            ),
            models.CheckConstraint(condition=~Q(from_person=F("to_person")), name="handover_between_two_people"),
            models.CheckConstraint(condition=~Q(reason=""), name="handover_has_reason"),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_reason="")
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancelled_reason="")),
                name="handover_cancelled_at_with_by_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(failed_at__isnull=True, failure="") | (Q(failed_at__isnull=False) & ~Q(failure="")),
                name="handover_failed_at_with_sentence",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(begun_at__isnull=False), name="handover_ends_once_begun"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | Q(begun_at__isnull=True), name="handover_cancelled_unbegun"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.subject_name}"

    @property
    def subject(self) -> Subject:
        """Exactly one, by constraint."""
        return cast(Subject, self.advert or self.service or self.body)

    @property
    def subject_name(self) -> str:
        """As people call it: an advert by its reference, the others by name."""
        return self.advert.reference if self.advert else str(self.subject)

    @property
    def is_deputy(self) -> bool:
        return self.kind == HandoverKind.DEPUTY

    @property
    def state(self) -> HandoverState:
        if self.cancelled_at:
            return HandoverState.CANCELLED
        if self.ended_at:
            return HandoverState.ENDED
        if self.failed_at:
            return HandoverState.FAILED
        return HandoverState.RUNNING if self.begun_at else HandoverState.PLANNED

    @property
    def state_tone(self) -> str:
        return STATE_TONES.get(self.state, "empty")


def subject_field(subject: Subject) -> str:
    """The column that names it."""
    if isinstance(subject, Advert):
        return "advert"
    return "service" if isinstance(subject, Service) else "body"
