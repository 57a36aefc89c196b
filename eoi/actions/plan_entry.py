"""Milestones and communication activities: added, changed, moved, done, removed (S13, S14)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from eoi.actions.plan import apply_moves, held_plan
from eoi.audit import action, record
from eoi.models import Advert, CommunicationActivity, Milestone, User
from eoi.plan import Dating, Plan, dating_on
from eoi.policies.plan import (
    problems_with_changing_entry,
    problems_with_dating,
    problems_with_doing,
    problems_with_plan_owner,
    problems_with_removing_entry,
    problems_with_taking_back,
)
from eoi.problems import ActionRefused, Problem, refuse_if
from eoi.timetable import fingerprint
from eoi.working_days import uk_day

Entry = Milestone | CommunicationActivity


@dataclass(frozen=True)
class EntryDetails:
    """What an entry is to say: `words` are the fields of its own kind, the rest every entry has."""

    words: dict[str, Any]
    owner: User
    dating: Dating


@action("milestone.add")
def add_milestone(*, advert: Advert, details: EntryDetails, by: User) -> Milestone:
    """A new milestone in the plan. Refused: a circle, a date that cannot be meant, an owner who cannot read it."""
    return _added(Milestone, advert, details, "milestone.add", by)


@action("communication.add")
def add_communication(*, advert: Advert, details: EntryDetails, by: User) -> CommunicationActivity:
    """A new activity in the communication plan (S13)."""
    return _added(CommunicationActivity, advert, details, "communication.add", by)


@action("milestone.edit")
def edit_milestone(
    *,
    milestone: Milestone,
    details: EntryDetails,
    by: User,
    version: int | None = None,
    reason: str = "",
    shown: str | None = None,
) -> Milestone:
    """Change a milestone; what hangs on it follows. `shown` is the fingerprint of the moves that were confirmed.

    With `version`, the one the change was made from, a colleague's later change is not written over (P13).
    """
    return _edited(milestone, details, "milestone.edit", by, version=version, reason=reason, shown=shown)


@action("communication.edit")
def edit_communication(
    *,
    activity: CommunicationActivity,
    details: EntryDetails,
    by: User,
    version: int | None = None,
    reason: str = "",
    shown: str | None = None,
) -> CommunicationActivity:
    """As `edit_milestone`; nothing hangs on an activity."""
    return _edited(activity, details, "communication.edit", by, version=version, reason=reason, shown=shown)


@action("milestone.move")
def move_milestone(
    *, milestone: Milestone, to: date, by: User, reason: str = "", shown: str | None = None
) -> Milestone:
    """Put a milestone on another day. It goes on hanging on what it hangs on, at another distance; what hangs on it follows."""
    plan = held_plan(milestone.advert)
    milestone = _standing(plan, milestone)
    details = EntryDetails({}, milestone.owner, dating_on(milestone, to, plan))
    return _edited(milestone, details, "milestone.move", by, version=None, reason=reason, shown=shown)


@action("plan-entry.finish")
def finish_plan_entry(*, entry: Entry, done_on: date, evidence: str, by: User, at: datetime) -> Entry:
    """Mark as done, with the day and what shows it. From then on it no longer moves; what hangs on it stays where it is."""
    plan = held_plan(entry.advert)
    entry = _standing(plan, entry)
    refuse_if(problems_with_doing(entry, done_on=done_on, evidence=evidence, today=uk_day(at)))
    entry.done_on, entry.done_by, entry.evidence = done_on, by, evidence
    _save(entry, "done_on", "done_by", "evidence")
    record("plan-entry.finish", by=by, subject=entry, advert=plan.advert, after={"done_on": str(done_on)})
    return entry


@action("plan-entry.take-back")
def take_back_plan_entry(*, entry: Entry, by: User) -> Entry:
    """Not done after all. Its date is what it was; what was noted as evidence stays in the text, to be put right."""
    plan = held_plan(entry.advert)
    entry = _standing(plan, entry)
    refuse_if(problems_with_taking_back(entry))
    before = {"done_on": str(entry.done_on)}
    entry.done_on, entry.done_by = None, None
    _save(entry, "done_on", "done_by")
    record("plan-entry.take-back", by=by, subject=entry, advert=plan.advert, before=before)
    return entry


@action("plan-entry.remove")
def remove_plan_entry(*, entry: Entry, by: User) -> None:
    """Take it out of the plan. Its moves stay in the history. Refused while others hang on it, and once it is done."""
    plan = held_plan(entry.advert)
    entry = _standing(plan, entry)
    refuse_if(problems_with_removing_entry(plan, entry))
    record("plan-entry.remove", by=by, subject=entry, advert=plan.advert, before={"planned_on": str(entry.planned_on)})
    entry.delete()


def _added(kind: type[Any], advert: Advert, details: EntryDetails, name: str, by: User) -> Any:
    plan = held_plan(advert)
    entry = kind(advert=plan.advert, owner=details.owner, **details.words)
    refuse_if(_problems_with_details(plan, entry, details))
    _date(entry, details.dating, plan)
    entry.save(force_insert=True)
    record(name, by=by, subject=entry, advert=plan.advert, after={"planned_on": str(entry.planned_on)})
    return entry


def _edited(
    entry: Any,
    details: EntryDetails,
    name: str,
    by: User,
    *,
    version: int | None,
    reason: str,
    shown: str | None,
) -> Any:
    plan = held_plan(entry.advert)
    entry = _standing(plan, entry)
    refuse_if(problems_with_changing_entry(entry, version))
    for field, value in details.words.items():
        setattr(entry, field, value)
    refuse_if(_problems_with_details(plan, entry, details))
    moves = plan.moves(details.dating.node(entry.reference, entry.title))
    before = {"planned_on": str(entry.planned_on)}
    apply_moves(plan, moves, reason=reason, shown=shown, by=by, saved=entry)
    _date(entry, details.dating, plan)
    entry.owner = details.owner
    _save(entry, *details.words, "owner", "anchor", "after", "offset", "day_kind", "planned_on")
    after = {"planned_on": str(entry.planned_on), "moved": len(moves), "shown": fingerprint(moves)}
    record(name, by=by, subject=entry, advert=plan.advert, before=before, after=after)
    return entry


def _problems_with_details(plan: Plan, entry: Any, details: EntryDetails) -> list[Any]:
    return [
        *problems_with_plan_owner(details.owner),
        *problems_with_dating(plan, entry.reference, entry.title, details.dating),
    ]


def _date(entry: Any, dating: Dating, plan: Plan) -> None:
    entry.anchor, entry.after, entry.offset, entry.day_kind = (
        dating.anchor,
        dating.after,
        dating.offset,
        dating.day_kind,
    )
    entry.planned_on = plan.resolved(dating.node(entry.reference, entry.title)).days[entry.reference]


def _standing(plan: Plan, entry: Any) -> Any:
    """The entry as it stands in the plan that is held; gone where somebody else removed it meanwhile."""
    found = next((each for each in plan.entries if each.reference == entry.reference), None)
    if found is None:
        raise ActionRefused([Problem("removed", "Somebody has removed this from the plan meanwhile.")])
    return found


def _save(entry: Any, *fields: str) -> None:
    entry.version += 1
    entry.save(update_fields=[*fields, "version"])
