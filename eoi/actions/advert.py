"""Drafting and publishing an advert; `actions/decision.py` stands between them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from eoi.actions.criteria import equal_criteria, write_criteria
from eoi.actions.draft import locked_draft
from eoi.actions.notice import release_first
from eoi.actions.plan import held_plan, move_with_advert
from eoi.actions.reading import grant_reading
from eoi.aims import pledges_to_publish
from eoi.audit import action, record
from eoi.models import (
    Advert,
    AdvertNeed,
    AdvertOfficer,
    AdvertService,
    Need,
    ObjectiveSet,
    ReadingPurpose,
    Role,
    Service,
    ServiceLeftOut,
    StandingStatements,
    Submission,
    User,
)
from eoi.pack.editions import pin_pack
from eoi.plan import anchors_of
from eoi.policies.decision import problems_with_publishing
from eoi.problems import Problem, refuse_if
from eoi.questions import fix_questions


@action("advert.draft")
def draft_advert(*, reference: str, title: str, by: User) -> Advert:
    """A new draft: every service in scope (S7), every need stated (S8), the default set of objectives (S1), its author its officer."""
    default_set = ObjectiveSet.objects.default()
    advert = Advert.objects.create(reference=reference, title=title, created_by=by, objective_set=default_set)
    AdvertOfficer.objects.create(advert=advert, user=by, assigned_by=by)
    AdvertService.objects.bulk_create(
        AdvertService(advert=advert, service=service) for service in Service.objects.all()
    )
    AdvertNeed.objects.bulk_create(AdvertNeed(advert=advert, need=need) for need in Need.objects.offered())
    write_criteria(advert, equal_criteria(default_set))
    record("advert.draft", by=by, subject=advert, advert=advert)
    return advert


@action("advert.edit")
def edit_advert(
    *,
    advert: Advert,
    changes: dict[str, Any],
    services: Iterable[Service],
    by: User,
    left_out: Mapping[Service, str] | None = None,
    draft_version: int | None = None,
    reason: str = "",
    shown_moves: str | None = None,
) -> Advert:
    """Change the words, dates, contact or scope of a draft. A decision taken before no longer covers it.

    `left_out` says of services that are not in scope why not (S7); without it, the reasons given before stand.
    With `draft_version`, the version the changes were made from, a colleague's later change is not written over (P13).
    What in the plan hangs on a date that changes follows it, for `reason`; `shown_moves` as of `edit_milestone`.
    """
    advert = locked_draft(advert, draft_version)
    _move_plan(advert, changes, reason=reason, shown=shown_moves, by=by)
    audited: list[str] = [name for name in ("opens_at", "closes_at", "questions_until", "reference") if name in changes]
    before = {name: str(getattr(advert, name)) for name in audited}
    for name, value in changes.items():
        setattr(advert, name, value)
    advert.draft_version += 1
    advert.save(update_fields=[*changes, "draft_version"])
    write_scope(advert, list(services), left_out, by=by)
    after = {name: str(getattr(advert, name)) for name in audited} | {"draft_version": str(advert.draft_version)}
    record("advert.edit", by=by, subject=advert, advert=advert, before=before, after=after)
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


@action("advert.publish")
def publish_advert(*, advert: Advert, by: User, at: datetime) -> Advert:
    """Publish: questions fixed; statements, profiles, pledges and the pack pinned; words and criteria frozen (DESIGN §4, S6)."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_publishing(advert, at=at))
    fix_questions(advert)
    AdvertService.objects.pin_profiles(advert)
    advert.published_pledges = pledges_to_publish(advert)
    advert.standing_statements = StandingStatements.objects.current()
    advert.published_at = at
    advert.published_by = by
    advert.save(update_fields=["published_pledges", "standing_statements", "published_at", "published_by"])
    advert.refresh_from_db(fields=["published_at"])
    release_first(advert)
    pin_pack(advert, None, by)
    record("advert.publish", by=by, subject=advert, advert=advert, after={"closes_at": str(advert.closes_at)})
    return advert


def write_scope(advert: Advert, services: list[Service], left_out: Mapping[Service, str] | None, *, by: User) -> None:
    """Which services are in scope, and why others are not. Up to five queries."""
    AdvertService.objects.filter(advert=advert).delete()
    AdvertService.objects.bulk_create(AdvertService(advert=advert, service=service) for service in services)
    if left_out is None:
        ServiceLeftOut.objects.filter(advert=advert, service__in=services).delete()
        return
    ServiceLeftOut.objects.filter(advert=advert).delete()
    ServiceLeftOut.objects.bulk_create(
        ServiceLeftOut(advert=advert, service=service, reason=reason, left_out_by=by)
        for service, reason in left_out.items()
        if service not in services and reason
    )


def _move_plan(advert: Advert, changes: dict[str, Any], *, reason: str, shown: str | None, by: User) -> None:
    """No query where neither day changes."""
    opens_at, closes_at = (changes.get(name, getattr(advert, name)) for name in ("opens_at", "closes_at"))
    if anchors_of(opens_at, closes_at) != anchors_of(advert.opens_at, advert.closes_at):
        move_with_advert(held_plan(advert), opens_at, closes_at, reason=reason, shown=shown, by=by)
