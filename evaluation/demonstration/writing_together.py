"""Colleagues who write one expression of interest: each adds, two meet, and an answer is marked as sensitive (P13, R6)."""

import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from eoi.actions.answer_edition import save_or_set_aside
from eoi.actions.expression_of_interest import AnswerChange, StaleAnswers, save_answers
from eoi.clock import stop_clock
from eoi.identity import acting_as, perform
from eoi.models import Answer, ExpressionOfInterest, User
from evaluation.demonstration.partners import Partner

Day = Callable[..., datetime]
WORDS = tomllib.loads((Path(__file__).parent / "writing_together.toml").read_text(encoding="utf-8"))
ADDED_TO = "objective-2"


def write_in_turn(partner: Partner, expression: ExpressionOfInterest, day: Day) -> None:
    """Two evenings: the colleague begins an answer, the lead adds to it, and what the colleague adds meanwhile waits beside it."""
    words = WORDS["everyvoice-mutual"]
    begun = words["begun"]
    for at, person, change in (
        (day(-5, 18, 40), partner.colleague, AnswerChange(ADDED_TO, 0, text=begun)),
        (day(-5, 21, 5), partner.lead, AnswerChange(ADDED_TO, 1, text=f"{begun}\n\n{words['added']}")),
        (day(-5, 21, 20), partner.colleague, AnswerChange(ADDED_TO, 1, text=f"{begun}\n\n{words['meanwhile']}")),
        (day(-5, 21, 26), partner.colleague, AnswerChange("ai-use", 0, text=words["ai"])),
    ):
        stop_clock(at)
        _save(expression, change, by=person)


def mark_and_tick(
    partner: Partner, expression: ExpressionOfInterest, key: str, *, at: datetime
) -> ExpressionOfInterest:
    """The lead marks one answer with a reason; the colleague ticks every service, and answers what is not scored."""
    words = WORDS["northgate-shared-services"]
    stop_clock(at)
    with acting_as(partner.lead):
        answer = expression.answers.get(question_key=key)
    perform(save_answers, by=partner.lead, expression=expression, changes=[_marked(answer, words["reason"])])
    others = [
        AnswerChange("services", 0, choices=("all",)),
        AnswerChange("workforce", 0, text=words["staff"]),
        AnswerChange("ai-use", 0, text=words["ai"]),
    ]
    return perform(save_answers, by=partner.colleague, expression=expression, changes=others)


def _marked(answer: Answer, reason: str) -> AnswerChange:
    return AnswerChange(
        answer.question_key, answer.version, text=answer.text, is_sensitive=True, sensitive_reason=reason
    )


def _save(expression: ExpressionOfInterest, change: AnswerChange, *, by: User) -> None:
    """As a page does: what comes second is kept, and no error."""
    with acting_as(by) as now:
        try:
            save_or_set_aside(expression=expression, changes=[change], by=by, at=now)
        except StaleAnswers:
            return
