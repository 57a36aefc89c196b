"""The open advert changes twice, once materially, one organisation asks for more time; another advert is withdrawn (P5, P20)."""

import tomllib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from eoi.actions.advert_withdrawal import withdraw_advert
from eoi.actions.amendment import amend_advert
from eoi.actions.extension import ask_for_time
from eoi.clock import stop_clock
from eoi.identity import perform
from eoi.models import Advert, ExpressionOfInterest, User
from eoi.working_days import UNITED_KINGDOM, add_working_days, uk_day
from evaluation.demonstration.partners import Partner

CHANGES = Path(__file__).parent / "amendments.toml"
Day = Callable[..., datetime]


@cache
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads(CHANGES.read_text())


def correct_the_contact(advert: Advert, day: Day) -> None:
    """Not material, some days after the opening."""
    words = _words()["contact"]
    _amend(advert, words, {"contact_telephone": words["telephone"]}, day=day, is_material=False)


def add_to_the_text(advert: Advert, day: Day) -> None:
    """Material: who has submitted is asked to confirm."""
    words, advert = _words()["material"], Advert.objects.get(pk=advert.pk)
    body = f"{advert.body}\n\n{words['paragraph'].strip()}"
    _amend(advert, words, {"body": body}, day=day, is_material=True)


def ask_for_more_time(advert: Advert, partners: dict[str, Partner], day: Day) -> None:
    """Waits for an approver."""
    words = _words()["time"]
    partner = partners[words["by"]]
    expression = ExpressionOfInterest.objects.get(advert=advert, organisation=partner.organisation)
    on = add_working_days(uk_day(expression.closes_at()), words["working_days_later"])
    until = datetime(on.year, on.month, on.day, 17, tzinfo=UNITED_KINGDOM)
    stop_clock(day(-1, 16, 40))
    perform(ask_for_time, by=partner.lead, expression=expression, until=until, reason=words["reason"])


def withdraw(advert: Advert, *, by: User, day: Day) -> None:
    """An organisation had begun to answer it; why it was withdrawn stands on its page."""
    words, advert = _words()["withdrawal"], Advert.objects.get(pk=advert.pk)
    stop_clock(day(-words["days_ago"], 11, 20))
    reason = words["reason"].strip()
    perform(withdraw_advert, by=by, advert=advert, reason=reason, public_version=advert.public_version)


def _amend(advert: Advert, words: dict[str, Any], changes: dict[str, Any], *, day: Day, is_material: bool) -> None:
    advert = Advert.objects.get(pk=advert.pk)
    officer = advert.officers.select_related("user").earliest("pk").user
    stop_clock(day(-words["days_ago"], 15, 50))
    perform(
        amend_advert,
        by=officer,
        advert=advert,
        changes=changes,
        summary=words["summary"],
        reason=words["reason"],
        is_material=is_material,
        public_version=advert.public_version,
    )
