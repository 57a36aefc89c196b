"""Saving scores in any order and in part, choosing between two versions, locking (P4, P13, P14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from eoi.audit import action, record
from eoi.models import Criterion, Submission, User
from eoi.problems import ActionRefused, Problem, refuse_if
from evaluation.models import Assessment, Marking, PanelMember, Score, ScoreAlternative
from evaluation.policies import problems_with_locked, problems_with_locking, problems_with_scoring


@dataclass(frozen=True)
class ScoreChange:
    """One criterion as the evaluator left it. `version` is the one that the page was made from, 0 where nothing was saved."""

    criterion: Criterion
    version: int
    value: Decimal | None = None
    not_addressed: bool = False
    rationale: str = ""

    @property
    def is_empty(self) -> bool:
        return self.value is None and not self.not_addressed and not self.rationale.strip()

    def says_the_same_as(self, marking: Marking) -> bool:
        mine = (self.value, self.not_addressed, self.rationale)
        return mine == (marking.value, marking.not_addressed, marking.rationale)


@dataclass(frozen=True)
class SavedScores:
    """`alternatives` are texts from an older page, kept beside what stands until the evaluator chooses."""

    assessment: Assessment | None
    alternatives: list[ScoreAlternative]


@action("assessment.save")
def save_scores(
    *, member: PanelMember, submission: Submission, changes: Sequence[ScoreChange], by: User, at: datetime
) -> SavedScores:
    """Save whatever is there, complete or not. A change made on an older page is kept as an alternative, never lost (P13)."""
    member = _held(member)
    refuse_if(problems_with_scoring(member, submission))
    assessment = Assessment.objects.of_member(member).current().filter(submission=submission).first()
    refuse_if(problems_with_locked(assessment))
    scores = {score.criterion_id: score for score in assessment.scores.all()} if assessment else {}
    wanted = [change for change in changes if not _says_nothing_new(change, scores.get(change.criterion.pk))]
    if not wanted:
        return SavedScores(assessment, [])
    assessment = assessment or Assessment.objects.create(member=member, submission=submission)
    kept = [_apply(assessment, change, scores.get(change.criterion.pk), at=at) for change in wanted]
    alternatives = [alternative for alternative in kept if alternative]
    after = {"criteria": [change.criterion.position for change in wanted], "alternatives": len(alternatives)}
    record("assessment.save", by=by, subject=assessment, advert=member.panel.advert, after=after)
    return SavedScores(assessment, alternatives)


@action("score.settle")
def settle_alternative(*, score: Score, chosen: ScoreAlternative | None, version: int, by: User, at: datetime) -> Score:
    """Say which text stands: `chosen`, or the saved one when it is None. All that were kept stay as history."""
    member = _held(score.assessment.member)
    refuse_if(problems_with_scoring(member, score.assessment.submission))
    score = Score.objects.select_related("assessment__submission", "criterion").get(pk=score.pk)
    refuse_if(problems_with_locked(score.assessment))
    if score.version != version:
        refuse_if(
            [
                Problem(
                    "changed-meanwhile", "The saved text changed while you were choosing. Read both again, then choose."
                )
            ]
        )
    waiting = list(score.alternatives.unsettled())
    if chosen and chosen not in waiting:
        refuse_if([Problem("changed-meanwhile", "That choice has been made already.")])
    for alternative in waiting:
        alternative.settle(chosen=alternative == chosen, at=at)
    if chosen:
        _keep(score, score, settled_at=at, chosen=False)
        score.change(value=chosen.value, not_addressed=chosen.not_addressed, rationale=chosen.rationale, at=at)
    after = {"criterion": score.criterion.position, "version": score.version}
    record("score.settle", by=by, subject=score.assessment, advert=member.panel.advert, after=after)
    return score


@action("assessment.lock")
def lock_assessment(*, member: PanelMember, submission: Submission, by: User, at: datetime) -> Assessment:
    """Complete, and from now on unchangeable (P14). Locking twice is locking once."""
    member = _held(member)
    refuse_if(problems_with_scoring(member, submission))
    assessment = Assessment.objects.of_member(member).current().filter(submission=submission).first()
    if assessment and assessment.is_locked:
        return assessment
    missing = _missing(member, submission, assessment)
    if missing or assessment is None:
        raise ActionRefused(missing)
    assessment.lock(at=at)
    assessment.refresh_from_db(fields=["locked_at"])
    record("assessment.lock", by=by, subject=assessment, advert=member.panel.advert)
    return assessment


def _missing(member: PanelMember, submission: Submission, assessment: Assessment | None) -> list[Problem]:
    criteria = list(member.panel.advert.criteria.select_related("wording"))
    scores = {score.criterion_id: score for score in assessment.scores.all()} if assessment else {}
    unsettled = list(ScoreAlternative.objects.of_assessment(assessment).unsettled()) if assessment else []
    page = reverse("evaluation:assessment-edit", args=[member.panel.reference, submission.reference])
    return problems_with_locking(criteria, scores, unsettled, page=page)


def _held(member: PanelMember) -> PanelMember:
    """The panel FOR SHARE, then the member: one tab at a time, and closing waits (DESIGN §9)."""
    member.panel.hold()
    return PanelMember.objects.locked().get(pk=member.pk)


def _says_nothing_new(change: ScoreChange, score: Score | None) -> bool:
    if score is None:
        return change.is_empty
    if change.says_the_same_as(score):
        return True
    stale = change.version != score.version
    return stale and any(change.says_the_same_as(kept) for kept in score.alternatives.unsettled())


def _apply(
    assessment: Assessment, change: ScoreChange, score: Score | None, *, at: datetime
) -> ScoreAlternative | None:
    """Save the change, or keep it as an alternative when the page it came from was older than what stands."""
    if score is None:
        Score.objects.create(
            assessment=assessment,
            criterion=change.criterion,
            value=change.value,
            not_addressed=change.not_addressed,
            rationale=change.rationale,
        )
        return None
    if change.version != score.version:
        return _keep(score, change)
    score.change(value=change.value, not_addressed=change.not_addressed, rationale=change.rationale, at=at)
    return None


def _keep(score: Score, words: ScoreChange | Score, **settled: object) -> ScoreAlternative:
    return ScoreAlternative.objects.create(
        score=score, value=words.value, not_addressed=words.not_addressed, rationale=words.rationale, **settled
    )
