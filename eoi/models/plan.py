"""The plan of an advert: milestones, what their dates hang on, and what has moved (S14)."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from eoi.clock import EoiNow
from eoi.references import new_milestone_reference
from eoi.working_days import add_working_days

if TYPE_CHECKING:
    from eoi.models import User

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
MOST_DAYS = 1000


class Anchor(models.TextChoices):
    """What the date of an entry hangs on."""

    FIXED = "fixed", "A day of its own"
    OPENING = "opening", "The day on which the advert opens"
    CLOSING = "closing", "The day on which the advert closes"
    MILESTONE = "milestone", "Another milestone"


class DayKind(models.TextChoices):
    WORKING = "working", "working days"
    CALENDAR = "calendar", "calendar days"


class PlanEntry(models.Model):
    """Something to be done by somebody on a day, which is its own or hangs on something else, so many days from it.

    `planned_on` is always the day as it stands; the actions keep it in step with what it hangs on. Empty while the advert has no such
    date yet. What is done no longer moves. `reminded_for` and `chased_for` are the dates about which its owner was written to.
    """

    anchor = models.CharField(max_length=10, choices=Anchor, default=Anchor.FIXED)
    after = models.ForeignKey("eoi.Milestone", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    offset = models.SmallIntegerField(default=0)
    day_kind = models.CharField(max_length=10, choices=DayKind, default=DayKind.WORKING)
    planned_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence = models.TextField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    reminded_for = models.DateField(null=True, blank=True)
    chased_for = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(anchor="fixed", planned_on__isnull=False, after__isnull=True)
                | Q(anchor__in=["opening", "closing"], after__isnull=True)
                | Q(anchor="milestone", after__isnull=False),
                name="%(class)s_hangs_on_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="%(class)s_done_on_with_by",
            ),
            models.CheckConstraint(
                condition=Q(planned_on__isnull=True) | Q(planned_on__gte=FIRST_DAY, planned_on__lte=LAST_DAY),
                name="%(class)s_planned_in_our_times",
            ),
            models.CheckConstraint(
                condition=Q(offset__gte=-MOST_DAYS, offset__lte=MOST_DAYS), name="%(class)s_offset_within_limits"
            ),
        ]

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    def is_late(self, *, today: date) -> bool:
        return not self.is_done and self.planned_on is not None and self.planned_on < today


class PlanEntryQuerySet(models.QuerySet):
    def of_advert(self, advert: models.Model) -> "PlanEntryQuerySet":
        return self.filter(advert=advert)

    def with_people(self) -> "PlanEntryQuerySet":
        return self.select_related("owner", "done_by", "after")

    def in_order(self) -> "PlanEntryQuerySet":
        """The earliest first; what has no date yet at the end."""
        return self.order_by(F("planned_on").asc(nulls_last=True), "pk")

    def owned_by(self, user: "User") -> "PlanEntryQuerySet":
        return self.filter(owner=user)

    def still_wanted(self) -> "PlanEntryQuerySet":
        """Nothing that was planned for an advert is wanted of anybody once it has been withdrawn."""
        return self.filter(advert__withdrawn_at__isnull=True)

    def due_by(self, day: date) -> "PlanEntryQuerySet":
        """Not done, and planned for this day or an earlier one."""
        return self.filter(done_on__isnull=True, planned_on__lte=day)

    def soonest_until(self, day: date) -> "PlanEntryQuerySet":
        """With their adverts, the most pressing first."""
        return self.still_wanted().due_by(day).select_related("advert").in_order()

    def unreminded(self, *, today: date, until: date) -> "PlanEntryQuerySet":
        """Due between these days, and the owner has not been written to about that date."""
        return self.still_wanted().due_by(until).filter(planned_on__gte=today).exclude(reminded_for=F("planned_on"))

    def unchased(self, *, today: date) -> "PlanEntryQuerySet":
        """Overdue, and the owner has not been written to about that."""
        overdue = self.still_wanted().filter(done_on__isnull=True, planned_on__lt=today)
        return overdue.exclude(chased_for=F("planned_on"))

    def hold(self) -> "PlanEntryQuerySet":
        """Locked one by one; whoever comes meanwhile passes over them."""
        return self.select_for_update(skip_locked=True, of=("self",))


class Milestone(PlanEntry):
    """A point of the plan: what has been reached, who answers for it, how long the work before it takes (S14)."""

    reference = models.CharField(max_length=16, unique=True, default=new_milestone_reference, editable=False)
    advert = models.ForeignKey("eoi.Advert", on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=120)
    done_means = models.TextField(max_length=600, blank=True)
    working_days_needed = models.PositiveSmallIntegerField(default=0)

    objects = PlanEntryQuerySet.as_manager()

    class Meta(PlanEntry.Meta):
        abstract = False
        ordering = ["pk"]
        constraints = [
            *PlanEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(after__isnull=True) | ~Q(after=F("id")), name="milestone_waits_for_another"
            ),
            models.CheckConstraint(
                condition=Q(working_days_needed__lte=MOST_DAYS), name="milestone_work_within_limits"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def starts_on(self) -> date | None:
        """When the work for it has to begin: so many working days before it is to be reached."""
        if self.planned_on is None or not self.working_days_needed:
            return self.planned_on
        return add_working_days(self.planned_on, -self.working_days_needed)


class PlanMoveQuerySet(models.QuerySet["PlanMove"]):
    def of_advert(self, advert: models.Model) -> "PlanMoveQuerySet":
        return self.filter(advert=advert).select_related("moved_by")


class PlanMove(models.Model):
    """One date that moved, kept for good: from when to when, why, by whom (S14).

    Names its entry by reference and title, so that it outlives the entry.
    """

    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, related_name="plan_moves")
    entry_reference = models.CharField(max_length=16)
    entry_title = models.CharField(max_length=120)
    moved_from = models.DateField(null=True, blank=True)
    moved_to = models.DateField(null=True, blank=True)
    reason = models.TextField(max_length=600, blank=True)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = PlanMoveQuerySet.as_manager()

    class Meta:
        ordering = ["-moved_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(moved_from=F("moved_to")), name="plan_move_goes_somewhere"),
        ]

    def __str__(self) -> str:
        return f"Move of {self.entry_title}"


class PlanAgreement(models.Model):
    """The plan of an advert was agreed: from then on a date moves only with a reason. Once, and never undone."""

    advert = models.OneToOneField("eoi.Advert", on_delete=models.PROTECT, related_name="plan_agreement")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    def __str__(self) -> str:
        return f"Agreement on the plan of {self.advert}"
