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
    return bool(answer and (answer.text.strip() or answer.nothing_offered or answer.selected))


def _offers_nothing(answer: Answer | None) -> bool:
    return bool(answer and answer.nothing_offered)


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
