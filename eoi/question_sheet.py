"""What everybody reads of the questions about an advert: on its page, in the preview, and on their own page (R1)."""

from dataclasses import dataclass
from datetime import datetime

from eoi.models import Advert, Clarification, Phase
from eoi.models.clarification import LATEST
from eoi.templatetags.times import time_left, uk_time


@dataclass(frozen=True)
class QuestionSheet:
    """`latest` are the last answered, the newest first; `number` counts all. `until` says in a sentence until when one may ask."""

    latest: list[Clarification]
    number: int
    until: str
    takes_questions: bool

    @property
    def has_more(self) -> bool:
        return self.number > len(self.latest)


def question_sheet(advert: Advert, *, at: datetime) -> QuestionSheet:
    """One query for a published advert, none for a draft. Numbers are contiguous, so the highest says how many there are."""
    latest = list(Clarification.objects.published_for(advert).newest_first()[:LATEST]) if advert.is_published else []
    return QuestionSheet(
        latest=latest,
        number=latest[0].number if latest else 0,  # type: ignore[attr-defined]
        until=asking_until(advert, at=at),
        takes_questions=advert.takes_questions(at=at),
    )


def asking_until(advert: Advert, *, at: datetime) -> str:
    until = advert.questions_until or advert.closes_at
    if until is None:
        return "Prospective partners may ask questions until the closing time."
    if advert.phase(at=at) == Phase.DRAFT or advert.takes_questions(at=at):
        left = f", {time_left(until, at)}" if advert.takes_questions(at=at) else ""
        return f"Prospective partners may ask questions until {uk_time(until)}{left}. Every answer is published to all."
    return "Questions are no longer taken. What has been answered stays here."
