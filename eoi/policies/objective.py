"""When a set of objectives is made the default, retired or chosen, and when an objective is reworded (S1)."""

from collections.abc import Collection

from django.urls import reverse

from eoi.models import Advert, Objective, ObjectiveSet, ObjectiveWording
from eoi.problems import Problem


def problems_with_making_default(objective_set: ObjectiveSet) -> list[Problem]:
    if objective_set.is_default:
        return [Problem("already-default", f"New adverts begin with “{objective_set}” already.")]
    if objective_set.is_retired:
        return [Problem("retired", f"“{objective_set}” is retired. Bring it back first, then make it the default.")]
    return []


def problems_with_retiring_set(objective_set: ObjectiveSet) -> list[Problem]:
    """The default set is what new adverts begin with, so another takes its place first."""
    if objective_set.is_default:
        return [Problem("default", f"New adverts begin with “{objective_set}”. Make another set the default first.")]
    if objective_set.is_retired:
        return [Problem("retired", f"“{objective_set}” is retired already.")]
    return []


def problems_with_restoring_set(objective_set: ObjectiveSet) -> list[Problem]:
    if objective_set.is_retired:
        return []
    return [Problem("not-retired", f"“{objective_set}” is not retired: adverts can choose it.")]


def problems_with_rewording(objective: Objective) -> list[Problem]:
    """Words of a set that no advert can choose any more are history."""
    if not objective.objective_set.is_retired:
        return []
    there = reverse("eoi:objective-set-detail", args=[objective.objective_set.key])
    return [Problem("retired", f"“{objective.objective_set}” is retired. Bring it back before you reword it.", there)]


def problems_with_new_wording(
    current: ObjectiveWording, *, edition: int, short_title: str, wording: str
) -> list[Problem]:
    """Written from the current edition, and different from it."""
    if edition != current.edition:
        who = current.worded_by.full_name if current.worded_by else "Somebody else"
        return [
            Problem(
                "changed-meanwhile",
                f"{who} reworded this objective while you were writing. Both wordings stand below: make one of them, then "
                "save again.",
                "#id_wording",
            )
        ]
    if (short_title, wording) == (current.short_title, current.wording):
        return [
            Problem("unchanged", "These are the words that stand already. Change a word, or leave it.", "#id_wording")
        ]
    return []


def problems_with_choosing_set(advert: Advert, objective_set: ObjectiveSet) -> list[Problem]:
    if objective_set.is_retired:
        return [Problem("retired", f"“{objective_set}” is retired. Choose a set that is offered.")]
    if objective_set.pk == advert.objective_set_id:
        return [Problem("chosen", f"The advert has chosen “{objective_set}” already.")]
    return []


def problems_with_draft_read(advert: Advert, draft_version: int | None) -> list[Problem]:
    """What is about to be replaced is what the officer read (P13)."""
    if draft_version in (None, advert.draft_version):
        return []
    return [
        Problem(
            "changed-meanwhile",
            "Somebody else changed the advert while you were reading. Look at its criteria again, then choose the set.",
            reverse("eoi:advert-aims", args=[advert.reference]),
        )
    ]


def problems_with_taking_wordings(newer: Collection[str], read: Collection[str] | None) -> list[Problem]:
    """There is something newer, and it is what the officer read; each named as `objective-edition` (P13)."""
    if not newer:
        return [Problem("none-newer", "Every objective of this advert stands in its current wording already.")]
    if read is not None and set(read) != set(newer):
        return [
            Problem(
                "changed-meanwhile", "The objectives were reworded again while you were reading. Read what changes."
            )
        ]
    return []
