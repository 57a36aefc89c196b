"""What an advert scores an answer by (S15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

from eoi.actions.draft import locked_draft
from eoi.audit import action, record
from eoi.criteria_standing import criteria_to_read
from eoi.models import Advert, Criterion, ObjectiveSet, ObjectiveWording, User
from eoi.policies.criteria import FULL_WEIGHT, problems_with_criterion
from eoi.problems import refuse_if
from eoi.scale import scale, standard_levels

CENT = Decimal("0.01")


@dataclass(frozen=True)
class CriterionChange:
    """One criterion as the officer wants it; criteria not named are taken away.

    Guidance and levels left out stay as they are; a new criterion begins without guidance and on the standard descriptors.
    """

    wording: ObjectiveWording
    weighting: Decimal
    guidance: str | None = None
    levels: dict[str, str] | None = None


@action("criteria.edit")
def edit_criteria(
    *, advert: Advert, criteria: Sequence[CriterionChange], by: User, draft_version: int | None = None
) -> Advert:
    """Replace the criteria of a draft. Any total may be saved; publication asks for 100. `draft_version` as in `locked_draft`.

    Where nothing changes, nothing is recorded, and agreements stand.
    """
    advert = locked_draft(advert, draft_version)
    before = [str(criterion.weighting) for criterion in advert.criteria.all()]
    if not write_criteria(advert, criteria):
        return advert
    after = [str(change.weighting) for change in criteria]
    return _changed("criteria.edit", advert, by=by, before={"weightings": before}, after={"weightings": after})


@action("criterion.edit")
def edit_criterion(*, advert: Advert, change: CriterionChange, by: User, draft_version: int | None = None) -> Advert:
    """Change weighting, guidance or descriptors of one criterion. As `edit_criteria` where nothing changes."""
    advert = locked_draft(advert, draft_version)
    criteria = criteria_to_read(advert)
    refuse_if(problems_with_criterion(criteria, change.wording))
    [was] = [criterion for criterion in criteria if criterion.wording.objective_id == change.wording.objective_id]
    now = _criterion(advert, was.position, change, was, levels={})
    if _facts(now) == _facts(was):
        return advert
    was.weighting, was.guidance, was.levels = now.weighting, now.guidance, now.levels
    was.save(update_fields=["weighting", "guidance", "levels"])
    after = {"objective": change.wording.objective.number, "weighting": str(change.weighting)}
    return _changed("criterion.edit", advert, by=by, before={}, after=after)


def write_criteria(advert: Advert, changes: Sequence[CriterionChange]) -> bool:
    """Put these criteria in place of what stands, and say whether that changed anything. The advert is locked by the caller.

    The database raises `criteria_version` for each change, so that what was agreed to before no longer counts.
    """
    standing = criteria_to_read(advert)
    by_objective = {criterion.wording.objective_id: criterion for criterion in standing}
    levels = standard_levels(scale())
    wanted = [
        _criterion(advert, position, change, by_objective.get(change.wording.objective_id), levels=levels)
        for position, change in enumerate(changes, start=1)
    ]
    if [_facts(criterion) for criterion in wanted] == [_facts(criterion) for criterion in standing]:
        return False
    advert.criteria.all().delete()
    Criterion.objects.bulk_create(wanted)
    return True


def equal_weightings(count: int) -> list[Decimal]:
    """`count` weightings as equal as two decimal places allow, totalling 100; the last takes what is left."""
    if not count:
        return []
    share = (FULL_WEIGHT / count).quantize(CENT, rounding=ROUND_DOWN)
    return [share] * (count - 1) + [FULL_WEIGHT - share * (count - 1)]


def equal_criteria(objective_set: ObjectiveSet) -> list[CriterionChange]:
    """Every objective of a set in its current wording, with equal weightings: what an advert begins with (S1, S15)."""
    wordings = list(ObjectiveWording.objects.of_set(objective_set).current())
    return [CriterionChange(*pair) for pair in zip(wordings, equal_weightings(len(wordings)), strict=True)]


def _criterion(
    advert: Advert, position: int, change: CriterionChange, was: Criterion | None, *, levels: dict[str, str]
) -> Criterion:
    """Unsaved: what is asked for, the rest from what stands, or from `levels`, the standard ones."""
    guidance = was.guidance if was else ""
    standing = was.levels if was else levels
    return Criterion(
        advert=advert,
        position=position,
        wording=change.wording,
        weighting=change.weighting,
        guidance=guidance if change.guidance is None else change.guidance,
        levels=standing if change.levels is None else change.levels,
    )


def _facts(criterion: Criterion) -> tuple[object, ...]:
    """What makes it another criterion."""
    return criterion.position, criterion.wording_id, criterion.weighting, criterion.guidance, criterion.levels


def _changed(name: str, advert: Advert, *, by: User, before: dict[str, Any], after: dict[str, Any]) -> Advert:
    advert.draft_version += 1
    advert.save(update_fields=["draft_version"])
    advert.refresh_from_db(fields=["criteria_version"])
    after |= {"draft_version": advert.draft_version, "criteria_version": advert.criteria_version}
    record(name, by=by, subject=advert, advert=advert, before=before, after=after)
    return advert
