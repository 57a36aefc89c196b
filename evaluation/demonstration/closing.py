"""The closing time of the closed advert: one organisation is three seconds late, and the log shows what the service did (P18)."""

import tomllib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from eoi.actions.availability import record_probe
from eoi.actions.submission import submit
from eoi.actions.unsubmitted import ask_for_unsubmitted, decide_on_unsubmitted
from eoi.clock import stop_clock
from eoi.identity import acting_as, perform
from eoi.models import Advert, ProbeResult, UnsubmittedOutcome, User
from eoi.probing import Finding
from eoi.problems import ActionRefused
from evaluation.demonstration.content import OrganisationContent, Person, Reply
from evaluation.demonstration.partners import answer, declaration_of, make_partner

WORDS = Path(__file__).parent / "closing.toml"
ADDRESS = "https://partnering.salford.example/health/"
FROM_HOUR, HOURS = 14, 5
FAILED = range(140, 143)  # minutes after two: from 4.20pm
UNSEEN = range(171, 175)
Day = Callable[..., datetime]


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text())


def come_too_late(advert: Advert, day: Day) -> None:
    """Registered late, saved twenty minutes before the closing time, sent three seconds after it."""
    content = _organisation()
    partner = make_partner(content, day(-30, 16))
    expression = answer(partner, advert, content.reply, started=day(-24, 10), saved=day(-21, 16, 41))
    stop_clock(day(-21, 17) + timedelta(seconds=3))
    with acting_as(partner.lead) as now, suppress(ActionRefused):  # the refusal itself is kept, as in a request
        version, declaration = expression.draft_version, declaration_of(partner)
        submit(expression=expression, draft_version=version, declaration=declaration, by=partner.lead, at=now)


def ask_and_decide(advert: Advert, *, by: User, day: Day) -> None:
    """The approver asks which, an hour later, and decides the next morning."""
    stop_clock(day(-21, 18, 5))
    perform(ask_for_unsubmitted, by=by, advert=advert, reason=_words()["request"]["reason"])
    stop_clock(day(-20, 9, 10))
    reasons = _words()["decision"]["reasons"]
    perform(decide_on_unsubmitted, by=by, advert=advert, outcome=UnsubmittedOutcome.NO_ACTION, reasons=reasons)


def keep_the_log(day: Day) -> None:
    """From two to seven on the day of closing: three minutes without an answer, and four in which the worker was restarted."""
    begins_at = day(-21, FROM_HOUR)
    for minute in range(HOURS * 60):
        if minute in UNSEEN:
            continue
        stop_clock(begins_at + timedelta(minutes=minute, seconds=12))
        finding = _failed() if minute in FAILED else Finding(ProbeResult.ANSWERED, 200, 38 + minute * 7 % 55)
        record_probe(address=ADDRESS, finding=finding, delay_milliseconds=finding.milliseconds)


def _failed() -> Finding:
    return Finding(ProbeResult.TIMED_OUT, None, 10_000)


def _organisation() -> OrganisationContent:
    words = _words()
    answers = {int(number): each.get("text") for number, each in words["answers"].items()}
    return OrganisationContent(
        slug="tib-street-records",
        **{name: words[name] for name in ("name", "company_number", "kind", "size", "address")},
        people=tuple(Person(person["name"], person["email"]) for person in words["people"]),
        reply=Reply(words["about"], answers, {}, words["other_ideas"]),
        opinions=(),
    )
