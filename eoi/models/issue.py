"""Known issues and problem areas: what is hard, internal until a named person releases a wording of it (S9, S11; DESIGN §5)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from eoi.clock import EoiNow
from eoi.models.issue_release import IssueRelease
from eoi.models.objective import ObjectiveWording
from eoi.models.user import Role
from eoi.references import new_issue_reference

if TYPE_CHECKING:
    from eoi.models import Advert, Service, User

READERS = frozenset({Role.SERVICE_MANAGER, Role.PROCUREMENT_OFFICER, Role.APPROVER, Role.EVALUATOR})


class IssueScope(models.TextChoices):
    """Personnel is here the council's people as a whole (S11); what troubles that service itself is recorded for the service."""

    SERVICE = "service", "One service"
    CORPORATE = "corporate-services", "The whole of Corporate Services"
    PERSONNEL = "personnel", "Personnel, for the whole council"


class IssueKind(models.TextChoices):
    PROBLEM_AREA = "problem-area", "Problem area"
    KNOWN_ISSUE = "known-issue", "Known issue"


class IssueHorizon(models.TextChoices):
    NOW = "now", "Now"
    FUTURE = "future", "In the future"


class IssueState(models.TextChoices):
    """Never stored: releases, their withdrawals and the closing say it."""

    INTERNAL = "internal", "Internal"
    RELEASED = "released", "Released"
    CHANGED = "changed", "Changed since its release"
    CLOSED = "closed", "Closed"


STATE_TONES = {IssueState.RELEASED: "good", IssueState.CHANGED: "flag", IssueState.INTERNAL: "empty"}  # of the tag


class IssueOutcome(models.TextChoices):
    RESOLVED = "resolved", "Resolved"
    NO_LONGER_SO = "no-longer-so", "No longer so"


class KnownIssueQuerySet(models.QuerySet["KnownIssue"]):
    def readable_by(self, user: "User") -> "KnownIssueQuerySet":
        """All of them for service managers, officers, approvers and evaluators; none for anybody else (DESIGN §5)."""
        return self.all() if user.roles & READERS else self.none()

    def open(self) -> "KnownIssueQuerySet":
        return self.filter(closed_at__isnull=True)

    def of_service(self, service: "Service") -> "KnownIssueQuerySet":
        return self.filter(service=service)

    def of_the_whole(self) -> "KnownIssueQuerySet":
        """Of the whole of Corporate Services, and of Personnel."""
        return self.filter(service__isnull=True)

    def facing(self, advert: "Advert") -> "KnownIssueQuerySet":
        """Open ones of the services in scope, and those of the whole (S11)."""
        in_scope = Q(service__in=advert.advert_services.values("service"))
        return self.open().filter(in_scope | Q(service__isnull=True))

    def with_parts(self) -> "KnownIssueQuerySet":
        """Annotates `released_version`, the version whose wording is public, or None. No more queries a row."""
        public = IssueRelease.objects.public().filter(issue=OuterRef("pk")).values("version")[:1]
        return self.annotate(released_version=Subquery(public)).select_related("service", "recorded_by")

    def in_state(self, state: str) -> "KnownIssueQuerySet":
        """Internal ones have no public wording, released ones have; changed ones were edited since. All three are open."""
        if state == IssueState.CLOSED:
            return self.filter(closed_at__isnull=False)
        public = IssueRelease.objects.public().filter(issue=OuterRef("pk"))
        as_it_stands = public.filter(version=OuterRef("version"))
        if state == IssueState.CHANGED:
            return self.open().filter(Exists(public), ~Exists(as_it_stands))
        return self.open().filter(Exists(as_it_stands) if state == IssueState.RELEASED else ~Exists(public))

    def matching(self, words: str) -> "KnownIssueQuerySet":
        """Each word stands somewhere in the title, in the texts, or is the reference. Asked only of what somebody may read."""
        found = self
        for word in words.split():
            places = ("reference__iexact", "title__icontains", "matter__icontains", "partner_help__icontains")
            found = found.filter(Q(*((place, word) for place in places), _connector=Q.OR))
        return found

    def narrowed(self, *, about: str = "", kind: str = "", horizon: str = "", need: str = "") -> "KnownIssueQuerySet":
        """By what it concerns (`service-finance`, `corporate-services`, `personnel`), kind, horizon, key of a need."""
        found = self
        if about:
            service = about.removeprefix("service-")
            found = found.filter(scope=about) if service == about else found.filter(service__key=service)
        if kind:
            found = found.filter(kind=kind)
        if horizon:
            found = found.filter(horizon=horizon)
        return found.filter(needs__key=need) if need else found

    def in_list_order(self) -> "KnownIssueQuerySet":
        """Services in their order, those of the whole last; what is hard now before what is to come."""
        return self.order_by(models.F("service__number").asc(nulls_last=True), "scope", "-horizon", "title", "pk")

    def lock_for_change(self) -> "KnownIssueQuerySet":
        return self.select_for_update(of=("self",))


class KnownIssue(models.Model):
    """Something that is hard for a service, for the whole of Corporate Services, or for Personnel (S9, S11).

    `version` rises with every edit (P13). These words are internal for good: what the public reads is an `IssueRelease`.
    """

    reference = models.CharField(max_length=16, unique=True, default=new_issue_reference, editable=False)
    scope = models.CharField(max_length=20, choices=IssueScope)
    service = models.ForeignKey("eoi.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=IssueKind)
    horizon = models.CharField(max_length=10, choices=IssueHorizon)
    title = models.CharField(max_length=160)
    matter = models.TextField(max_length=4000)
    partner_help = models.TextField(max_length=2000, blank=True)
    needs = models.ManyToManyField("eoi.Need", blank=True, related_name="+")
    objectives = models.ManyToManyField("eoi.Objective", blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=20, choices=IssueOutcome, blank=True)
    closing_reason = models.TextField(max_length=1000, blank=True)

    objects = KnownIssueQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope=IssueScope.SERVICE, service__isnull=False)
                | (~Q(scope=IssueScope.SERVICE) & Q(service__isnull=True)),
                name="issue_of_one_service_or_of_the_whole",
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(matter=""), name="issue_has_words"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, outcome="", closing_reason="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="") & ~Q(closing_reason="")),
                name="issue_closed_at_with_by_outcome_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        """Whom it concerns, in words."""
        return str(self.service) if self.service else str(IssueScope(self.scope).label)

    def wordings(self) -> QuerySet[ObjectiveWording]:
        """Its objectives in the words of today. One query."""
        return ObjectiveWording.objects.current().filter(objective__in=self.objectives.all())

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def state(self) -> IssueState:
        """Needs `with_parts`."""
        if self.is_closed:
            return IssueState.CLOSED
        released: int | None = self.released_version  # type: ignore[attr-defined]
        if released is None:
            return IssueState.INTERNAL
        return IssueState.RELEASED if released == self.version else IssueState.CHANGED

    @property
    def tone(self) -> str:
        """Needs `with_parts`."""
        return STATE_TONES.get(self.state, "")
