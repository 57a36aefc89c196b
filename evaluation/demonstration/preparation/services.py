"""Who owns which service."""

from collections.abc import Callable
from datetime import datetime

from eoi.actions.service import name_service_owner
from eoi.clock import stop_clock
from eoi.identity import perform
from eoi.models import Service
from evaluation.demonstration.staff import Staff


def name_owners(staff: Staff, day: Callable[..., datetime]) -> None:
    """Every service has its owner, named by the administrator."""
    stop_clock(day(-119, 10))
    for service in Service.objects.all():
        owner = staff.service_managers[service.key]
        perform(name_service_owner, by=staff.administrator, service=service, person=owner)
