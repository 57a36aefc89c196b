"""Conditions on the plans: a project plan and a communication plan, with owners and days (S13, S14)."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from eoi.models import Advert, Audience, CommunicationActivity, Milestone, ReadinessReason
from eoi.policies.plan import LEAST_MILESTONES, problems_with_plan_owner
from eoi.registry import Condition, ConditionState
from eoi.working_days import uk_day

OUR_PEOPLE = {Audience.STAFF.value, Audience.UNIONS.value}


def project_plan(advert: Advert, at: datetime) -> Condition:
    """At least three milestones, each with a day and an owner who can still act; nothing late, or a reason for it. Three queries."""
    title = "A project plan with dates and owners is there"
    there = reverse("eoi:plan-detail", args=[advert.reference])
    milestones = list(Milestone.objects.filter(advert=advert).select_related("owner").prefetch_related("owner__groups"))
    if len(milestones) < LEAST_MILESTONES:
        why = f"The plan has {_many(len(milestones), 'milestone')}. Have at least {LEAST_MILESTONES}."
        return Condition("project-plan", title, ConditionState.NOT_MET, why, there)
    if incomplete := _incomplete(milestones):
        return Condition("project-plan", title, ConditionState.NOT_MET, incomplete, there)
    late = [milestone for milestone in milestones if milestone.is_late(today=uk_day(at))]
    if not late:
        why = f"{_many(len(milestones), 'milestone')}, each with a date and an owner, and none of them late."
        return Condition("project-plan", title, ConditionState.MET, why, there)
    return _with_late(advert, late, title, there)


def communication_plan(advert: Advert, at: datetime) -> Condition:
    """At least one activity for staff or trades unions and one for prospective partners, each with a day and an owner."""
    title = "A communication plan is there"
    there = reverse("eoi:communication-list", args=[advert.reference])
    of_advert = CommunicationActivity.objects.filter(advert=advert)
    activities = list(of_advert.select_related("owner").prefetch_related("owner__groups"))
    audiences = {activity.audience for activity in activities}
    missing = [
        words
        for words, wanted in (
            ("staff or trades unions", OUR_PEOPLE),
            ("prospective partners", {Audience.PARTNERS.value}),
        )
        if not audiences & wanted
    ]
    why = f"Nothing is planned for {' and nothing for '.join(missing)}." if missing else _incomplete(activities)
    if why:
        return Condition("communication-plan", title, ConditionState.NOT_MET, why, there)
    number = len(activities)
    why = f"{number} {'activity' if number == 1 else 'activities'}, each with a date and an owner."
    return Condition("communication-plan", title, ConditionState.MET, why, there)


def _incomplete(entries: list[Any]) -> str:
    """What has no day, or an owner who has left; nothing where all are complete."""
    for entry in entries:
        if entry.planned_on is None:
            return f"“{entry.title}” has no date yet, because what it hangs on has none."
        if not entry.is_done and (problems := problems_with_plan_owner(entry.owner)):
            return f"“{entry.title}” needs an owner. {problems[0].message}"
    return ""


def _with_late(advert: Advert, late: list[Milestone], title: str, there: str) -> Condition:
    references = ", ".join(sorted(milestone.reference for milestone in late))
    about = f"{len(late)} late: {references}"[:300]
    names = ", ".join(f"“{milestone.title}”" for milestone in late[:3])
    counted = (
        f"{_many(len(late), 'milestone is', 'milestones are')} late: {names}{' and more' if len(late) > 3 else ''}."
    )
    given = ReadinessReason.objects.latest_about(advert, condition="project-plan", about=about)
    if given:
        why = f"{counted} {given.given_by.full_name} recorded why that does not matter: {given.reason}"
        return Condition("project-plan", title, ConditionState.REASONED, why, there, takes_reason=True, about=about)
    why = f"{counted} Mark what is done, move what is not, or record why it does not matter."
    return Condition("project-plan", title, ConditionState.NOT_MET, why, there, takes_reason=True, about=about)


def _many(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
