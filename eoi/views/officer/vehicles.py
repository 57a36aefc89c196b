"""S5's prompt on an officer's pages: which form of contract the draft names, where, and why none should be."""

from collections.abc import Iterable
from typing import Any

from eoi.conditions.criteria import NO_VEHICLE
from eoi.contract_vehicles import about
from eoi.models import Advert, Criterion, ReadinessReason
from eoi.navigation import address_of
from eoi.policies.criteria import contract_vehicles_in


def vehicle_facts(advert: Advert, criteria: Iterable[Criterion]) -> dict[str, Any]:
    """For `eoi/officer/_vehicles.html`: nothing where none is named, or a reason stands for exactly these. One query at most."""
    mentions = contract_vehicles_in(advert, criteria)
    if not mentions or ReadinessReason.objects.latest_about(advert, condition=NO_VEHICLE, about=about(mentions)):
        return {"vehicles": []}
    return {
        "vehicles": mentions,
        "vehicle_reason_url": address_of("eoi:readiness-reason", advert.reference, NO_VEHICLE),
    }
