"""The ranked list with everything behind it, for one reader: rows of organisations they were recused from are redacted (P19)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from eoi.models import Criterion, Submission
from evaluation import scoring
from evaluation.models import ConflictDeclaration, LeftOutAssessment, Panel, PanelMember, Score
from evaluation.progress import submissions_before
from evaluation.workload import weightings_of


@dataclass(frozen=True)
class CriterionRow:
    """One criterion of one submission, with each evaluator's score."""

    criterion: Criterion
    result: scoring.CriterionResult
    scores: tuple[Score, ...]


@dataclass(frozen=True)
class Row:
    """One submission in the ranking. A redacted row has no result and no scores."""

    submission: Submission
    result: scoring.Result | None
    criteria: tuple[CriterionRow, ...]
    left_out: tuple[LeftOutAssessment, ...]

    @property
    def organisation_name(self) -> str:
        return self.submission.expression.organisation.name

    @property
    def is_redacted(self) -> bool:
        return self.result is None


@dataclass(frozen=True)
class Ranking:
    criteria: Sequence[Criterion]
    rows: Sequence[Row]

    @property
    def has_redactions(self) -> bool:
        return any(row.is_redacted for row in self.rows)

    def row_of(self, reference: str) -> Row | None:
        return next((row for row in self.rows if row.submission.reference == reference), None)


def ranking_of(panel: Panel, *, reader: PanelMember | None) -> Ranking:
    """The ranking of a concluded panel. `reader` is the reader's own place on it, if any. Five queries."""
    criteria = list(panel.advert.criteria.select_related("wording__objective"))
    submissions = submissions_before(panel.advert)
    scores: dict[int, list[Score]] = defaultdict(list)
    for score in Score.objects.for_ranking(panel):
        scores[score.assessment.submission_id].append(score)
    left_out: dict[int, list[LeftOutAssessment]] = defaultdict(list)
    for entry in LeftOutAssessment.objects.of_panel(panel):
        left_out[entry.submission_id].append(entry)
    hidden = _organisations_hidden_from(reader)
    opinions = {submission.pk: opinions_from(scores[submission.pk]) for submission in submissions}
    by_pk = {submission.pk: submission for submission in submissions}
    rows = []
    for result in scoring.ranking(weightings_of(criteria), opinions):
        submission = by_pk[result.submission]
        if submission.expression.organisation_id in hidden:
            rows.append(Row(submission, result=None, criteria=(), left_out=()))
            continue
        parts = _criterion_rows(criteria, result, scores[submission.pk])
        rows.append(Row(submission, result, parts, tuple(left_out[submission.pk])))
    return Ranking(criteria, sorted(rows, key=lambda row: row.is_redacted))


def opinions_from(scores: Sequence[Score]) -> list[scoring.Opinion]:
    """The scores of one submission, gathered by evaluator."""
    marks: dict[int, dict[int, scoring.Mark]] = defaultdict(dict)
    for score in scores:
        marks[score.assessment.member_id][score.criterion_id] = score.mark
    return [scoring.Opinion(member, given) for member, given in marks.items()]


def _organisations_hidden_from(reader: PanelMember | None) -> set[int]:
    if reader is None:
        return set()
    recusals = ConflictDeclaration.objects.of_member(reader).recusals()
    return set(recusals.values_list("organisation_id", flat=True))


def _criterion_rows(
    criteria: Sequence[Criterion], result: scoring.Result, scores: Sequence[Score]
) -> tuple[CriterionRow, ...]:
    by_pk = {criterion.pk: criterion for criterion in criteria}
    return tuple(
        CriterionRow(
            criterion=by_pk[part.criterion],
            result=part,
            scores=tuple(score for score in scores if score.criterion_id == part.criterion),
        )
        for part in result.criteria
    )
