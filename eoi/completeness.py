"""What is still missing before an expression of interest can be submitted. Pure: questions and answers in, `Missing` out (P4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eoi.models import Answer, Question, QuestionKind


@dataclass(frozen=True)
class Missing:
    """One thing to mend, as a sentence, with the key of the question it concerns."""

    key: str
    message: str


def missing(questions: Iterable[Question], answers: Mapping[str, Answer]) -> list[Missing]:
    """Everything that keeps the answers from being submitted, in the order of the questions."""
    asked = list(questions)
    found = [item for question in asked for item in _missing_from(question, answers.get(question.key))]
    criteria = [question for question in asked if question.kind == QuestionKind.CRITERION]
    if criteria and all(_offers_nothing(answers.get(question.key)) for question in criteria):
        found.append(
            Missing(
                criteria[0].key, "You offer nothing for any objective. Answer at least one of them before you submit."
            )
        )
    return found


def is_answered(question: Question, answer: Answer | None) -> bool:
    """Something was said, complete or not."""
    return bool(answer and (answer.text.strip() or answer.nothing_offered or answer.selected or answer.choices))


def _offers_nothing(answer: Answer | None) -> bool:
    return bool(answer and answer.nothing_offered)


def _is_marked_without_reason(answer: Answer | None) -> bool:
    """A mark is of use only with its reason (R6): asked for before submitting, never when saving."""
    return bool(answer and answer.is_sensitive and not answer.sensitive_reason.strip())


def _is_unticked(question: Question, answer: Answer | None) -> bool:
    """A need that was not chosen is not submitted, whatever was written about it."""
    return question.kind == QuestionKind.NEED and not (answer and answer.selected)


def _missing_from(question: Question, answer: Answer | None) -> list[Missing]:
    words = answer.word_count if answer else 0
    if answer and answer.nothing_offered:
        return []
    if words > question.word_limit:
        return [
            Missing(
                question.key,
                f"“{question.title}” has {words:,} words; the limit is {question.word_limit:,}."
                f" Shorten it by {words - question.word_limit:,}.",
            )
        ]
    if _is_marked_without_reason(answer) and not _is_unticked(question, answer):
        return [
            Missing(
                question.key,
                f"You marked “{question.title}” as sensitive. Say why, or clear the mark.",
            )
        ]
    if question.kind == QuestionKind.NEED:
        if answer and answer.selected and not words:
            return [Missing(question.key, f"You say you can help with “{question.title}”. Say how, or clear the box.")]
        return []
    if question.required and not words:
        if question.kind == QuestionKind.CRITERION:
            return [
                Missing(
                    question.key, f"“{question.title}” has no answer. Answer it, or say that you offer nothing for it."
                )
            ]
        return [Missing(question.key, f"“{question.title}” has no answer.")]
    return []
