"""The project plan and the communication plan (S13, S14)."""

from datetime import date

from eoi.documents import Section
from eoi.models import Advert, PlanEntry
from eoi.plan import Dating, read_plan
from eoi.templatetags.times import uk_date


def plans(advert: Advert) -> list[Section]:
    """Milestones and activities in order of date. Four queries."""
    plan = read_plan(advert)
    milestones = [
        [each.title, each.owner.full_name, _when(each), Dating.of(each).words() or "A day of its own"]
        for each in sorted(plan.milestones, key=_order)
    ]
    activities = [
        [each.audience_words, each.message, each.channel, each.owner.full_name, _when(each)]
        for each in sorted(plan.activities, key=_order)
    ]
    project = Section("Project plan").table("Milestones", ["What", "Owner", "When", "Hangs on"], milestones)
    communication = Section("Communication plan").table(
        "Activities", ["Audience", "Message", "Channel", "Owner", "When"], activities
    )
    return [project, communication]


def _when(entry: PlanEntry) -> str:
    if entry.done_on:
        return f"Done on {uk_date(entry.done_on)}"
    return uk_date(entry.planned_on) or "No date yet"


def _order(entry: PlanEntry) -> tuple[bool, date]:
    return entry.planned_on is None, entry.planned_on or date.max
