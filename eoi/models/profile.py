"""What a service is, does and needs, edition after edition (S4, S10)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from eoi.clock import EoiNow
from eoi.models.positioning import HIGHEST, LOWEST, PositioningFramework
from eoi.models.user import Role
from eoi.working_days import add_working_days, working_days_between

if TYPE_CHECKING:
    from eoi.models import Advert, Service, User

SOON = 10  # working days before the day of review
AGAIN_AFTER = 20  # working days between two reminders of an overdue review


class ReviewState(models.TextChoices):
    """Where a signed-off edition stands on a day. Never stored: its day of review and the clock say it."""

    IN_DATE = "in-date", "In date"
    SOON = "soon", "Review soon"
    OVERDUE = "overdue", "Overdue for review"

    @property
    def tone(self) -> str:
        return {"in-date": "good", "soon": "", "overdue": "flag"}[self.value]


class Trend(models.TextChoices):
    BETTER = "better", "Better"
    SAME = "same", "The same"
    WORSE = "worse", "Worse"
    NONE = "none", "No earlier figure"


class Direction(models.TextChoices):
    """Which way an indicator should move."""

    UP = "up", "Higher is better"
    DOWN = "down", "Lower is better"


class ServiceProfileQuerySet(models.QuerySet["ServiceProfile"]):
    def of(self, service: "Service") -> "ServiceProfileQuerySet":
        return self.filter(service=service)

    def signed_off(self) -> "ServiceProfileQuerySet":
        return self.filter(signed_off_at__isnull=False)

    def drafts(self) -> "ServiceProfileQuerySet":
        return self.filter(signed_off_at__isnull=True)

    def after(self, profile: "ServiceProfile") -> "ServiceProfileQuerySet":
        """The editions that followed it, the latest first."""
        return self.filter(number__gt=profile.number).order_by("-number")

    def current(self) -> "ServiceProfileQuerySet":
        """The last signed-off edition of each service."""
        return self.signed_off().order_by("service_id", "-number").distinct("service_id")

    def of_services(self, services: models.QuerySet["Service"]) -> "ServiceProfileQuerySet":
        return self.filter(service__in=services)

    def shown_with(self, advert: "Advert") -> "ServiceProfileQuerySet":
        """Of each service in scope the edition that publication pinned; before it, the last signed-off one."""
        if advert.is_published:
            return self.filter(adverts__advert=advert)
        return self.current().filter(service__in=advert.advert_services.values("service"))

    def with_rows(self) -> "ServiceProfileQuerySet":
        """With its figures and indicators, its people and its axes: two more queries."""
        people = ("service", "framework", "drafted_by", "changed_by", "signed_off_by", "owner_at_sign_off")
        return self.select_related(*people).prefetch_related("volumes", "indicators")

    def to_review(self, *, on: date) -> "ServiceProfileQuerySet":
        """Editions that stand and are to be reviewed by now or soon, with their reminders and whom to remind: five queries."""
        standing = self.filter(pk__in=self.current().values("pk"), review_by__lte=add_working_days(on, SOON))
        return standing.select_related("service").prefetch_related("reminders", "service__keepers__user__groups")

    def newest_first(self) -> "ServiceProfileQuerySet":
        return self.select_related("signed_off_by").order_by("-number")

    def readable_by(self, user: "User") -> "ServiceProfileQuerySet":
        """Drafts only for those who keep the service, and for officers. One query more to know that."""
        if Role.PROCUREMENT_OFFICER.value in user.roles:
            return self.all()
        kept = Q(service__keepers__user=user) if Role.SERVICE_MANAGER.value in user.roles else Q(pk__in=[])
        return self.filter(Q(signed_off_at__isnull=False) | kept).distinct()

    def lock_for_change(self) -> "ServiceProfileQuerySet":
        return self.select_for_update(of=("self",))


class ServiceProfile(models.Model):
    """One edition. A draft until it is signed off, which freezes it and its rows; at most one draft a service.

    `draft_version` rises with every save, and a sign-off names the version that was read. `number` is the edition.
    """

    service = models.ForeignKey("eoi.Service", on_delete=models.PROTECT, related_name="profiles")
    number = models.PositiveIntegerField()
    purpose = models.TextField(max_length=3000, blank=True)
    customers = models.TextField(max_length=3000, blank=True)
    staff_fte = models.DecimalField(
        "staff", max_digits=7, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    gross_budget = models.DecimalField(
        max_digits=12, decimal_places=0, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    strengths = models.TextField(max_length=3000, blank=True)
    difficulties = models.TextField("what is hard", max_length=3000, blank=True)
    wanted = models.TextField("what we would like from a partner", max_length=3000, blank=True)
    framework = models.ForeignKey(PositioningFramework, on_delete=models.PROTECT, related_name="+")
    position_across = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]
    )
    position_up = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]
    )
    narrative = models.TextField("why the service stands there", max_length=3000, blank=True)
    review_by = models.DateField(null=True, blank=True)

    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    draft_version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_at_sign_off = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ServiceProfileQuerySet.as_manager()

    WORDS = ("purpose", "customers", "strengths", "difficulties", "wanted", "narrative")
    FIGURES = ("staff_fte", "gross_budget", "position_across", "position_up", "review_by")

    class Meta:
        ordering = ["service__number", "number"]
        constraints = [
            models.UniqueConstraint(fields=["service", "number"], name="one_profile_an_edition"),
            models.UniqueConstraint(
                fields=["service"], condition=Q(signed_off_at__isnull=True), name="one_draft_profile_a_service"
            ),
            models.CheckConstraint(
                condition=Q(signed_off_at__isnull=True, signed_off_by__isnull=True, owner_at_sign_off__isnull=True)
                | Q(signed_off_at__isnull=False, signed_off_by__isnull=False, owner_at_sign_off__isnull=False),
                name="profile_signed_off_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(position_across__isnull=True) | Q(position_across__range=(LOWEST, HIGHEST)),
                name="profile_position_across_in_range",
            ),
            models.CheckConstraint(
                condition=Q(position_up__isnull=True) | Q(position_up__range=(LOWEST, HIGHEST)),
                name="profile_position_up_in_range",
            ),
            models.CheckConstraint(
                condition=(Q(staff_fte__isnull=True) | Q(staff_fte__gte=0))
                & (Q(gross_budget__isnull=True) | Q(gross_budget__gte=0)),
                name="profile_figures_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"Profile of {self.service}, edition {self.number}"

    @property
    def reference(self) -> str:
        """For the audit trail: `finance-2`."""
        return f"{self.service.key}-{self.number}"

    @property
    def is_signed_off(self) -> bool:
        return self.signed_off_at is not None

    @property
    def is_placed(self) -> bool:
        return self.position_across is not None and self.position_up is not None

    def contents(self) -> dict[str, Any]:
        """All that the next edition takes over, but for its rows."""
        return {name: getattr(self, name) for name in (*self.WORDS, *self.FIGURES)}

    def review_state(self, on: date) -> ReviewState:
        """Overdue from the day after the day of review; soon in the ten working days before it."""
        if self.review_by is None or add_working_days(on, SOON) < self.review_by:
            return ReviewState.IN_DATE
        return ReviewState.OVERDUE if self.review_by < on else ReviewState.SOON

    def lacks_reminder(self, on: date) -> bool:
        """None is recorded for the day on which one fell due. No query after `to_review`."""
        due = self.reminder_due(on)
        return due is not None and due not in [(sent.kind, sent.due_on) for sent in self.reminders.all()]

    def reminder_due(self, on: date) -> "tuple[ReviewState, date] | None":
        """Which reminder its keepers should have had by this day, and on which day it fell due.

        One when the review comes near, one on the day after it was missed, then one every 20 working days.
        """
        state = self.review_state(on)
        if self.review_by is None or state == ReviewState.IN_DATE:
            return None
        if state == ReviewState.SOON:
            return state, self.review_by
        first = self.review_by + timedelta(days=1)
        passed = working_days_between(first, on) // AGAIN_AFTER
        return state, add_working_days(first, passed * AGAIN_AFTER)


class ProfileVolume(models.Model):
    """How much of something a service does: `41,200 invoices paid in 2001/02`."""

    profile = models.ForeignKey(ServiceProfile, on_delete=models.CASCADE, related_name="volumes")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120, blank=True)
    number = models.DecimalField(max_digits=14, decimal_places=1, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)

    CONTENTS = ("label", "number", "unit")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["profile", "position"], name="one_volume_a_position")]

    def __str__(self) -> str:
        return self.label


class ProfileIndicator(models.Model):
    """One performance indicator in one year, and which way it went. The value is kept as it was written."""

    profile = models.ForeignKey(ServiceProfile, on_delete=models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160, blank=True)
    year = models.CharField(max_length=20, blank=True)
    value = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    trend = models.CharField(max_length=10, choices=Trend, blank=True)
    direction = models.CharField(max_length=10, choices=Direction, blank=True)

    CONTENTS = ("name", "year", "value", "unit", "trend", "direction")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["profile", "position"], name="one_indicator_a_position")]

    def __str__(self) -> str:
        return self.name


class ProfileReminder(models.Model):
    """That the keepers of a service were reminded: once for each day on which a reminder fell due, however often the job runs."""

    profile = models.ForeignKey(ServiceProfile, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=10, choices=ReviewState)
    due_on = models.DateField()
    sent_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["profile", "kind", "due_on"], name="one_reminder_a_due_day")]

    def __str__(self) -> str:
        return f"Reminder of {self.due_on} about {self.profile}"
