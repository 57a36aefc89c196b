"""Conditions on what an advert aims at: its objectives in their current words, and the needs it states (S1, S8, S16)."""

from datetime import datetime

from django.urls import reverse

from eoi.aims import newer_wordings
from eoi.models import Advert, ReadinessReason
from eoi.registry import Condition, ConditionState

NO_NEEDS = "no needs stated"


def objectives(advert: Advert, at: datetime) -> Condition:
    """S1: from a set that is offered, each in its current wording. Three queries."""
    key, title, there = "objectives", "The partnering objectives are chosen and worded", _aims(advert)
    chosen = advert.objective_set
    if chosen.is_retired and not advert.is_published:
        why = f"“{chosen}” has been retired. Choose a set that is offered."
        return Condition(key, title, ConditionState.NOT_MET, why, f"{there}#sets")
    newer = [str(found.wording.objective.number) for found in newer_wordings(advert)]
    if newer:
        named = f"Objective {newer[0]} has" if len(newer) == 1 else f"Objectives {', '.join(newer)} have"
        why = f"{named} been reworded since. Take the newer wording."
        return Condition(key, title, ConditionState.NOT_MET, why, f"{there}#wordings")
    return Condition(key, title, ConditionState.MET, f"“{chosen}”, each in its current wording.", there)


def needs(advert: Advert, at: datetime) -> Condition:
    """S8: at least one, or a recorded reason for stating none. One query, two without needs."""
    key, title, there = "needs", "The needs are chosen", f"{_aims(advert)}#needs"
    number = advert.advert_needs.count()
    if number:
        why = f"The advert states {number} need{'' if number == 1 else 's'}."
        return Condition(key, title, ConditionState.MET, why, there)
    given = ReadinessReason.objects.latest_about(advert, condition=key, about=NO_NEEDS)
    if given:
        why = f"The advert states none. {given.given_by.full_name} recorded why: {given.reason}"
        return Condition(key, title, ConditionState.REASONED, why, there, takes_reason=True, about=NO_NEEDS)
    why = "The advert states none. Choose at least one, or record why it states none."
    return Condition(key, title, ConditionState.NOT_MET, why, there, takes_reason=True, about=NO_NEEDS)


def _aims(advert: Advert) -> str:
    return reverse("eoi:advert-aims", args=[advert.reference])
