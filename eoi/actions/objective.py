"""Sets of objectives, and rewording an objective (S1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from eoi.audit import action, record
from eoi.keys import free_key
from eoi.models import MOST_OBJECTIVES, Objective, ObjectiveSet, ObjectiveWording, User
from eoi.policies.objective import (
    problems_with_making_default,
    problems_with_new_wording,
    problems_with_restoring_set,
    problems_with_retiring_set,
    problems_with_rewording,
)
from eoi.problems import Problem, refuse_if


@dataclass(frozen=True)
class FirstWording:
    """An objective of a new set, as it is worded to begin with."""

    short_title: str
    wording: str
    concerns_staff: bool = False


@action("objective-set.create")
def create_objective_set(
    *, name: str, description: str, objectives: Sequence[FirstWording], reason: str, by: User
) -> ObjectiveSet:
    """A further set, numbered in the order given; offered to adverts at once. `reason` stands beside each first wording."""
    if not 1 <= len(objectives) <= MOST_OBJECTIVES:
        refuse_if([Problem("number", f"A set has 1 to {MOST_OBJECTIVES} objectives; this one has {len(objectives)}.")])
    taken = set(ObjectiveSet.objects.values_list("key", flat=True))
    objective_set = ObjectiveSet.objects.create(
        key=free_key(name, taken=taken, longest=50, otherwise="set"), name=name, description=description, created_by=by
    )
    made = Objective.objects.bulk_create(
        Objective(objective_set=objective_set, number=number, concerns_staff=first.concerns_staff)
        for number, first in enumerate(objectives, start=1)
    )
    ObjectiveWording.objects.bulk_create(
        ObjectiveWording(
            objective=objective,
            edition=1,
            short_title=first.short_title,
            wording=first.wording,
            reason=reason,
            worded_by=by,
        )
        for objective, first in zip(made, objectives, strict=True)
    )
    record("objective-set.create", by=by, subject=objective_set, after={"objectives": len(objectives)})
    return objective_set


@action("objective-set.make-default")
def make_default_set(*, objective_set: ObjectiveSet, by: User) -> ObjectiveSet:
    """What drafts begin with from now on. Adverts that are there already keep their set."""
    sets = {found.pk: found for found in ObjectiveSet.objects.select_for_update().order_by("pk")}
    objective_set = sets[objective_set.pk]
    refuse_if(problems_with_making_default(objective_set))
    before = next(found for found in sets.values() if found.is_default)
    before.is_default = False
    before.save(update_fields=["is_default"])
    objective_set.is_default = True
    objective_set.save(update_fields=["is_default"])
    record("objective-set.make-default", by=by, subject=objective_set, before={"default": before.key})
    return objective_set


@action("objective-set.retire")
def retire_objective_set(*, objective_set: ObjectiveSet, by: User, at: datetime) -> ObjectiveSet:
    """No further advert chooses it. A draft that stands on it is no longer ready; a published advert keeps it."""
    objective_set = ObjectiveSet.objects.select_for_update().get(pk=objective_set.pk)
    refuse_if(problems_with_retiring_set(objective_set))
    objective_set.retired_at, objective_set.retired_by = at, by
    objective_set.save(update_fields=["retired_at", "retired_by"])
    record("objective-set.retire", by=by, subject=objective_set)
    return objective_set


@action("objective-set.restore")
def restore_objective_set(*, objective_set: ObjectiveSet, by: User) -> ObjectiveSet:
    """Adverts can choose it again."""
    objective_set = ObjectiveSet.objects.select_for_update().get(pk=objective_set.pk)
    refuse_if(problems_with_restoring_set(objective_set))
    objective_set.retired_at = objective_set.retired_by = None
    objective_set.save(update_fields=["retired_at", "retired_by"])
    record("objective-set.restore", by=by, subject=objective_set)
    return objective_set


@action("objective.reword")
def reword_objective(
    *, objective: Objective, edition: int, short_title: str, wording: str, reason: str, by: User
) -> ObjectiveWording:
    """The next edition, made from `edition`. Published adverts keep theirs; drafts are offered the new one (S1).

    Where somebody else reworded it meanwhile the second is refused, and nothing is lost: both are shown (P13).
    """
    objective = Objective.objects.select_for_update(of=("self",)).select_related("objective_set").get(pk=objective.pk)
    refuse_if(problems_with_rewording(objective))
    current = objective.wordings.with_authors().latest("edition")
    refuse_if(problems_with_new_wording(current, edition=edition, short_title=short_title, wording=wording))
    new = ObjectiveWording.objects.create(
        objective=objective,
        edition=current.edition + 1,
        short_title=short_title,
        wording=wording,
        reason=reason,
        worded_by=by,
    )
    record(
        "objective.reword",
        by=by,
        subject=objective,
        before={"edition": current.edition},
        after={"edition": new.edition},
    )
    return new
