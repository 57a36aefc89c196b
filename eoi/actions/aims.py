"""What one advert aims at: its set of objectives, the wordings it scores on, and the needs it states (S1, S8)."""

from collections.abc import Collection, Sequence

from eoi.actions.criteria import equal_criteria, write_criteria
from eoi.actions.draft import locked_draft
from eoi.aims import newer_wordings
from eoi.audit import action, record
from eoi.models import Advert, AdvertNeed, Need, ObjectiveSet, User
from eoi.policies.objective import problems_with_choosing_set, problems_with_draft_read, problems_with_taking_wordings
from eoi.problems import Problem, refuse_if


@action("advert-aims.choose-set")
def choose_objective_set(
    *, advert: Advert, objective_set: ObjectiveSet, by: User, draft_version: int | None = None
) -> Advert:
    """Another set for a draft: its criteria are replaced by the set's objectives with equal weightings and no guidance."""
    advert = locked_draft(advert)
    objective_set = ObjectiveSet.objects.select_for_update().get(pk=objective_set.pk)
    refuse_if(problems_with_choosing_set(advert, objective_set) or problems_with_draft_read(advert, draft_version))
    before = {"set": advert.objective_set.key}
    advert.criteria.all().delete()
    advert.objective_set = objective_set
    advert.draft_version += 1
    advert.save(update_fields=["objective_set", "draft_version"])
    write_criteria(advert, equal_criteria(objective_set))
    after = {"set": objective_set.key, "draft_version": advert.draft_version}
    record("advert-aims.choose-set", by=by, subject=advert, advert=advert, before=before, after=after)
    return advert


@action("advert-aims.take-wordings")
def take_newer_wordings(*, advert: Advert, by: User, read: Collection[str] | None = None) -> Advert:
    """A draft takes the current wording of each objective it scores. Weightings, guidance and descriptors stay.

    With `read`, the names of the wordings that were on the page, one that came later is refused, not taken unread (P13).
    """
    advert = locked_draft(advert)
    newer = newer_wordings(advert)
    refuse_if(problems_with_taking_wordings([found.name for found in newer], read))
    for found in newer:
        found.criterion.wording = found.wording
        found.criterion.save(update_fields=["wording"])
    advert.draft_version += 1
    advert.save(update_fields=["draft_version"])
    taken = {str(found.wording.objective.number): found.wording.edition for found in newer}
    after = {"editions": taken, "draft_version": advert.draft_version}
    record("advert-aims.take-wordings", by=by, subject=advert, advert=advert, after=after)
    return advert


@action("advert-aims.state-needs")
def state_needs(*, advert: Advert, needs: Sequence[Need], by: User, draft_version: int | None = None) -> Advert:
    """The needs that a draft states, perhaps none: then its page says nothing of needs and organisations are not asked."""
    advert = locked_draft(advert, draft_version)
    standing = {statement.need_id for statement in advert.advert_needs.all()}
    retired = [need for need in needs if need.is_retired and need.pk not in standing]
    refuse_if(Problem("retired", f"“{need}” is retired. Leave it out.") for need in retired)
    advert.advert_needs.all().delete()
    AdvertNeed.objects.bulk_create(AdvertNeed(advert=advert, need=need) for need in needs)
    advert.draft_version += 1
    advert.save(update_fields=["draft_version"])
    after = {"needs": [need.key for need in needs], "draft_version": advert.draft_version}
    record(
        "advert-aims.state-needs", by=by, subject=advert, advert=advert, before={"needs": len(standing)}, after=after
    )
    return advert
