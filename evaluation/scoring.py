"""Means, spreads, weighted totals and ranks: pure Decimal arithmetic, unrounded, no ORM (DESIGN §3, rule 10).

Scores run from 0 to 5 and weightings are per cent, so totals run from 0 to 5. A mark of None means *not addressed*: it counts as
`NOT_ADDRESSED_COUNTS_AS`, and stays distinct from a poor 0 wherever it is shown (S7).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

NOT_ADDRESSED_COUNTS_AS = Decimal(0)
SPREAD_TO_FLAG = Decimal(2)  # P2: from here on a mean hides a disagreement
FULL_WEIGHT = Decimal(100)

Mark = Decimal | None
Key = Any  # whatever tells submissions, criteria and evaluators apart: usually an id


@dataclass(frozen=True)
class Opinion:
    """One evaluator's marks for one submission, a mark for every criterion."""

    evaluator: Key
    marks: Mapping[Key, Mark]


@dataclass(frozen=True)
class CriterionResult:
    """What the evaluators made of one submission under one criterion."""

    criterion: Key
    marks: tuple[Mark, ...]
    mean: Decimal
    spread: Decimal

    @property
    def is_flagged(self) -> bool:
        return self.spread >= SPREAD_TO_FLAG

    @property
    def not_addressed_count(self) -> int:
        return sum(mark is None for mark in self.marks)

    @property
    def is_not_addressed(self) -> bool:
        """Every evaluator found that the partner offered nothing for this objective."""
        return bool(self.marks) and self.not_addressed_count == len(self.marks)


@dataclass(frozen=True)
class Result:
    """One submission's place. Without any opinion it has neither total nor rank."""

    submission: Key
    criteria: tuple[CriterionResult, ...]
    total: Decimal | None
    individual_totals: tuple[Decimal, ...]
    rank: int | None = None

    @property
    def low(self) -> Decimal | None:
        return min(self.individual_totals, default=None)

    @property
    def high(self) -> Decimal | None:
        return max(self.individual_totals, default=None)

    @property
    def is_flagged(self) -> bool:
        return any(criterion.is_flagged for criterion in self.criteria)


def points(mark: Mark) -> Decimal:
    return NOT_ADDRESSED_COUNTS_AS if mark is None else mark


def mean(marks: Sequence[Mark]) -> Decimal:
    """The arithmetic mean of at least one mark."""
    return sum(map(points, marks), Decimal(0)) / len(marks)


def spread(marks: Sequence[Mark]) -> Decimal:
    """Highest less lowest of at least one mark."""
    counted = [points(mark) for mark in marks]
    return max(counted) - min(counted)


def weighted_total(weightings: Mapping[Key, Decimal], opinions: Sequence[Opinion]) -> Decimal:
    """Σ (weighting × Σ marks) / (100 × number of opinions): exact until one division, so that equal totals tie exactly."""
    exact = sum(
        (weighting * sum((points(opinion.marks[criterion]) for opinion in opinions), Decimal(0)))
        for criterion, weighting in weightings.items()
    )
    return Decimal(exact) / (FULL_WEIGHT * len(opinions))


def result_of(submission: Key, weightings: Mapping[Key, Decimal], opinions: Sequence[Opinion]) -> Result:
    """Everything about one submission but its rank."""
    if not opinions:
        return Result(submission, criteria=(), total=None, individual_totals=())
    return Result(
        submission,
        criteria=tuple(_criterion_result(criterion, opinions) for criterion in weightings),
        total=weighted_total(weightings, opinions),
        individual_totals=tuple(weighted_total(weightings, [opinion]) for opinion in opinions),
    )


def ranking(weightings: Mapping[Key, Decimal], opinions_by_submission: Mapping[Key, Sequence[Opinion]]) -> list[Result]:
    """Highest total first; ties share a rank and the next rank is left out (1, 2, 2, 4); the unscored come last, unranked.

    Ties keep the order in which the submissions were given.
    """
    results = [result_of(submission, weightings, given) for submission, given in opinions_by_submission.items()]
    scored = sorted((result for result in results if result.total is not None), key=_descending_total)
    unscored = [result for result in results if result.total is None]
    return [_ranked(result, scored) for result in scored] + unscored


def _criterion_result(criterion: Key, opinions: Sequence[Opinion]) -> CriterionResult:
    marks = tuple(opinion.marks[criterion] for opinion in opinions)
    return CriterionResult(criterion, marks, mean=mean(marks), spread=spread(marks))


def _descending_total(result: Result) -> Decimal:
    return -_total(result)


def _total(result: Result) -> Decimal:
    return Decimal(0) if result.total is None else result.total


def _ranked(result: Result, scored: Sequence[Result]) -> Result:
    better = sum(_total(other) > _total(result) for other in scored)
    return Result(result.submission, result.criteria, result.total, result.individual_totals, rank=better + 1)
