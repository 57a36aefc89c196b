"""Two texts of one answer: what came second is kept beside what stands, until the organisation settles it (P13)."""

from collections.abc import Sequence
from datetime import datetime

from eoi.actions.expression_of_interest import AnswerChange, StaleAnswers, save_answers
from eoi.audit import action
from eoi.models import AnswerEdition, ExpressionOfInterest, User
from eoi.policies.expression_of_interest import problems_with_changing
from eoi.problems import ActionRefused, Problem, refuse_if


def save_or_set_aside(
    *, expression: ExpressionOfInterest, changes: Sequence[AnswerChange], by: User, at: datetime
) -> ExpressionOfInterest:
    """Save what can be saved. What meets a colleague's later text is kept beside it, and `StaleAnswers` tells of it."""
    try:
        return save_answers(expression=expression, changes=changes, by=by, at=at)
    except StaleAnswers as stale:
        met = [change for _, change in stale.pairs]
        stale.kept = set_aside(expression=expression, changes=met, by=by, at=at)
        rest = [change for change in changes if change not in met]
        save_answers(expression=expression, changes=rest, by=by, at=at)
        raise


@action("answer.set-aside")
def set_aside(
    *, expression: ExpressionOfInterest, changes: Sequence[AnswerChange], by: User, at: datetime
) -> list[AnswerEdition]:
    """Keep what was typed too late to stand. A later text of the same person takes the place of their earlier one. Not audited."""
    expression = _held(expression)
    refuse_if(problems_with_changing(expression, at=at))
    kept = []
    for change in changes:
        waiting = list(AnswerEdition.objects.of_answer(expression, change.key).waiting())
        same = [edition for edition in waiting if edition.saved_by_id == by.pk and _says(edition) == change.content]
        if same:
            kept.append(same[-1])
            continue
        for edition in waiting:
            if edition.saved_by_id == by.pk and edition.version == change.version:
                _settle(edition, by=by, at=at)
        kept.append(_keep(expression, change, by=by))
    return kept


@action("answer.settle")
def settle(*, expression: ExpressionOfInterest, key: str, number: int, by: User, at: datetime) -> list[AnswerEdition]:
    """That text has been dealt with: what stands now stands, and it stays in the history. A second time does nothing. Not audited."""
    expression = _held(expression)
    refuse_if(problems_with_changing(expression, at=at))
    waiting = list(AnswerEdition.objects.of_answer(expression, key).waiting().numbered(number, set_aside=True))
    for edition in waiting:
        _settle(edition, by=by, at=at)
    return waiting


@action("answer.restore")
def restore_edition(
    *, expression: ExpressionOfInterest, key: str, number: int, version: int, by: User, at: datetime
) -> ExpressionOfInterest:
    """An earlier text stands again, as a further edition; the one that stood is kept like every other. Not audited."""
    edition = AnswerEdition.objects.of_answer(expression, key).numbered(number).first()
    if edition is None:
        raise ActionRefused([Problem("not-there", "There is no such earlier text of this answer.")])
    return save_answers(expression=expression, changes=[change_from(edition, version=version)], by=by, at=at)


def change_from(edition: AnswerEdition, *, version: int) -> AnswerChange:
    """The text of an edition as a change of the answer that stands in `version`."""
    return AnswerChange(
        key=edition.question_key,
        version=version,
        text=edition.text,
        nothing_offered=edition.nothing_offered,
        selected=edition.selected,
        choices=tuple(edition.choices),
        is_sensitive=edition.is_sensitive,
        sensitive_reason=edition.sensitive_reason,
        begins_edition=True,
    )


def _held(expression: ExpressionOfInterest) -> ExpressionOfInterest:
    return ExpressionOfInterest.objects.select_for_update(of=("self",)).select_related("advert").get(pk=expression.pk)


def _says(edition: AnswerEdition) -> object:
    return change_from(edition, version=0).content


def _keep(expression: ExpressionOfInterest, change: AnswerChange, *, by: User) -> AnswerEdition:
    edition = AnswerEdition.objects.create(
        expression=expression,
        organisation_id=expression.organisation_id,
        question_key=change.key,
        version=change.version,
        text=change.text,
        nothing_offered=change.nothing_offered,
        selected=change.selected,
        choices=list(change.choices),
        is_sensitive=change.is_sensitive,
        sensitive_reason=change.sensitive_reason,
        is_set_aside=True,
        saved_by=by,
    )
    edition.refresh_from_db()
    return edition


def _settle(edition: AnswerEdition, *, by: User, at: datetime) -> None:
    edition.settled_at = at
    edition.settled_by = by
    edition.save(update_fields=["settled_at", "settled_by"])
