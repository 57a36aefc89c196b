"""When a plan may be begun, changed, moved and agreed (S13, S14)."""

from collections.abc import Sequence
from datetime import date

from eoi.models import Anchor, Milestone, PlanEntry, Role, User
from eoi.permissions import may_own_plan_entry
from eoi.plan import Dating, Plan
from eoi.problems import Problem
from eoi.timetable import FIRST_DAY, LAST_DAY, Move

LEAST_MILESTONES = 3


def problems_with_starting_plan(plan: Plan) -> list[Problem]:
    """A ready-made plan is only for an empty one: nothing of anybody's is mixed up."""
    if not plan.entries:
        return []
    return [Problem("plan-begun", "This plan has been begun. Add to it, or change what stands in it.")]


def problems_with_agreeing_plan(plan: Plan) -> list[Problem]:
    if plan.agreement:
        return [
            Problem("plan-agreed", f"{plan.agreement.agreed_by.full_name} recorded already that the plan is agreed.")
        ]
    if len(plan.milestones) < LEAST_MILESTONES:
        return [
            Problem(
                "plan-short", f"The plan has fewer than {LEAST_MILESTONES} milestones. Add to it before it is agreed."
            )
        ]
    return []


def problems_with_plan_owner(person: User) -> list[Problem]:
    """Somebody of the council who can read the plan and do something about it. One query."""
    if not person.is_active:
        return [Problem("owner", f"The account of {person.full_name} is disabled. Choose somebody else.", "#id_owner")]
    if not may_own_plan_entry(person):
        message = f"{person.full_name} is {_what(person)}, so owns nothing in a plan. Choose somebody else."
        return [Problem("owner", message, "#id_owner")]
    return []


def problems_with_dating(plan: Plan, key: str, title: str, dating: Dating) -> list[Problem]:
    """Circles, dates that cannot be meant, and what hangs on another advert's plan."""
    if dating.anchor == Anchor.FIXED and dating.planned_on is None:
        return [Problem("no-date", "Choose a date.", "#id_planned_on")]
    if dating.anchor == Anchor.FIXED and not FIRST_DAY <= dating.planned_on <= LAST_DAY:  # type: ignore[operator]
        message = f"The date is outside the years {FIRST_DAY.year} to {LAST_DAY.year}. Choose one between them."
        return [Problem("plan-date-range", message, "#id_planned_on")]
    if dating.anchor == Anchor.MILESTONE and (dating.after is None or dating.after not in plan.milestones):
        message = "The milestone to wait for is not in this plan. Choose one from the list."
        return [Problem("other-plan", message, "#id_after")]
    return plan.resolved(dating.node(key, title)).problems


def problems_with_changing_entry(entry: PlanEntry, version: int | None) -> list[Problem]:
    """What is done stays as it was; a colleague's later change is not written over (P13)."""
    if entry.is_done:
        return [Problem("done", "This is done, so it no longer changes. Take that back first if it is not.")]
    if version is not None and version != entry.version:
        message = (
            "Somebody changed this while you were writing. What you typed stands below: compare it with the plan, then "
            "send it again to put it in place of theirs."
        )
        return [Problem("changed-meanwhile", message)]
    return []


def problems_with_moves(
    plan: Plan, moves: Sequence[Move], *, reason: str, shown: str | None, now_shown: str
) -> list[Problem]:
    """Nothing moves that was not shown first, and once the plan is agreed nothing without a reason."""
    if shown is not None and shown != now_shown:
        message = "The plan changed while you were reading. This is what would move now: look at it again."
        return [Problem("other-moves", message)]
    if moves and plan.is_agreed and not reason.strip():
        return [Problem("no-reason", "The plan has been agreed: say why the date moves.", "#id_reason")]
    return []


def problems_with_doing(entry: PlanEntry, *, done_on: date, evidence: str, today: date) -> list[Problem]:
    """Done once, on a day that has come; a communication says where the evidence is kept (S13)."""
    if entry.is_done:
        return [Problem("done", "This has been marked as done already.")]
    if done_on > today:
        return [Problem("future", "That day has not come yet. Enter the day on which it was done.", "#id_done_on")]
    if done_on < FIRST_DAY:
        return [Problem("plan-date-range", f"Choose a date from {FIRST_DAY.year} on.", "#id_done_on")]
    if not isinstance(entry, Milestone) and not evidence.strip():
        message = "Say what shows that it was done: a link, or where it is kept."
        return [Problem("no-evidence", message, "#id_evidence")]
    return []


def problems_with_taking_back(entry: PlanEntry) -> list[Problem]:
    return [] if entry.is_done else [Problem("not-done", "This is not marked as done.")]


def problems_with_removing_entry(plan: Plan, entry: PlanEntry) -> list[Problem]:
    """What others hang on stays, and so does what is done."""
    if entry.is_done:
        return [Problem("done", "This is done, so it stays in the plan.")]
    waiting = plan.dependants_of(entry) if isinstance(entry, Milestone) else []
    return [
        Problem("waited-for", f"“{each.title}” hangs on it. Let it hang on something else first, or remove it.")
        for each in waiting
    ]


def _what(person: User) -> str:
    if Role.ADMINISTRATOR.value in person.roles:
        return "an administrator, who sees no content"
    if Role.AUDITOR.value in person.roles:
        return "an auditor, who changes nothing"
    return "not of the council"
