"""The advert: what the council says to the market, when it is open, and who decided that (S6, S16; DESIGN §4)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.core.validators import RegexValidator
from django.db import connection, models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from eoi.clock import EoiNow
from eoi.models.decision import DecisionRequest, DecisionToAdvertise, Outcome
from eoi.models.issue_release import AdvertIssue, IssueRelease
from eoi.models.organisation import Membership
from eoi.models.service import Service
from eoi.models.standing_statements import StandingStatements
from eoi.models.submission import Submission

if TYPE_CHECKING:
    from eoi.models import KnownIssue, User


class Phase(models.TextChoices):
    """Where an advert stands at a moment. Never stored: dated facts and the clock say it."""

    DRAFT = "draft", "Draft"
    DECIDED = "decided", "Decision recorded"
    FORTHCOMING = "forthcoming", "Opens later"
    OPEN = "open", "Open for expressions of interest"
    CLOSED = "closed", "Closed"
    OPENED = "opened", "Submissions opened"
    WITHDRAWN = "withdrawn", "Withdrawn"


class AdvertQuerySet(models.QuerySet["Advert"]):
    def published(self) -> "AdvertQuerySet":
        return self.filter(published_at__isnull=False)

    def for_tag(self) -> "AdvertQuerySet":
        """Only what the tag of its public page is made of."""
        dates = ("opens_at", "closes_at", "questions_until", "published_at", "opened_at", "withdrawn_at")
        return self.only("reference", "public_version", *dates).order_by("pk")

    def not_published(self) -> "AdvertQuerySet":
        return self.filter(published_at__isnull=True)

    def carrying(self, issue: "KnownIssue") -> "AdvertQuerySet":
        """Into which its present public wording was put."""
        public = IssueRelease.objects.public().filter(issue=issue)
        return self.filter(advert_issues__release__in=public).distinct()

    def saying(self, issue: "KnownIssue") -> "AdvertQuerySet":
        """Published with a wording of it, which they keep whatever became of the wording since."""
        later = IssueRelease.objects.filter(
            issue=issue, number__gt=OuterRef("release__number"), released_at__lte=OuterRef("advert__published_at")
        )
        standing = Q(release__withdrawal__isnull=True) | Q(
            release__withdrawal__withdrawn_at__gt=F("advert__published_at")
        )
        pinned = AdvertIssue.objects.filter(standing, ~Exists(later), advert=OuterRef("pk"), release__issue=issue)
        return self.published().filter(Exists(pinned))

    def open(self, *, at: datetime) -> "AdvertQuerySet":
        return self.published().not_withdrawn().filter(opens_at__lte=at, closes_at__gt=at)

    def closed(self, *, at: datetime) -> "AdvertQuerySet":
        return self.published().not_withdrawn().filter(closes_at__lte=at)

    def over(self, *, at: datetime) -> "AdvertQuerySet":
        """Closed or withdrawn: nobody can take part any more."""
        return self.published().filter(Q(closes_at__lte=at) | Q(withdrawn_at__isnull=False))

    def forthcoming(self, *, at: datetime) -> "AdvertQuerySet":
        return self.published().not_withdrawn().filter(opens_at__gt=at)

    def not_withdrawn(self) -> "AdvertQuerySet":
        return self.filter(withdrawn_at__isnull=True)

    def opened(self) -> "AdvertQuerySet":
        return self.filter(opened_at__isnull=False)

    def drafts(self) -> "AdvertQuerySet":
        return self.filter(published_at__isnull=True)

    def stating(self, need: models.Model) -> "AdvertQuerySet":
        return self.filter(advert_needs__need=need)

    def scoring(self, objectives: Iterable[int]) -> "AdvertQuerySet":
        """Those with a criterion on one of these objectives, by key."""
        return self.filter(criteria__wording__objective__in=list(objectives))

    def published_with_wordings(self, wordings: Iterable[models.Model]) -> "dict[int, list[Advert]]":
        """Published adverts by the key of the wording that each scores on. One query."""
        found: dict[int, list[Advert]] = {}
        pinned = models.FilteredRelation("criteria", condition=Q(criteria__wording__in=list(wordings)))
        adverts = self.published().annotate(pinned=pinned, wording_key=F("pinned__wording"))
        for advert in adverts.filter(pinned__isnull=False).order_by("reference"):
            found.setdefault(advert.wording_key, []).append(advert)
        return found

    def without_recorded_notice(self) -> "AdvertQuerySet":
        """Nobody said yet where the notice was published (R2)."""
        return self.filter(notice_publications__isnull=True)

    def raise_draft_versions(self) -> int:
        """Words that these drafts share have changed: what was decided on them no longer covers them. One query."""
        drafts = self.model.objects.drafts().filter(pk__in=self.values("pk"))
        return drafts.update(draft_version=F("draft_version") + 1)

    def not_opened(self) -> "AdvertQuerySet":
        return self.filter(opened_at__isnull=True)

    def without_expression_of(self, user: "User") -> "AdvertQuerySet":
        """Those in which no organisation of this person has begun an expression of interest."""
        return self.exclude(
            expressions__organisation__in=Membership.objects.of(user).values("organisation"),
        )

    def run_by(self, user: "User") -> "AdvertQuerySet":
        return self.filter(officers__user=user)

    def awaiting_closing_record(self, *, at: datetime) -> "AdvertQuerySet":
        """Closed for everybody, extensions included, and the record not yet made. A withdrawn advert needs none (ADR 0023)."""
        extended = Q(expressions__extensions__closes_at__gt=at)
        return self.closed(at=at).filter(closing_record__isnull=True).exclude(extended)

    def with_counts(self) -> "AdvertQuerySet":
        """Annotates `unsubmitted_count` and `standing_count`: all that the council's side may know before opening (DESIGN §5).

        And `follower_count`: the addresses that follow it by mail.
        """
        following = self.model.objects.filter(pk=OuterRef("pk"), followers__confirmed_at__isnull=False).order_by()
        begun = self.model.objects.filter(pk=OuterRef("pk")).order_by().annotate(number=Count("expressions"))
        standing = (
            Submission.objects.standing()
            .filter(expression__advert=OuterRef("pk"))
            .order_by()
            .values("expression__advert")
            .annotate(number=Count("pk"))
        )
        return self.annotate(
            standing_count=Coalesce(Subquery(standing.values("number")), 0),
            unsubmitted_count=Subquery(begun.values("number")) - F("standing_count"),
            follower_count=Coalesce(Subquery(following.annotate(number=Count("followers")).values("number")), 0),
        )

    def with_parts(self) -> "AdvertQuerySet":
        """What it takes to say what each advert needs next: three more queries for the whole list."""
        parts = ("criteria", "advert_services", "officers__user")
        undecided = Service.objects.undecided_in(OuterRef(OuterRef("pk")))
        return (
            self.select_related("closing_record", "opening_requested_by")
            .prefetch_related(*parts)
            .annotate(undecided_services=ArraySubquery(undecided.values("name")))
        )

    def next_reference(self, year: int) -> str:
        """The number after the highest of the year: SAL-2026-015. A suggestion only."""
        beginning = f"SAL-{year}-"
        taken = self.filter(reference__startswith=beginning).values_list("reference", flat=True)
        numbers = [int(end) for reference in taken if (end := reference.removeprefix(beginning)).isdecimal()]
        return f"{beginning}{max(numbers, default=0) + 1:03d}"

    def for_officers(self) -> "AdvertQuerySet":
        """Annotates `decision_version` and `asked_version`: the last draft that was decided on, and that a decision was asked for."""
        advertised = Q(decisions__outcome=Outcome.ADVERTISE)
        return self.annotate(
            decision_version=models.Max("decisions__draft_version", filter=advertised),
            asked_version=Subquery(DecisionRequest.objects.waiting_on(OuterRef("pk")).values("draft_version")[:1]),
            last_outcome=Subquery(DecisionToAdvertise.objects.on(OuterRef("pk")).values("outcome")[:1]),
        ).order_by("-created_at", "-pk")

    def lock_for_change(self) -> "AdvertQuerySet":
        return self.select_for_update(of=("self",))


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
