"""What an advert scores an answer by (S15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from eoi.actions.draft import locked_draft
from eoi.audit import action, record
from eoi.models import Advert, Criterion, ObjectiveWording, ScaleLevel, User
from eoi.policies import FULL_WEIGHT

CENT = Decimal("0.01")


@dataclass(frozen=True)
class CriterionChange:
    """One criterion as the officer wants it; criteria not named are taken away."""

    wording: ObjectiveWording
    weighting: Decimal
    guidance: str = ""


@action("criteria.edit")
def edit_criteria(
    *, advert: Advert, criteria: Sequence[CriterionChange], by: User, draft_version: int | None = None
) -> Advert:
    """Replace the criteria of a draft. Any total may be saved; publication asks for 100. `draft_version` as in `locked_draft`."""
    advert = locked_draft(advert, draft_version)
    before = {"weightings": [str(criterion.weighting) for criterion in advert.criteria.all()]}
    advert.criteria.all().delete()
    write_criteria(advert, criteria)
    advert.draft_version += 1
    advert.save(update_fields=["draft_version"])
    after = {"weightings": [str(change.weighting) for change in criteria], "draft_version": advert.draft_version}
    record("criteria.edit", by=by, subject=advert, advert=advert, before=before, after=after)
    return advert


def equal_weightings(count: int) -> list[Decimal]:
    """`count` weightings as equal as two decimal places allow, totalling 100; the last takes what is left."""
    if not count:
        return []
    share = (FULL_WEIGHT / count).quantize(CENT, rounding=ROUND_DOWN)
    return [share] * (count - 1) + [FULL_WEIGHT - share * (count - 1)]


def write_criteria(advert: Advert, changes: Sequence[CriterionChange]) -> None:
    """The criteria of an advert, on the standard descriptors."""
    levels = {str(level.value): f"{level.label}: {level.descriptor}" for level in ScaleLevel.objects.all()}
    Criterion.objects.bulk_create(
        Criterion(
            advert=advert,
            position=position,
            wording=change.wording,
            weighting=change.weighting,
            guidance=change.guidance,
            levels=levels,
        )
        for position, change in enumerate(changes, start=1)
    )
