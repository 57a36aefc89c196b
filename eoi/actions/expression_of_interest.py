"""Working on an expression of interest. Saving never refuses for incompleteness and loses nothing (P3, P4, P13)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from eoi.audit import action, record
from eoi.completeness import missing
from eoi.models import Advert, Answer, AnswerEdition, ExpressionOfInterest, Organisation, Question, User
from eoi.permissions import may_act_for, may_assist
from eoi.policies.expression_of_interest import problems_with_changing, problems_with_starting
from eoi.problems import ActionRefused, Problem, refuse_if

MOST_TAKEN_OUT = 200
CONTENT = ("text", "nothing_offered", "selected", "choices", "is_sensitive", "sensitive_reason")

Content = tuple[str, bool, bool, list[str], bool, str]


@dataclass(frozen=True)
class AnswerChange:
    """One answer as somebody typed it; `version` is the one their page was made from, 0 where there was no answer yet.

    `begins_edition` keeps what stands as an edition of its own, however short a while it stood: for restoring and settling.
    """

    key: str
    version: int
    text: str = ""
    nothing_offered: bool = False
    selected: bool = False
    choices: tuple[str, ...] = ()
    is_sensitive: bool = False
    sensitive_reason: str = ""
    begins_edition: bool = False

    @property
    def content(self) -> Content:
        return (
            self.text,
            self.nothing_offered,
            self.selected,
            list(self.choices),
            self.is_sensitive,
            self.sensitive_reason,
        )

    def as_edition(self) -> "AnswerChange":
        return replace(self, begins_edition=True)


class StaleAnswers(ActionRefused):
    """Somebody else saved first. `pairs` holds (what they saved, what you typed); nothing of yours was written.

    `save_or_set_aside` keeps it beside what stands, as `kept`.
    """

    def __init__(self, pairs: list[tuple[Answer, AnswerChange]]) -> None:
        self.pairs = pairs
        self.kept: list[AnswerEdition] = []
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


def content_of(answer: Answer) -> Content:
    """What somebody typed and ticked, without who and when."""
    return (
        answer.text,
        answer.nothing_offered,
        answer.selected,
        list(answer.choices),
        answer.is_sensitive,
        answer.sensitive_reason,
    )


def _differs(answer: Answer | None, change: AnswerChange) -> bool:
    if answer is None:
        return any(change.content)
    return content_of(answer) != change.content


def _write(
    expression: ExpressionOfInterest, answer: Answer | None, change: AnswerChange, *, by: User, at: datetime
) -> Answer:
    """The database keeps the edition; where more than a few words go at once, the earlier text stays as one of its own."""
    content = dict(zip(CONTENT, change.content, strict=True))
    if answer is None:
        return Answer.objects.create(
            expression=expression,
            organisation_id=expression.organisation_id,
            question_key=change.key,
            changed_by=by,
            changed_at=at,
            **content,
        )
    if change.begins_edition or taken_out(answer.text, change.text) > MOST_TAKEN_OUT:
        answer.edition += 1
    for name, value in content.items():
        setattr(answer, name, value)
    answer.version += 1
    answer.changed_by = by
    answer.changed_at = at
    answer.save(update_fields=[*CONTENT, "edition", "version", "changed_by", "changed_at"])
    return answer


def taken_out(old: str, new: str) -> int:
    """How many characters went between what both begin with and what both end with."""
    before = _alike(old, new)
    return len(old) - before - _alike(old[before:][::-1], new[before:][::-1])


def _alike(one: str, other: str) -> int:
    """With how many characters both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, yours) in pairs if mine != yours), min(len(one), len(other)))
