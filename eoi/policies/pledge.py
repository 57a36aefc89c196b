"""When a pledge is changed, confirmed, retired (S2)."""

from django.urls import reverse

from eoi.models import Pledge
from eoi.problems import Problem

PLACE_HOLDER = "to be confirmed"


def problems_with_changing_pledge(pledge: Pledge) -> list[Problem]:
    """One that the council no longer has is history."""
    if not pledge.is_retired:
        return []
    return [Problem("retired", f"Pledge {pledge.number} is retired. Bring it back before you change it.")]


def problems_with_confirming_pledge(pledge: Pledge) -> list[Problem]:
    """Once for its words as they stand, which are no longer those that hold its place."""
    found = problems_with_changing_pledge(pledge)
    if not found and not pledge.to_be_confirmed:
        found.append(Problem("confirmed", f"Pledge {pledge.number} has been confirmed in these words already."))
    if not found and PLACE_HOLDER in pledge.title.lower():
        edit = reverse("eoi:pledge-edit", args=[pledge.number])
        found.append(Problem("no-title", f"Pledge {pledge.number} has no title of its own yet. Write it first.", edit))
    return found


def problems_with_restoring_pledge(pledge: Pledge) -> list[Problem]:
    if pledge.is_retired:
        return []
    return [Problem("not-retired", f"Pledge {pledge.number} is not retired.")]


def problems_with_pledge_version(pledge: Pledge, version: int) -> list[Problem]:
    """A colleague's later change is not written over (P13)."""
    if version == pledge.version:
        return []
    who = pledge.changed_by.full_name if pledge.changed_by else "Somebody else"
    return [
        Problem(
            "changed-meanwhile",
            f"{who} changed this pledge while you were writing. What they saved stands above, what you typed below: save "
            "again to put yours in its place.",
        )
    ]
