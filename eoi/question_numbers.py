"""The numbers of questions: the same on the pages, in the Word file and in the text file (P9). Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eoi.models import Question, QuestionKind


@dataclass(frozen=True)
class Numbered:
    """A question with its number: `3`, or `7.2` for the second of the needs, which are one question together."""

    number: str
    question: Question

    @property
    def is_within(self) -> bool:
        return "." in self.number


def numbered(questions: Iterable[Question]) -> Iterator[Numbered]:
    """In the order asked. Needs stand together and share the whole number of the first of them."""
    whole, within = 0, 0
    for question in questions:
        is_need = question.kind == QuestionKind.NEED
        within = within + 1 if is_need else 0
        whole += within <= 1
        yield Numbered(f"{whole}.{within}" if is_need else str(whole), question)
