"""Profiles of services, drafted and signed off as their owners do it: through actions."""

from typing import Any

from eoi.actions.profile import IndicatorRow, draft_profile, save_profile, sign_off_profile
from eoi.actions.service import name_service_owner
from eoi.identity import perform
from eoi.models import PositioningFramework, Service, ServiceProfile, User
from tests.factories.people import make_administrator
from tests.factories.ready_profiles import ENOUGH
from tests.factories.services import make_owner, service_of

INDICATORS = (IndicatorRow("Invoices paid in 30 days", "2001/02", "87.9", "%", "better", "up"),)


def own(service: Service, person: User) -> None:
    """This person owns this service as well."""
    administrator = make_administrator(sign_in=False)
    perform(name_service_owner, by=administrator, service=service, person=person)


def begin(service: Service | None = None, *, by: User | None = None) -> ServiceProfile:
    """A draft, empty or a copy of the last edition, by the service's owner or a new one."""
    service = service or service_of()
    by = by or service_of(service.key).owner or make_owner(service)
    return perform(draft_profile, by=by, service=service)


def save(
    draft: ServiceProfile, *, by: User | None = None, indicators=INDICATORS, volumes=(), **changes: Any
) -> ServiceProfile:
    """Complete, but for what `changes` takes away."""
    return perform(
        save_profile,
        by=by or draft.drafted_by,
        profile=draft,
        changes=ENOUGH | changes,
        volumes=volumes,
        indicators=indicators,
        draft_version=draft.draft_version,
        axes=PositioningFramework.objects.current().edition,
    )


def sign_off(draft: ServiceProfile, *, by: User | None = None) -> ServiceProfile:
    return perform(sign_off_profile, by=by or draft.drafted_by, profile=draft, draft_version=draft.draft_version)


def make_profile(service: Service | None = None, *, by: User | None = None, **changes: Any) -> ServiceProfile:
    """The next edition, signed off."""
    return sign_off(save(begin(service, by=by), by=by, **changes), by=by)
