"""One evaluator's judgement of one submission: scores with rationales, locked when complete, never changed after (P14)."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from eoi.clock import EoiNow
from evaluation.models.conflict import ConflictDeclaration, ConflictOutcome

if TYPE_CHECKING:
    from eoi.models import Submission
    from evaluation.models.panel import Panel, PanelMember

HIGHEST = 5
RATIONALE_CHARACTERS = 5000


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def of_member(self, member: "PanelMember") -> "AssessmentQuerySet":
        return self.filter(member=member)

    def of_members(self, members: "Iterable[PanelMember]") -> "AssessmentQuerySet":
        return self.filter(member__in=list(members))

    def of_submission(self, submission: "Submission") -> "AssessmentQuerySet":
        return self.filter(submission=submission)

    def of_panel(self, panel: "Panel") -> "AssessmentQuerySet":
        return self.filter(member__panel=panel)

    def current(self) -> "AssessmentQuerySet":
        """The latest edition of each. An earlier edition is locked, and stays for the record."""
        later = Assessment.objects.filter(
            member=OuterRef("member"), submission=OuterRef("submission"), edition__gt=OuterRef("edition")
        )
        return self.filter(~Exists(later))

    def locked(self) -> "AssessmentQuerySet":
        return self.filter(locked_at__isnull=False)

    def counting(self, panel: "Panel") -> "AssessmentQuerySet":
        """Those that the ranking counts: locked, and not of a member who was recused before scoring closed (R5)."""
        recused = ConflictDeclaration.objects.filter(
            member=OuterRef("member"),
            organisation=OuterRef("submission__expression__organisation"),
            outcome=ConflictOutcome.RECUSED,
            declared_at__lte=panel.scoring_closed_at,
        )
        return self.of_panel(panel).current().locked().filter(~Exists(recused))

    def with_scored_count(self) -> "AssessmentQuerySet":
        """Annotates `scored_count`: criteria that have a value or are not addressed."""
        scored = Q(scores__value__isnull=False) | Q(scores__not_addressed=True)
        return self.annotate(scored_count=Count("scores", filter=scored))


class Assessment(models.Model):
    """In progress, then locked. Reopening will make a new edition; the locked one stays."""

    member = models.ForeignKey("evaluation.PanelMember", on_delete=models.PROTECT, related_name="assessments")
    submission = models.ForeignKey("eoi.Submission", on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    locked_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["started_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "submission", "edition"], name="one_assessment_an_edition"),
        ]

    def __str__(self) -> str:
        return f"Assessment of {self.submission} by {self.member.user}"

    @property
    def reference(self) -> str:
        return f"{self.submission.reference}/{self.member.user.reference}"

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None

    def lock(self, *, at: datetime) -> None:
        self.locked_at = at
        self.save(update_fields=["locked_at"])


class Marking(models.Model):
    """What both a score and a kept alternative hold: a value from 0 to 5, or not addressed, or neither yet; and why."""

    value = models.DecimalField(
        max_digits=1,
        decimal_places=0,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(HIGHEST))],
    )
    not_addressed = models.BooleanField(default=False)
    rationale = models.TextField(max_length=RATIONALE_CHARACTERS, blank=True)

    class Meta:
        abstract = True

    @property
    def is_marked(self) -> bool:
        return self.not_addressed or self.value is not None

    @property
    def mark(self) -> Decimal | None:
        """As `evaluation.scoring` has it: None where not addressed. Only of what is marked."""
        return None if self.not_addressed else self.value

    @property
    def mark_in_words(self) -> str:
        if self.not_addressed:
            return "Not addressed"
        return "No score yet" if self.value is None else str(self.value)


class ScoreQuerySet(models.QuerySet["Score"]):
    def of_assessments(self, assessments: "Iterable[Assessment] | AssessmentQuerySet") -> "ScoreQuerySet":
        return self.filter(assessment__in=assessments).select_related("criterion__wording__objective")

    def for_ranking(self, panel: "Panel") -> "ScoreQuerySet":
        """Every score that counts, with its evaluator: the one read behind the ranking, its record and its export."""
        counting = Assessment.objects.counting(panel)
        return (
            self.filter(assessment__in=counting)
            .select_related("assessment__member__user")
            .order_by("assessment__member__user__full_name", "assessment__member_id", "criterion__position")
        )


class Score(Marking):
    """One evaluator's score for one criterion. `version` rises by one with each change, so that tabs cannot collide (P13).

    A poor 0 and *not addressed* (the partner offered nothing for this objective) are different things in every list (S7).
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="scores")
    criterion = models.ForeignKey("eoi.Criterion", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(db_default=EoiNow())

    objects = ScoreQuerySet.as_manager()

    class Meta:
        ordering = ["criterion__position"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="one_score_a_criterion"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0, value__lte=HIGHEST),
                name="score_runs_from_0_to_5",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(not_addressed=False), name="score_is_a_value_or_not_addressed"
            ),
        ]

    def __str__(self) -> str:
        return f"Score for {self.criterion_id} in {self.assessment}"

    def change(self, *, value: Decimal | None, not_addressed: bool, rationale: str, at: datetime) -> None:
        self.value = value
        self.not_addressed = not_addressed
        self.rationale = rationale
        self.version += 1
        self.changed_at = at
        self.save(update_fields=["value", "not_addressed", "rationale", "version", "changed_at"])


class ScoreAlternativeQuerySet(models.QuerySet["ScoreAlternative"]):
    def unsettled(self) -> "ScoreAlternativeQuerySet":
        return self.filter(settled_at__isnull=True)

    def of_assessment(self, assessment: Assessment) -> "ScoreAlternativeQuerySet":
        return self.filter(score__assessment=assessment).select_related("score__criterion__wording__objective")


class ScoreAlternative(Marking):
    """What a second tab said while the first had saved something else: kept, and after the choice kept as history (P13)."""

    score = models.ForeignKey(Score, on_delete=models.PROTECT, related_name="alternatives")
    kept_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    settled_at = models.DateTimeField(null=True, blank=True)
    chosen = models.BooleanField(null=True, blank=True)

    objects = ScoreAlternativeQuerySet.as_manager()

    class Meta:
        ordering = ["kept_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, chosen__isnull=True)
                | Q(settled_at__isnull=False, chosen__isnull=False),
                name="alternative_settled_at_with_choice",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0, value__lte=HIGHEST),
                name="alternative_runs_from_0_to_5",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(not_addressed=False), name="alternative_is_a_value_or_not_addressed"
            ),
        ]

    def __str__(self) -> str:
        return f"Alternative for {self.score}"

    def settle(self, *, chosen: bool, at: datetime) -> None:
        self.settled_at = at
        self.chosen = chosen
        self.save(update_fields=["settled_at", "chosen"])


class LeftOutQuerySet(models.QuerySet["LeftOutAssessment"]):
    def of_panel(self, panel: "Panel") -> "LeftOutQuerySet":
        return self.filter(member__panel=panel).select_related("member__user", "left_out_by")


class LeftOutAssessment(models.Model):
    """Unfinished when the chair closed individual scoring: named, with a reason, and not counted (DESIGN §4)."""

    member = models.ForeignKey("evaluation.PanelMember", on_delete=models.PROTECT, related_name="left_out")
    submission = models.ForeignKey("eoi.Submission", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(max_length=1000)
    left_out_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    left_out_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = LeftOutQuerySet.as_manager()

    class Meta:
        ordering = ["member", "submission"]
        constraints = [
            models.UniqueConstraint(fields=["member", "submission"], name="left_out_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="left_out_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.member.user} left out on {self.submission}"
