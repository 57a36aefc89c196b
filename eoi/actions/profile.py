"""Editions of a service's profile: drafted, saved, signed off, discarded; and reminders of their review (S4, S10)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse

from eoi.audit import action, record
from eoi.models import (
    PositioningFramework,
    ProfileIndicator,
    ProfileReminder,
    ProfileVolume,
    Role,
    Service,
    ServiceProfile,
    User,
)
from eoi.notifications import public_link, queue_mail
from eoi.policies.profile import (
    problems_with_drafting_profile,
    problems_with_profile_version,
    problems_with_rewording_axes,
    problems_with_saving_profile,
    problems_with_settled_profile,
    problems_with_signing_off,
)
from eoi.problems import ActionRefused, Problem, refuse_if
from eoi.working_days import uk_day


@dataclass(frozen=True)
class VolumeRow:
    label: str = ""
    number: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True)
class IndicatorRow:
    name: str = ""
    year: str = ""
    value: str = ""
    unit: str = ""
    trend: str = ""
    direction: str = ""


@action("profile.draft")
def draft_profile(*, service: Service, by: User) -> ServiceProfile:
    """Begin the next edition as a copy of the last one, or an empty first one. One draft at a time."""
    service = Service.objects.lock_for_change().get(pk=service.pk)
    editions = ServiceProfile.objects.of(service)
    draft = editions.drafts().select_related("drafted_by").first()
    refuse_if(problems_with_drafting_profile(service, draft))
    last = editions.signed_off().with_rows().order_by("number").last()
    profile = ServiceProfile.objects.create(
        service=service,
        number=last.number + 1 if last else 1,
        framework=PositioningFramework.objects.current(),
        drafted_by=by,
        changed_by=by,
        **(last.contents() if last else {}),
    )
    if last:
        _write_rows(profile, _volumes_of(last), _indicators_of(last))
    record("profile.draft", by=by, subject=profile, after={"edition": profile.number})
    return profile


@action("profile.save")
def save_profile(
    *,
    profile: ServiceProfile,
    changes: dict[str, Any],
    volumes: Sequence[VolumeRow],
    indicators: Sequence[IndicatorRow],
    draft_version: int,
    axes: int,
    by: User,
    at: datetime,
) -> ServiceProfile:
    """Save a draft, complete or not (P4). `draft_version` and `axes` are the version and the edition of the axes that were read."""
    draft = _locked(profile)
    current = PositioningFramework.objects.current()
    refuse_if(problems_with_saving_profile(draft, draft_version, axes, current))
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.framework = current
    draft.draft_version += 1
    draft.changed_by, draft.changed_at = by, at
    draft.save(update_fields=[*changes, "framework", "draft_version", "changed_by", "changed_at"])
    draft.volumes.all().delete()
    draft.indicators.all().delete()
    _write_rows(draft, volumes, indicators)
    after = {"draft_version": draft.draft_version, "volumes": len(volumes), "indicators": len(indicators)}
    record("profile.save", by=by, subject=draft, after=after)
    return draft


@action("profile.sign-off")
def sign_off_profile(*, profile: ServiceProfile, draft_version: int, by: User, at: datetime) -> ServiceProfile:
    """Sign off the version that was read, in one's own name. It never changes again; the owner of today is kept with it."""
    draft = _locked(profile)
    found = problems_with_settled_profile(draft) or problems_with_profile_version(draft, draft_version, "sign it off")
    refuse_if(found or problems_with_signing_off(draft, on=uk_day(at)))
    owner = draft.service.owner
    draft.signed_off_at, draft.signed_off_by, draft.owner_at_sign_off = at, by, owner
    draft.save(update_fields=["signed_off_at", "signed_off_by", "owner_at_sign_off"])
    if owner and owner != by:
        _tell_owner(draft, owner)
    record("profile.sign-off", by=by, subject=draft, after={"edition": draft.number, "draft_version": draft_version})
    return draft


@action("profile.discard")
def discard_profile(*, profile: ServiceProfile, draft_version: int, by: User) -> Service:
    """Delete the draft that was read. Signed-off editions stay."""
    draft = _locked(profile)
    refuse_if(problems_with_settled_profile(draft) or problems_with_profile_version(draft, draft_version, "discard it"))
    service = draft.service
    record("profile.discard", by=by, subject=draft, before={"edition": draft.number, "draft_version": draft_version})
    draft.delete()
    return service


@action("profile.remind")
def remind_about_review(*, profile: ServiceProfile, at: datetime, by: User | None = None) -> ProfileReminder | None:
    """Tell owner and deputies that the review comes near or is overdue; once for each day on which that falls due.

    Nobody to tell: nothing is recorded, so that a new owner is told. Harmless when repeated.
    """
    due = profile.reminder_due(uk_day(at))
    keepers = [keeper.user for keeper in profile.service.keepers.all() if _can_be_told(keeper.user)]
    if due is None or not keepers:
        return None
    kind, due_on = due
    reminder, is_new = ProfileReminder.objects.get_or_create(
        profile=profile, kind=kind, due_on=due_on, defaults={"sent_at": at}
    )
    if not is_new:
        return None
    queue_mail(
        to=[person.email for person in keepers],
        template="emails/profile_review.txt",
        context={"service": profile.service, "profile": profile, "is_overdue": kind == kind.OVERDUE, **_link(profile)},
    )
    after = {"kind": kind.value, "due_on": str(due_on), "told": len(keepers)}
    record("profile.remind", by=by, subject=profile, after=after)
    return reminder


@action("positioning.reword")
def reword_axes(*, words: dict[str, Any], edition: int, by: User) -> PositioningFramework:
    """A new edition of the axes. Signed-off profiles keep the one they were placed on; drafts take the new one when saved."""
    current = PositioningFramework.objects.current()
    refuse_if(problems_with_rewording_axes(current, edition))
    axes = PositioningFramework.objects.create(edition=current.edition + 1, written_by=by, **words)
    record("positioning.reword", by=by, subject=axes, after={"to_be_confirmed": axes.to_be_confirmed})
    return axes


def _locked(profile: ServiceProfile) -> ServiceProfile:
    """The draft as it stands, after its service, so that drafting and signing off wait for each other."""
    service = Service.objects.lock_for_change().get(pk=profile.service_id)
    draft = ServiceProfile.objects.lock_for_change().with_rows().filter(pk=profile.pk).first()
    if draft is None:
        message = f"Somebody discarded the draft of edition {profile.number} of {service.name} meanwhile."
        raise ActionRefused([Problem("discarded", message, reverse("eoi:profile-detail", args=[service.key]))])
    return draft


def _write_rows(profile: ServiceProfile, volumes: Sequence[VolumeRow], indicators: Sequence[IndicatorRow]) -> None:
    ProfileVolume.objects.bulk_create(
        ProfileVolume(profile=profile, position=position, **asdict(row)) for position, row in enumerate(volumes, 1)
    )
    ProfileIndicator.objects.bulk_create(
        ProfileIndicator(profile=profile, position=position, **asdict(row))
        for position, row in enumerate(indicators, 1)
    )


def _volumes_of(profile: ServiceProfile) -> list[VolumeRow]:
    return [VolumeRow(row.label, row.number, row.unit) for row in profile.volumes.all()]


def _indicators_of(profile: ServiceProfile) -> list[IndicatorRow]:
    return [
        IndicatorRow(row.name, row.year, row.value, row.unit, row.trend, row.direction)
        for row in profile.indicators.all()
    ]


def _can_be_told(person: User) -> bool:
    return person.is_active and Role.SERVICE_MANAGER.value in person.roles


def _tell_owner(profile: ServiceProfile, owner: User) -> None:
    context = {"service": profile.service, "profile": profile, **_link(profile)}
    queue_mail(to=[owner.email], template="emails/profile_signed_off.txt", context=context)


def _link(profile: ServiceProfile) -> dict[str, str]:
    return {"link": public_link(reverse("eoi:profile-detail", args=[profile.service.key]))}
