"""A plan for each advert: begun with the usual one, handed on, agreed, moved, and done in part with evidence (S13, S14)."""

import tomllib
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eoi.actions.plan import agree_plan, start_plan
from eoi.actions.plan_entry import (
    EntryDetails,
    edit_communication,
    edit_milestone,
    finish_plan_entry,
    move_milestone,
)
from eoi.clock import stop_clock
from eoi.identity import perform
from eoi.models import Advert, CommunicationActivity, Milestone, User
from eoi.plan import Dating, read_plan
from eoi.working_days import UNITED_KINGDOM, add_working_days, uk_day
from evaluation.demonstration.staff import Staff

if TYPE_CHECKING:
    from evaluation.demonstration.preparation import Preparation

Entry = Milestone | CommunicationActivity
LEFT_LATE = "Service profiles signed off"


def plan_the_advert(preparation: "Preparation") -> None:
    """What was due before the decision is done; in the advert that is left unfinished one milestone is late."""
    advert, staff, day = preparation.advert, preparation.staff, preparation.day
    officer = staff.officers[0] if advert.created_by == staff.officers[0] else staff.officers[1]
    stop_clock(day(preparation.drafted, 14))
    perform(start_plan, by=officer, advert=advert)
    _hand_on(advert, staff, by=officer)
    stop_clock(day(preparation.drafted + 1, 11))
    perform(agree_plan, by=officer, advert=advert)
    for number, move in enumerate(_words()["moves"], start=2):
        stop_clock(day(preparation.drafted + number, 15))
        _move(advert, move, by=officer)
    until = uk_day(day(preparation.decided, 9))
    finish_until(advert, until, leave_out="" if preparation.is_finished else LEFT_LATE)


def finish_until(advert: Advert, until: date, *, leave_out: str = "") -> None:
    """Everything planned for that day or before is done, each on its day by whom it belongs to."""
    plan = read_plan(advert)
    due = [entry for entry in plan.entries if not entry.is_done and entry.planned_on and entry.planned_on <= until]
    for entry in sorted(due, key=lambda entry: entry.planned_on):
        if leave_out and leave_out in (entry.title, entry.after and entry.after.title):
            continue
        stop_clock(datetime.combine(entry.planned_on, time(8, 30), UNITED_KINGDOM))
        evidence = _named(entry, _words()["evidence"]) or "Noted in the project log."
        perform(finish_plan_entry, by=entry.owner, entry=entry, done_on=entry.planned_on, evidence=evidence)


def _hand_on(advert: Advert, staff: Staff, *, by: User) -> None:
    people = {"approver": staff.approver, "chair": staff.evaluators[0], **staff.service_managers}
    for entry in read_plan(advert).entries:
        if whose := _named(entry, _words()["owners"]):
            details = EntryDetails({}, people[whose], Dating.of(entry))
            if isinstance(entry, Milestone):
                perform(edit_milestone, by=by, milestone=entry, details=details)
            else:
                perform(edit_communication, by=by, activity=entry, details=details)


def _move(advert: Advert, move: dict[str, Any], *, by: User) -> None:
    milestone = Milestone.objects.get(advert=advert, title=move["title"])
    if milestone.planned_on:
        to = add_working_days(milestone.planned_on, move["working_days"])
        perform(move_milestone, by=by, milestone=milestone, to=to, reason=move["reason"])


def _named(entry: Entry, words: dict[str, str]) -> str:
    return next((value for beginning, value in words.items() if entry.title.startswith(beginning)), "")


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "plans.toml").read_text(encoding="utf-8"))
