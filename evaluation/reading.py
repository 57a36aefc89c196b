"""The sealed words of a submission, as its readers see them. Row-level security decides who does (DESIGN §9)."""

import json
from dataclasses import dataclass
from typing import Any

from eoi.models import OrganisationKind, OrganisationSize, QuestionKind, Submission, SubmissionContent
from eoi.readable_copy import CopiedFile, chosen_titles, copied_files
from eoi.words import count_words


@dataclass(frozen=True)
class SealedAnswer:
    """One answer with its question, as they were sealed. A marked one is for the panel, not to be repeated outside (R6)."""

    key: str
    kind: str
    title: str
    prompt: str
    text: str
    nothing_offered: bool
    selected: bool
    choices: tuple[str, ...] = ()
    is_sensitive: bool = False
    sensitive_reason: str = ""

    @property
    def word_count(self) -> int:
        return count_words(self.text)

    @property
    def is_empty(self) -> bool:
        return not self.text.strip() and not self.choices


@dataclass(frozen=True)
class SealedWords:
    """A submission's content, in the order of its questions."""

    organisation: dict[str, str]
    answers: tuple[SealedAnswer, ...]
    files: tuple[CopiedFile, ...] = ()

    def answer(self, key: str) -> SealedAnswer | None:
        return next((answer for answer in self.answers if answer.key == key), None)

    @property
    def beside_the_objectives(self) -> list[SealedAnswer]:
        """About the organisation, the needs it can meet, its other ideas: what is not scored, and was answered.

        Not what it says of its use of artificial intelligence, which those who score are not to have beside them (R11).
        """
        kept_apart = (QuestionKind.CRITERION, QuestionKind.AI)
        others = [answer for answer in self.answers if answer.kind not in kept_apart]
        return [answer for answer in others if not answer.is_empty]

    @property
    def word_count(self) -> int:
        """Of what is read while scoring."""
        return sum(answer.word_count for answer in self.answers if answer.kind != QuestionKind.AI)

    @property
    def kind_in_words(self) -> str:
        return dict(OrganisationKind.choices).get(self.organisation.get("kind", ""), "")

    @property
    def size_in_words(self) -> str:
        return dict(OrganisationSize.choices).get(self.organisation.get("size", ""), "")


def read_submission(submission: Submission) -> SealedWords | None:
    """None where row-level security hides the words: the person has no live leave to read. One query."""
    sealed = SubmissionContent.objects.filter(submission=submission).first()
    if sealed is None:
        return None
    content = json.loads(sealed.canonical)
    return SealedWords(
        organisation=content["organisation"],
        answers=tuple(_answer(question, content["answers"]) for question in content["questions"]),
        files=tuple(copied_files(content)),
    )


def _answer(question: dict[str, Any], answers: dict[str, dict[str, Any]]) -> SealedAnswer:
    given = answers.get(question["key"], {})
    return SealedAnswer(
        key=question["key"],
        kind=question["kind"],
        title=question["title"],
        prompt=question["prompt"],
        text=given.get("text", ""),
        nothing_offered=given.get("nothing_offered", False),
        selected=given.get("selected", False),
        choices=chosen_titles(question, given),
        is_sensitive="sensitive" in given,
        sensitive_reason=given.get("sensitive", {}).get("reason", ""),
    )
