"""Signed-off profiles for every service in scope, in as few statements as the guards allow.

Nearly every test of the suite runs this, so it writes the rows of all services at once instead of calling an action for each:
as the person who would, with every guard on. `tests/factories/profiles.py` reaches the same through the actions.
"""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from eoi.clock import EoiNow
from eoi.identity import acting_as
from eoi.models import (
    PositioningFramework,
    ProfileIndicator,
    Role,
    Service,
    ServiceKeeper,
    ServiceProfile,
    Trend,
    User,
)
from tests.factories.people import make_person

if TYPE_CHECKING:
    from tests.factories.world import World

REVIEW_BY = date(2028, 3, 31)
ENOUGH = {
    "purpose": "Pays what the council owes.",
    "customers": "Suppliers and staff.",
    "staff_fte": Decimal(100),
    "gross_budget": Decimal(1_000_000),
    "strengths": "Payments are quick.",
    "difficulties": "Systems are old.",
    "wanted": "Newer systems.",
    "position_across": 5,
    "position_up": 5,
    "narrative": "As the managers placed it.",
    "review_by": REVIEW_BY,
}


def sign_off_profiles(world: "World") -> None:
    """Owners where there are none, and a first edition where there is none. Nothing for a second advert of the test."""
    services = list(Service.objects.in_scope_of(world.advert).with_keepers())
    signed_off = set(ServiceProfile.objects.signed_off().values_list("service", flat=True))
    lacking = [service for service in services if service.pk not in signed_off or service.owner is None]
    if not lacking:
        return
    manager = make_person(Role.SERVICE_MANAGER, sign_in=False)
    ServiceKeeper.objects.bulk_create(  # a deputy where a test has named an owner
        ServiceKeeper(service=service, user=manager, is_owner=service.owner is None, assigned_by=world.officer)
        for service in lacking
    )
    without_edition = [service for service in lacking if service.pk not in signed_off]
    begun = {draft.service_id for draft in ServiceProfile.objects.drafts().of_services(Service.objects.all())}
    _write([service for service in without_edition if service.pk not in begun], manager)
    _sign_off([service for service in without_edition if service.pk in begun], manager)


def _sign_off(services: list[Service], manager: User) -> None:
    """Drafts that a test has begun and left, through actions."""
    from tests.factories import profiles

    for service in services:
        draft = service.profiles.get()
        profiles.sign_off(profiles.save(draft, by=manager), by=manager)


def _write(services: list[Service], manager: User) -> None:
    axes = PositioningFramework.objects.current()
    with acting_as(manager):
        profiles = ServiceProfile.objects.bulk_create(
            ServiceProfile(service=service, number=1, framework=axes, drafted_by=manager, changed_by=manager, **ENOUGH)
            for service in services
        )
        ProfileIndicator.objects.bulk_create(
            ProfileIndicator(
                profile=profile, position=1, name="Paid in time", year="2001/02", value="88", trend=Trend.SAME
            )
            for profile in profiles
        )
        owner = ServiceKeeper.objects.filter(service=OuterRef("service"), is_owner=True).values("user")
        ServiceProfile.objects.filter(pk__in=[profile.pk for profile in profiles]).update(
            signed_off_at=EoiNow(), signed_off_by=manager, owner_at_sign_off=Subquery(owner)
        )
