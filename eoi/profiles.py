"""The services with the editions of their profiles that count, for the pages and papers that show several (S4, S10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from eoi.clock import database_now
from eoi.models import Advert, PositioningFramework, ReviewState, Service, ServiceProfile, User
from eoi.models.service import ServiceQuerySet
from eoi.position_chart import Place, PositionChart, chart_of
from eoi.working_days import uk_day


@dataclass(frozen=True)
class ScopedProfile:
    """One service and the signed-off edition that counts for it, or None."""

    service: Service
    owner: User | None
    profile: ServiceProfile | None
    state: ReviewState | None

    @property
    def is_overdue(self) -> bool:
        return self.state == ReviewState.OVERDUE


@dataclass(frozen=True)
class Totals:
    staff_fte: Decimal
    gross_budget: Decimal


def profiles_in_scope(advert: Advert, *, on: date | None = None) -> list[ScopedProfile]:
    """Each service in scope, in order, with the edition that publication pinned; before that, the last signed-off one.

    Overdue as of `on`, by default today in the United Kingdom. Three queries however many services; a fourth without `on`.
    """
    return _scoped(Service.objects.in_scope_of(advert), ServiceProfile.objects.shown_with(advert), on)


def profiles_of(services: ServiceQuerySet, *, on: date) -> list[ScopedProfile]:
    """The last signed-off edition of each of these services. Three queries however many services."""
    return _scoped(services, ServiceProfile.objects.current().of_services(services), on)


def totals_of(scoped: Iterable[ScopedProfile]) -> Totals:
    """Staff and budget together, as far as profiles say them."""
    profiles = [each.profile for each in scoped if each.profile]
    return Totals(
        sum((profile.staff_fte or Decimal(0) for profile in profiles), Decimal(0)),
        sum((profile.gross_budget or Decimal(0) for profile in profiles), Decimal(0)),
    )


def chart_of_services(scoped: Iterable[ScopedProfile], axes: PositioningFramework) -> PositionChart:
    """Every placed service on the two axes, numbered as services are. No query."""
    return chart_of(
        [
            Place(
                number=each.service.number,
                name=each.service.name,
                key=each.service.key,
                across=each.profile.position_across or 0,
                up=each.profile.position_up or 0,
                edition=each.profile.number,
                is_overdue=each.is_overdue,
                is_on_earlier_axes=each.profile.framework_id != axes.pk,
            )
            for each in scoped
            if each.profile and each.profile.is_placed
        ],
        axes,
    )


def _scoped(services: ServiceQuerySet, profiles: Iterable[ServiceProfile], on: date | None) -> list[ScopedProfile]:
    day = on or uk_day(database_now())
    by_service = {profile.service_id: profile for profile in profiles}
    found = []
    for service in services.with_keepers():
        profile = by_service.get(service.pk)
        state = profile.review_state(day) if profile else None
        found.append(ScopedProfile(service, service.owner, profile, state))
    return found
