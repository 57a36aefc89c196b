"""Conditions on the draft itself: complete, standing statements, time enough to answer (S6, S16)."""

from datetime import datetime

from django.urls import reverse

from eoi.models import Advert, ReadinessReason, StandingStatements
from eoi.policies.advert import problems_with_content
from eoi.registry import Condition, ConditionState
from eoi.working_days import uk_day, working_days_between

LEAST_WORKING_DAYS = 20
MUST_BE_SAID = ("not-a-tender", "initial-discussions", "no-guarantee")


def words_and_dates(advert: Advert, at: datetime) -> Condition:
    """Summary, text, contact, dates, scope and weightings are there."""
    problems = problems_with_content(advert, at=at)
    title = "The draft is complete"
    if not problems:
        why = "Words, dates, contact, services and weightings are there."
        return Condition("words-and-dates", title, ConditionState.MET, why, _edit(advert))
    return Condition(
        "words-and-dates",
        title,
        ConditionState.NOT_MET,
        " ".join(problem.message for problem in problems),
        problems[0].url or _edit(advert),
        details=tuple(problems),
    )


def standing_statements(advert: Advert, at: datetime) -> Condition:
    """S6: not a tender, initial discussions only, no guarantee: part of every advert, whoever writes it."""
    statements = StandingStatements.objects.current()
    said = {statement["key"] for statement in statements.statements}
    preview = reverse("eoi:advert-preview", args=[advert.reference])
    title = "The standing statements are part of the advert"
    if missing := [key for key in MUST_BE_SAID if key not in said]:
        why = f"Edition {statements.edition} leaves out: {', '.join(missing)}. A later edition has to say them."
        return Condition("standing-statements", title, ConditionState.NOT_MET, why, preview)
    why = f"Edition {statements.edition}: not a tender, initial discussions only, no guarantee of a contract."
    return Condition("standing-statements", title, ConditionState.MET, why, preview)


def working_days(advert: Advert, at: datetime) -> Condition:
    """At least 20 working days from opening to closing, or a recorded reason for fewer (S16)."""
    title = f"Organisations have at least {LEAST_WORKING_DAYS} working days"
    there = f"{_edit(advert)}#id_closes_at_0"
    if advert.opens_at is None or advert.closes_at is None:
        return Condition("working-days", title, ConditionState.NOT_MET, "The dates are not set yet.", there)
    number = working_days_between(uk_day(advert.opens_at), uk_day(advert.closes_at))
    counted = f"{number} working day{'' if number == 1 else 's'}"
    if number >= LEAST_WORKING_DAYS:
        return Condition("working-days", title, ConditionState.MET, f"There are {counted}.", there)
    given = ReadinessReason.objects.latest_about(advert, condition="working-days", about=counted)
    if given:
        why = f"There are only {counted}. {given.given_by.full_name} recorded why: {given.reason}"
        return Condition("working-days", title, ConditionState.REASONED, why, there, takes_reason=True, about=counted)
    why = f"There are only {counted}. Move the closing time, or record why fewer are enough."
    return Condition("working-days", title, ConditionState.NOT_MET, why, there, takes_reason=True, about=counted)


def _edit(advert: Advert) -> str:
    return reverse("eoi:advert-edit", args=[advert.reference])
