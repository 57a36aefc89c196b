"""Working on an expression of interest. Saving never refuses for incompleteness and loses nothing (P3, P4, P13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from eoi.audit import action, record
from eoi.completeness import missing
from eoi.models import Advert, Answer, ExpressionOfInterest, Organisation, Question, User
from eoi.permissions import may_act_for, may_assist
from eoi.policies.expression_of_interest import problems_with_changing, problems_with_starting
from eoi.problems import ActionRefused, Problem, refuse_if


@dataclass(frozen=True)
class AnswerChange:
    """One answer as somebody typed it; `version` is the one their page was made from, 0 where there was no answer yet."""

    key: str
    version: int
    text: str = ""
    nothing_offered: bool = False
    selected: bool = False


class StaleAnswers(ActionRefused):
    """Somebody else saved first. `pairs` holds (what they saved, what you typed); nothing of yours was written."""

    def __init__(self, pairs: list[tuple[Answer, AnswerChange]]) -> None:
        self.pairs = pairs
        names = " and ".join(sorted({answer.changed_by.full_name for answer, _ in pairs}))
        super().__init__(
            [Problem("changed-meanwhile", f"{names} saved this answer while you were writing. Choose what stands.")]
        )


@action("expression.start")
def start_expression(*, advert: Advert, organisation: Organisation, by: User, at: datetime) -> ExpressionOfInterest:
    """The organisation's one expression of interest in this advert; a second start finds the first."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)  # two colleagues at once: one start
    existing = ExpressionOfInterest.objects.filter(advert=advert, organisation=organisation).first()
    if existing:
        return existing
    if not may_act_for(by, organisation) and not may_assist(by, organisation, advert):
        refuse_if([Problem("identity", "You do not act for this organisation.", worth_recording=True)])
    refuse_if(problems_with_starting(advert, at=at))
    questions = list(Question.objects.of(advert))
    expression = ExpressionOfInterest.objects.create(
        advert=advert,
        organisation=organisation,
        started_by=by,
        changed_by=by,
        missing_count=len(missing(questions, {})),
    )
    record("expression.start", by=by, subject=expression, advert=advert)
    return expression


@action("expression.save")
def save_answers(
    *, expression: ExpressionOfInterest, changes: Sequence[AnswerChange], by: User, at: datetime
) -> ExpressionOfInterest:
    """Save what was typed, however incomplete. Saving what stands already changes nothing. Autosaves are not audited."""
    expression = (
        ExpressionOfInterest.objects.select_for_update(of=("self",)).select_related("advert").get(pk=expression.pk)
    )
    refuse_if(problems_with_changing(expression, at=at))
    answers = expression.answers.select_related("changed_by").by_key()
    wanted = [change for change in changes if _differs(answers.get(change.key), change)]
    stale = [
        (answers[change.key], change)
        for change in wanted
        if change.key in answers and answers[change.key].version != change.version
    ]
    if stale:
        raise StaleAnswers(stale)
    for change in wanted:
        answers[change.key] = _write(expression, answers.get(change.key), change, by=by, at=at)
    if wanted:
        questions = list(Question.objects.of(expression.advert))
        expression.draft_version += 1
        expression.missing_count = len(missing(questions, answers))
        expression.changed_at = at
        expression.changed_by = by
        expression.save(update_fields=["draft_version", "missing_count", "changed_at", "changed_by"])
    return expression


def _differs(answer: Answer | None, change: AnswerChange) -> bool:
    if answer is None:
        return bool(change.text or change.nothing_offered or change.selected)
    now = (answer.text, answer.nothing_offered, answer.selected)
    return now != (change.text, change.nothing_offered, change.selected)


def _write(
    expression: ExpressionOfInterest, answer: Answer | None, change: AnswerChange, *, by: User, at: datetime
) -> Answer:
    if answer is None:
        return Answer.objects.create(
            expression=expression,
            organisation_id=expression.organisation_id,
            question_key=change.key,
            text=change.text,
            nothing_offered=change.nothing_offered,
            selected=change.selected,
            changed_by=by,
            changed_at=at,
        )
    answer.text = change.text
    answer.nothing_offered = change.nothing_offered
    answer.selected = change.selected
    answer.version += 1
    answer.changed_by = by
    answer.changed_at = at
    answer.save(update_fields=["text", "nothing_offered", "selected", "version", "changed_by", "changed_at"])
    return answer
