"""What is before an evaluator: each submission with their own state on it. Only their own (DESIGN §5)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from eoi.models import Advert, Criterion, Submission
from evaluation import scoring
from evaluation.models import Assessment, ConflictDeclaration, PanelMember, Score
from evaluation.progress import submissions_of

WORDS_A_MINUTE = 200
MINUTES_A_CRITERION = 1


@dataclass(frozen=True)
class Task:
    """One submission before one evaluator."""

    submission: Submission
    is_recused: bool
    assessment: Assessment | None

    @property
    def organisation_name(self) -> str:
        return self.submission.expression.organisation.name

    @property
    def is_locked(self) -> bool:
        return bool(self.assessment and self.assessment.is_locked)

    @property
    def is_waiting(self) -> bool:
        return not (self.is_recused or self.is_locked)

    @property
    def state(self) -> str:
        if self.is_recused:
            return "Recused"
        if self.is_locked:
            return "Locked"
        return "In progress" if self.assessment else "Not started"

    @property
    def tone(self) -> str:
        return {"Recused": "flag", "Locked": "good", "In progress": "brand"}.get(self.state, "empty")


@dataclass(frozen=True)
class Work:
    """One evaluator's share of one panel, in order of organisations' names."""

    member: PanelMember
    tasks: tuple[Task, ...]

    @property
    def waiting(self) -> list[Task]:
        return [task for task in self.tasks if task.is_waiting]

    @property
    def locked_count(self) -> int:
        return sum(task.is_locked and not task.is_recused for task in self.tasks)

    @property
    def assigned_count(self) -> int:
        return sum(not task.is_recused for task in self.tasks)

    @property
    def must_declare(self) -> bool:
        return self.member.panel.is_scoring and not self.member.has_declared

    @property
    def next(self) -> Task | None:
        """What is begun first, then what is not."""
        return min(self.waiting, key=lambda task: task.assessment is None, default=None)

    def after(self, submission: Submission) -> Task | None:
        """The next one still waiting in the order of the list, round to its beginning."""
        names = [task.submission.pk for task in self.tasks]
        turn = names.index(submission.pk) + 1 if submission.pk in names else 0
        order = [*self.tasks[turn:], *self.tasks[:turn]]
        return next((task for task in order if task.is_waiting and task.submission.pk != submission.pk), None)


def work_of(members: Sequence[PanelMember]) -> list[Work]:
    """The work of one person's places on panels. Three queries, however many places."""
    by_advert: dict[int, list[Submission]] = defaultdict(list)
    for submission in submissions_of([member.panel.advert for member in members]):
        by_advert[submission.expression.advert_id].append(submission)
    recused = set(
        ConflictDeclaration.objects.of_members(members).recusals().values_list("member_id", "organisation_id")
    )
    begun = {
        (assessment.member_id, assessment.submission_id): assessment
        for assessment in Assessment.objects.of_members(members).current().with_scored_count()
    }
    return [_work(member, by_advert[member.panel.advert_id], recused, begun) for member in members]


def own_totals(advert: Advert, work: Work) -> dict[int, Decimal]:
    """The evaluator's own weighted totals, by submission id, where locked. Two queries."""
    weightings = weightings_of(advert.criteria.all())
    locked = [task.assessment for task in work.tasks if task.assessment and task.is_locked]
    marks: dict[int, dict[int, scoring.Mark]] = defaultdict(dict)
    for score in Score.objects.of_assessments(locked):
        marks[score.assessment_id][score.criterion_id] = score.mark
    return {
        assessment.submission_id: scoring.weighted_total(
            weightings, [scoring.Opinion(work.member.pk, marks[assessment.pk])]
        )
        for assessment in locked
    }


def weightings_of(criteria: Iterable[Criterion]) -> dict[int, Decimal]:
    return {criterion.pk: criterion.weighting for criterion in criteria}


def minutes_to_score(words: int, criteria: int) -> int:
    """A rough guess, said as such: reading at 200 words a minute, and a minute to judge each objective."""
    return max(1, round(words / WORDS_A_MINUTE) + MINUTES_A_CRITERION * criteria)


def _work(
    member: PanelMember,
    submissions: Iterable[Submission],
    recused: set[tuple[int, int]],
    begun: Mapping[tuple[int, int], Assessment],
) -> Work:
    return Work(
        member,
        tuple(
            Task(
                submission,
                is_recused=(member.pk, submission.expression.organisation_id) in recused,
                assessment=begun.get((member.pk, submission.pk)),
            )
            for submission in submissions
        ),
    )
