"""Who changed what of an expression of interest: its editions as the organisation's own people read them (P13)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from eoi.answer_changes import AnswerChanges
from eoi.models import AnswerEdition, ExpressionOfInterest, Question


@dataclass(frozen=True)
class HistoryRow:
    """One edition: of which answer, what it changed, and the step that it allows."""

    edition: AnswerEdition
    title: str
    changes: AnswerChanges
    ticked: tuple[str, ...]
    state: str
    tone: str
    url: str = ""
    label: str = ""


def history_rows(
    expression: ExpressionOfInterest, questions: Sequence[Question], editions: Iterable[AnswerEdition], *, is_open: bool
) -> list[HistoryRow]:
    """Editions `with_earlier` and `with_newest`, in their order. No query."""
    asked = {question.key: question for question in questions}
    return [_row(expression, asked, edition, is_open=is_open) for edition in editions]


def changes_of(edition: AnswerEdition, earlier: str | None) -> AnswerChanges:
    return AnswerChanges(earlier or "", edition.text)


def ticked_of(question: Question | None, edition: AnswerEdition) -> tuple[str, ...]:
    """What was ticked besides the words, in words."""
    found = [option["title"] for option in question.chosen(edition.choices)] if question else []
    if edition.nothing_offered:
        found.append("We offer nothing for this objective")
    if edition.selected:
        found.append("We can help with this need")
    if edition.is_sensitive:
        found.append(f"Marked as sensitive: {edition.sensitive_reason or 'no reason yet'}")
    return tuple(found)


def _row(
    expression: ExpressionOfInterest, asked: Mapping[str, Question], edition: AnswerEdition, *, is_open: bool
) -> HistoryRow:
    question = asked.get(edition.question_key)
    state, tone = _state_of(edition)
    url, label = _step(expression, edition) if is_open else ("", "")
    return HistoryRow(
        edition=edition,
        title=question.title if question else edition.question_key,
        changes=changes_of(edition, edition.earlier_text),  # type: ignore[attr-defined] # annotated
        ticked=ticked_of(question, edition),
        state=state,
        tone=tone,
        url=url,
        label=label,
    )


def _state_of(edition: AnswerEdition) -> tuple[str, str]:
    if edition.is_waiting:
        return "Set aside, waits", "flag"
    if edition.is_set_aside:
        return "Set aside, settled", "empty"
    return ("Stands now", "good") if edition.stands else ("Earlier", "empty")


def _step(expression: ExpressionOfInterest, edition: AnswerEdition) -> tuple[str, str]:
    if edition.is_waiting:
        return reverse(
            "eoi:answer-settle", args=[expression.reference, edition.question_key]
        ), "Choose which text stands"
    if edition.is_set_aside or edition.stands:
        return "", ""
    address = [expression.reference, edition.question_key, edition.number]
    return reverse("eoi:answer-restore", args=address), "Restore this text"
