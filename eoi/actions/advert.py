"""Drafting, deciding and publishing an advert."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_DOWN, Decimal
from typing import Any

from eoi.actions.reading import grant_reading
from eoi.audit import action, record
from eoi.models import (
    Advert,
    AdvertOfficer,
    AdvertService,
    Criterion,
    DecisionToAdvertise,
    ObjectiveWording,
    ReadingPurpose,
    Role,
    ScaleLevel,
    Service,
    StandingStatements,
    Submission,
    User,
)
from eoi.policies import FULL_WEIGHT, problems_with_deciding, problems_with_editing, problems_with_publishing
from eoi.problems import Problem, refuse_if
from eoi.questions import fix_questions

CENT = Decimal("0.01")


@dataclass(frozen=True)
class CriterionChange:
    """One criterion as the officer wants it; criteria not named are taken away."""

    wording: ObjectiveWording
    weighting: Decimal
    guidance: str = ""


@action("advert.draft")
def draft_advert(*, reference: str, title: str, by: User) -> Advert:
    """A new draft: every service in scope (S7), the current objectives with equal weightings (S15), its author its officer."""
    advert = Advert.objects.create(reference=reference, title=title, created_by=by)
    AdvertOfficer.objects.create(advert=advert, user=by, assigned_by=by)
    AdvertService.objects.bulk_create(
        AdvertService(advert=advert, service=service) for service in Service.objects.all()
    )
    wordings = list(ObjectiveWording.objects.current())
    weightings = equal_weightings(len(wordings))
    _write_criteria(advert, [CriterionChange(*pair) for pair in zip(wordings, weightings, strict=True)])
    record("advert.draft", by=by, subject=advert, advert=advert)
    return advert


@action("advert.edit")
def edit_advert(
    *,
    advert: Advert,
    changes: dict[str, Any],
    services: Iterable[Service],
    by: User,
    draft_version: int | None = None,
) -> Advert:
    """Change the words, dates, contact or scope of a draft. A decision taken before no longer covers it.

    With `draft_version`, the version the changes were made from, a colleague's later change is not written over (P13).
    """
    advert = _locked_draft(advert, draft_version)
    audited: list[str] = [name for name in ("opens_at", "closes_at", "reference") if name in changes]
    before = {name: str(getattr(advert, name)) for name in audited}
    for name, value in changes.items():
        setattr(advert, name, value)
    advert.draft_version += 1
    advert.save(update_fields=[*changes, "draft_version"])
    AdvertService.objects.filter(advert=advert).delete()
    AdvertService.objects.bulk_create(AdvertService(advert=advert, service=service) for service in services)
    after = {name: str(getattr(advert, name)) for name in audited} | {"draft_version": str(advert.draft_version)}
    record("advert.edit", by=by, subject=advert, advert=advert, before=before, after=after)
    return advert


@action("criteria.edit")
def edit_criteria(
    *, advert: Advert, criteria: Sequence[CriterionChange], by: User, draft_version: int | None = None
) -> Advert:
    """Replace the criteria of a draft. Any total may be saved; publication asks for 100. `draft_version` as in `edit_advert`."""
    advert = _locked_draft(advert, draft_version)
    before = {"weightings": [str(criterion.weighting) for criterion in advert.criteria.all()]}
    advert.criteria.all().delete()
    _write_criteria(advert, criteria)
    advert.draft_version += 1
    advert.save(update_fields=["draft_version"])
    after = {"weightings": [str(change.weighting) for change in criteria], "draft_version": advert.draft_version}
    record("criteria.edit", by=by, subject=advert, advert=advert, before=before, after=after)
    return advert


@action("advert-officer.add")
def add_officer(*, advert: Advert, officer: User, by: User) -> AdvertOfficer:
    """Name another officer on an advert: two are needed to open its submissions."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    if Role.PROCUREMENT_OFFICER.value not in officer.roles:
        refuse_if(
            [Problem("not-an-officer", f"{officer.full_name} is not a procurement officer. Choose somebody who is.")]
        )
    if advert.officers.filter(user=officer).exists():
        refuse_if([Problem("already-an-officer", f"{officer.full_name} runs this advert already.")])
    assignment = AdvertOfficer.objects.create(advert=advert, user=officer, assigned_by=by)
    if advert.is_opened:
        submissions = list(Submission.objects.standing().for_advert(advert))
        grant_reading(submissions=submissions, user=officer, purpose=ReadingPurpose.OFFICER, by=by)
    record("advert-officer.add", by=by, subject=advert, advert=advert, after={"officer": officer.reference})
    return assignment


@action("advert.decide")
def decide_to_advertise(
    *, advert: Advert, draft_version: int, reasons: str, by: User, at: datetime
) -> DecisionToAdvertise:
    """Record the decision to advertise, with reasons, on the version that was read (S16)."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_deciding(advert, at=at))
    if draft_version != advert.draft_version:
        refuse_if(
            [Problem("changed-meanwhile", "The advert changed while you were deciding. Read it again, then decide.")]
        )
    decision = DecisionToAdvertise.objects.create(
        advert=advert, draft_version=draft_version, reasons=reasons, decided_by=by
    )
    record("advert.decide", by=by, subject=advert, advert=advert, after={"draft_version": draft_version})
    return decision


@action("advert.publish")
def publish_advert(*, advert: Advert, by: User, at: datetime) -> Advert:
    """Publish: the questions are fixed, the current standing statements pinned, words and criteria frozen (DESIGN §4, S6)."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_publishing(advert, at=at))
    fix_questions(advert)
    advert.standing_statements = StandingStatements.objects.current()
    advert.published_at = at
    advert.published_by = by
    advert.save(update_fields=["standing_statements", "published_at", "published_by"])
    advert.refresh_from_db(fields=["published_at"])
    record("advert.publish", by=by, subject=advert, advert=advert, after={"closes_at": str(advert.closes_at)})
    return advert


def equal_weightings(count: int) -> list[Decimal]:
    """`count` weightings as equal as two decimal places allow, totalling 100; the last takes what is left."""
    if not count:
        return []
    share = (FULL_WEIGHT / count).quantize(CENT, rounding=ROUND_DOWN)
    return [share] * (count - 1) + [FULL_WEIGHT - share * (count - 1)]


def _locked_draft(advert: Advert, draft_version: int | None = None) -> Advert:
    locked = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_editing(locked))
    if draft_version not in (None, locked.draft_version):
        refuse_if(
            [
                Problem(
                    "changed-meanwhile",
                    "Somebody else changed the advert while you were writing. What you typed stands below: look at the "
                    "preview in another tab, then save again to put yours in its place.",
                )
            ]
        )
    return locked


def _write_criteria(advert: Advert, changes: Sequence[CriterionChange]) -> None:
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
