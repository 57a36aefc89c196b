"""Prospective partners ask about the open advert: some are answered to all, one privately, and two wait (R1)."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from eoi.actions.clarification import answer_privately, ask_clarification, draft_answer, publish_answers
from eoi.clock import stop_clock
from eoi.identity import perform
from eoi.models import Advert, Clarification
from eoi.working_days import add_working_days
from evaluation.demonstration.partners import Partner

QUESTIONS = Path(__file__).parent / "clarification.toml"


@dataclass(frozen=True)
class Asked:
    """`asked` and `answered` are days before the loading."""

    by: str
    text: str
    asked: int = 0
    working_days_ago: int = 0
    answered: int = 0
    wording: str = ""
    answer: str = ""
    private_reason: str = ""


@cache
def questions() -> tuple[Asked, ...]:
    return tuple(Asked(**question) for question in tomllib.loads(QUESTIONS.read_text())["questions"])


def ask_and_answer(advert: Advert, partners: dict[str, Partner], day: Callable[..., datetime]) -> None:
    """Asked by the leads, answered by the advert's first officer; answers of one day are published together."""
    officer = advert.officers.select_related("user").earliest("pk").user
    asked = {each: _ask(each, advert, partners[each.by], day) for each in questions()}
    for ago in sorted({each.answered for each in asked if each.answered}, reverse=True):
        stop_clock(day(-ago, 15, 20))
        chosen = []
        for each, question in asked.items():
            if each.answered != ago:
                continue
            if each.private_reason:
                words = {"text": each.answer.strip(), "reason": each.private_reason}
                perform(answer_privately, by=officer, question=question, **words)
                continue
            words = {"wording": each.wording, "text": each.answer.strip()}
            perform(draft_answer, by=officer, question=question, version=0, **words)
            chosen.append((question.reference, 1))
        if chosen:
            perform(publish_answers, by=officer, advert=advert, chosen=chosen, names_confirmed=False)


def _ask(each: Asked, advert: Advert, partner: Partner, day: Callable[..., datetime]) -> Clarification:
    at = day(-each.asked, 11, 10)
    if each.working_days_ago:
        today = day(0, 9)
        at = day((add_working_days(today.date(), -each.working_days_ago) - today.date()).days, 14, 35)
    stop_clock(at)
    facts = {"advert": advert, "organisation": partner.organisation, "text": each.text}
    return perform(ask_clarification, by=partner.lead, **facts)
