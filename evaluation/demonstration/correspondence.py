"""What followed the opening: a message, minutes to confirm, a letter that waits for the approver, and how it went for two."""

import tomllib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from eoi.actions.feedback import Said, give_feedback
from eoi.actions.letter import approve_letter, send_letter, write_letter
from eoi.actions.minutes import record_minutes
from eoi.clock import stop_clock
from eoi.identity import perform
from eoi.models import Advert, ExpressionOfInterest, Letter
from evaluation.demonstration.partners import Partner
from evaluation.demonstration.staff import Staff

WORDS = Path(__file__).parent / "correspondence.toml"
Day = Callable[..., datetime]


@cache
def words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text())


def correspond(advert: Advert, staff: Staff, partners: dict[str, Partner], day: Day) -> None:
    """Written by the advert's first officer. No outcome is told yet: the panel is still scoring."""
    officer, said = staff.officers[0], words()
    for slug, facts in said["feedback"].items():
        stop_clock(day(-20, 11))
        expression = _of(advert, partners[slug])
        perform(give_feedback, by=partners[slug].lead, expression=expression, said=Said(**facts))
    stop_clock(day(-12, 10))
    sent = _write(advert, officer, partners, said["sent"])
    perform(approve_letter, by=staff.approver, letter=sent, version=sent.version)
    perform(send_letter, by=officer, letter=sent)
    stop_clock(day(-6, 16))
    talk = said["minutes"]
    facts = {"held_on": day(-7, 14).date(), **{name: talk[name].strip() for name in ("place", "present", "text")}}
    perform(record_minutes, by=officer, expression=_of(advert, partners[talk["to"]]), **facts)
    stop_clock(day(-2, 12))
    _write(advert, officer, partners, said["waiting"])


def _write(advert: Advert, officer: Any, partners: dict[str, Partner], facts: dict[str, str]) -> Letter:
    expression = _of(advert, partners[facts["to"]])
    letter = {"kind": "message", "subject": facts["subject"], "body": facts["body"].strip()}
    return perform(write_letter, by=officer, expression=expression, **letter)


def _of(advert: Advert, partner: Partner) -> ExpressionOfInterest:
    found = ExpressionOfInterest.objects.for_advert(advert).of_organisation(partner.organisation)
    return found.select_related("advert", "organisation").get()
