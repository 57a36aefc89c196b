"""Questions about many adverts, by the names that the business has for them (DESIGN §3.1)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from eoi.models.decision import DecisionRequest, DecisionToAdvertise, Outcome
from eoi.models.issue_release import AdvertIssue, IssueRelease
from eoi.models.organisation import Membership
from eoi.models.service import Service
from eoi.models.submission import Submission

if TYPE_CHECKING:
    from eoi.models import KnownIssue, User
    from eoi.models.advert import Advert


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
