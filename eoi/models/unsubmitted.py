"""Complete drafts that nobody submitted: numbers for officers, names once an approver asked with a reason (P18, ADR 0032)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, models
from django.db.models import Count, Max, Prefetch, Q

from eoi.clock import EoiNow
from eoi.models.audit import AuditEvent
from eoi.models.organisation import Membership

if TYPE_CHECKING:
    from eoi.models import Advert

NUMBERS = "SELECT complete, incomplete, withdrawn FROM unsubmitted_numbers(%s)"


@dataclass(frozen=True)
class UnsubmittedNumbers:
    """Of organisations for which nothing stands: how many had everything answered, how many had not, how many withdrew it."""

    complete: int
    incomplete: int
    withdrawn: int


def unsubmitted_numbers(advert: "Advert") -> UnsubmittedNumbers:
    """As the drafts stood at their closing time, after which none of them changes. One query."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, [advert.pk])
        return UnsubmittedNumbers(*cursor.fetchone())


class UnsubmittedRequest(models.Model):
    """An approver asked which organisations they were, and why. The database writes down the names in the same step."""

    advert = models.OneToOneField("eoi.Advert", on_delete=models.PROTECT, related_name="unsubmitted_request")
    reason = models.TextField(max_length=2000)
    number_found = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="unsubmitted_request_has_a_reason")]

    def __str__(self) -> str:
        return f"Request for the unsubmitted drafts of {self.advert}"


class UnsubmittedDraftQuerySet(models.QuerySet["UnsubmittedDraft"]):
    def found_by(self, request: UnsubmittedRequest) -> "UnsubmittedDraftQuerySet":
        """With the people who lead each organisation, so that somebody can be spoken to. Two queries, however many."""
        leads = Prefetch(
            "expression__organisation__memberships",
            queryset=Membership.objects.leads().select_related("user"),
            to_attr="leads",
        )
        return (
            self.filter(request=request)
            .select_related("expression__organisation")
            .prefetch_related(leads)
            .order_by("expression__organisation__name", "pk")
        )


class UnsubmittedDraft(models.Model):
    """One organisation that had a complete draft and did not submit it. Under row-level security; written by the database alone."""

    request = models.ForeignKey(UnsubmittedRequest, on_delete=models.PROTECT, related_name="drafts")
    expression = models.OneToOneField("eoi.ExpressionOfInterest", on_delete=models.PROTECT, related_name="+")

    objects = UnsubmittedDraftQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Unsubmitted draft {self.expression}"


@dataclass(frozen=True)
class LateAttempts:
    """How often somebody tried to submit after the closing time, and when last."""

    number: int = 0
    last_at: datetime | None = None


def late_attempts(references: list[str]) -> dict[str, LateAttempts]:
    """By the reference of the expression of interest, from the audit trail. One query."""
    tried = (
        AuditEvent.objects.filter(action="submission.submit", refused=True, subject_reference__in=references)
        .filter(after__refused__contains=["late"])
        .values("subject_reference")
        .annotate(number=Count("pk"), last_at=Max("at"))
        .order_by()
    )
    return {row["subject_reference"]: LateAttempts(row["number"], row["last_at"]) for row in tried}


class UnsubmittedOutcome(models.TextChoices):
    """What an approver may decide. Taking a submission in late is not among them: the closing record is published (ADR 0007)."""

    NO_ACTION = "no-action", "No action: the closing time stands"
    ASK = "ask", "Ask the organisations what kept them, and decide again"
    ADVERTISE_AGAIN = "advertise-again", "Withdraw the advert and advertise again: something of ours kept them"
    OTHER = "other", "Something else, described in the reasons"


class UnsubmittedDecision(models.Model):
    """What an approver decided about them. A later one may follow; none is changed."""

    request = models.ForeignKey(UnsubmittedRequest, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=20, choices=UnsubmittedOutcome)
    reasons = models.TextField(max_length=5000)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["decided_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reasons=""), name="unsubmitted_decision_has_reasons")]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} ({self.request.advert})"
