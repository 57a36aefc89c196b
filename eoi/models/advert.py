"""The advert: what the council says to the market, when it is open, and who decided that (S6, S16; DESIGN §4)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import connection, models
from django.db.models import F, Q

from eoi.clock import EoiNow
from eoi.models.advert_queryset import AdvertQuerySet
from eoi.models.service import Service
from eoi.models.standing_statements import StandingStatements

if TYPE_CHECKING:
    pass


class Phase(models.TextChoices):
    """Where an advert stands at a moment. Never stored: dated facts and the clock say it."""

    DRAFT = "draft", "Draft"
    DECIDED = "decided", "Decision recorded"
    FORTHCOMING = "forthcoming", "Opens later"
    OPEN = "open", "Open for expressions of interest"
    CLOSED = "closed", "Closed"
    OPENED = "opened", "Submissions opened"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Advert(models.Model):
    """An advert for expressions of interest. Publication freezes its words, criteria and questions (DESIGN §4, §9).

    Questions may be asked before `questions_until`, or before the closing time where there is none.
    `draft_version` rises with every change to a draft; the decision to advertise names the version it was taken on.
    `published_pledges` is what the public page says of pledges: written at publication, in the shape of `eoi.aims.PledgeShown`.
    """

    reference = models.CharField(
        max_length=30,
        unique=True,
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$",
                "The reference may have letters, digits and single hyphens between them, such as SAL-2026-014.",
            )
        ],
    )
    title = models.CharField(max_length=160)
    summary = models.TextField(max_length=600, blank=True)
    body = models.TextField(max_length=20_000, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField("contact e-mail address", max_length=254, blank=True)
    contact_telephone = models.CharField(max_length=30, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    questions_until = models.DateTimeField(null=True, blank=True)
    services = models.ManyToManyField("eoi.Service", through="eoi.AdvertService", related_name="+")
    objective_set = models.ForeignKey("eoi.ObjectiveSet", on_delete=models.PROTECT, related_name="adverts")
    needs = models.ManyToManyField("eoi.Need", through="eoi.AdvertNeed", related_name="+")

    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    draft_version = models.PositiveIntegerField(default=1)
    criteria_version = models.PositiveIntegerField(default=1, editable=False)  # raised by the database (ADR 0015)
    public_version = models.PositiveIntegerField(default=1, editable=False)  # raised by the database

    standing_statements = models.ForeignKey(
        StandingStatements, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_pledges = models.JSONField(default=list, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)  # written by the database (ADR 0023)
    opening_requested_at = models.DateTimeField(null=True, blank=True)
    opening_requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    opening_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AdvertQuerySet.as_manager()

    class Meta:
        ordering = ["closes_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True, standing_statements__isnull=True)
                | Q(
                    published_at__isnull=False,
                    published_by__isnull=False,
                    standing_statements__isnull=False,
                    opens_at__isnull=False,
                    closes_at__isnull=False,
                ),
                name="advert_published_at_with_by_dates_and_statements",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="advert_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | Q(questions_until__isnull=True)
                | Q(questions_until__gt=F("opens_at"), questions_until__lt=F("closes_at")),
                name="advert_questions_end_while_it_is_open",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(published_at__isnull=False),
                name="advert_withdrawn_once_published",
            ),
            models.CheckConstraint(
                condition=Q(
                    opening_requested_at__isnull=True, opening_requested_by__isnull=True, opened_at__isnull=True
                )
                | Q(opening_requested_at__isnull=False, opening_requested_by__isnull=False),
                name="advert_opening_requested_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, opening_confirmed_by__isnull=True)
                | Q(opened_at__isnull=False, opening_confirmed_by__isnull=False),
                name="advert_opened_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | ~Q(opening_confirmed_by=F("opening_requested_by")),
                name="advert_opened_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_opened(self) -> bool:
        return self.opened_at is not None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def is_open(self, *, at: datetime) -> bool:
        """For the public; an organisation with an extension may still submit: ask `ExpressionOfInterest.closes_at`."""
        if self.withdrawn_at or not (self.published_at and self.opens_at and self.closes_at):
            return False
        return self.opens_at <= at < self.closes_at

    def is_closed(self, *, at: datetime) -> bool:
        return bool(self.published_at and self.closes_at and self.closes_at <= at)

    def phase(self, *, at: datetime) -> Phase:
        if not self.published_at:
            return Phase.DRAFT
        if self.withdrawn_at:
            return Phase.WITHDRAWN
        if self.opened_at:
            return Phase.OPENED
        if self.is_closed(at=at):
            return Phase.CLOSED
        return Phase.OPEN if self.is_open(at=at) else Phase.FORTHCOMING

    def takes_questions(self, *, at: datetime) -> bool:
        """From its publication on, before `questions_until`; one second before is in time, at it is not."""
        until = self.questions_until or self.closes_at
        return self.phase(at=at) in (Phase.FORTHCOMING, Phase.OPEN) and until is not None and at < until

    def services_to_decide(self) -> list[str]:
        """Names of the services neither in scope nor left out for a reason (S7). One query, none after `with_parts`."""
        known: list[str] | None = getattr(self, "undecided_services", None)
        if known is None:
            return list(Service.objects.undecided_in(self).values_list("name", flat=True))
        return known

    def last_effective_closes_at(self) -> datetime:
        """The closing time of the last organisation, extensions included. One query."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT last_effective_closes_at(%s)", [self.pk])
            return cursor.fetchone()[0]

    def hold_open(self) -> None:
        """Lock this row FOR SHARE: a change of the closing time waits for submissions in flight (DESIGN §9)."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM eoi_advert WHERE id = %s FOR SHARE", [self.pk])


class AdvertOfficer(models.Model):
    """A procurement officer who runs an advert. Two are needed to open the submissions."""

    advert = models.ForeignKey(Advert, on_delete=models.CASCADE, related_name="officers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["assigned_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["advert", "user"], name="one_officer_entry_a_person")]

    def __str__(self) -> str:
        return f"{self.user} runs {self.advert}"
