"""When a published advert may be amended, given more time, or withdrawn (P20, ADR 0023)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from eoi.models import Advert
from eoi.problems import Problem
from eoi.templatetags.times import uk_time, uk_weekday_date
from eoi.working_days import add_working_days, uk_day, working_days_between

WORKING_DAYS_AFTER_MATERIAL_CHANGE = 5


def problems_with_amending(advert: Advert, *, at: datetime) -> list[Problem]:
    """Published, not withdrawn, and the closing time has not come: one second before is in time, at the time is late."""
    if not advert.is_published:
        return [Problem("not-published", "The advert has not been published: change the draft instead.")]
    if withdrawn := problems_with_withdrawn(advert):
        return withdrawn
    if advert.is_closed(at=at):
        message = f"The advert closed at {uk_time(advert.closes_at)}: what it says and when it closed no longer change."
        return [Problem("closed", message)]
    return []


def problems_with_amendment(
    advert: Advert, changes: Mapping[str, Any], *, is_material: bool, at: datetime
) -> list[Problem]:
    """What is wrong with these changes: nothing changes, the closing time is earlier, or too little time is left (P20)."""
    if not changes:
        return [
            Problem("no-change", "Nothing on this page differs from what the public reads now. Change something first.")
        ]
    closes_at: datetime = changes.get("closes_at", advert.closes_at)
    if advert.closes_at and closes_at < advert.closes_at:
        message = f"The closing time only moves later: at present it is {uk_time(advert.closes_at)}. Choose a later one, or leave it."
        return [Problem("earlier", message, "#id_closes_at_0")]
    if is_material and working_days_between(uk_day(at), uk_day(closes_at)) < WORKING_DAYS_AFTER_MATERIAL_CHANGE:
        message = (
            f"A material change leaves at least {WORKING_DAYS_AFTER_MATERIAL_CHANGE} working days to answer. "
            f"Choose a closing time on {uk_weekday_date(earliest_day_after_material_change(at))} or later."
        )
        return [Problem("too-little-time", message, "#id_closes_at_0")]
    return []


def earliest_day_after_material_change(at: datetime) -> date:
    """The first day on which the advert may close when it changes materially now."""
    return add_working_days(uk_day(at), WORKING_DAYS_AFTER_MATERIAL_CHANGE)


def problems_with_public_version(advert: Advert, version: int | None) -> list[Problem]:
    """What was read has changed since (P13)."""
    if version in (None, advert.public_version):
        return []
    message = (
        "The advert changed while you were writing. What you typed stands below: look at its public page in another tab, "
        "then go on to put yours in its place."
    )
    return [Problem("changed-meanwhile", message)]


def problems_with_withdrawing_advert(advert: Advert) -> list[Problem]:
    """Once, after publication and before the submissions are opened."""
    if not advert.is_published:
        return [Problem("not-published", "The advert has not been published, so there is nothing to withdraw.")]
    if withdrawn := problems_with_withdrawn(advert):
        return withdrawn
    if advert.is_opened:
        return [Problem("opened", "The submissions have been opened: the advert can no longer be withdrawn.")]
    return []


def problems_with_withdrawn(advert: Advert) -> list[Problem]:
    if not advert.is_withdrawn:
        return []
    message = f"The advert was withdrawn at {uk_time(advert.withdrawn_at)}: nothing about it changes any more."
    return [Problem("withdrawn", message)]
