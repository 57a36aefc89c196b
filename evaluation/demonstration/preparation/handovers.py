"""Who stands in for whom: a deputy whose time is over, one who stands in today, and a service that changes hands in two weeks."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from eoi.actions.handover import begin_handover, end_handover, record_handover
from eoi.actions.staff_invitation import Colleague, accept_staff_invitation, invite_many
from eoi.clock import stop_clock
from eoi.identity import acting_as, perform
from eoi.models import HandoverKind, Role, Service, StaffInvitation, User
from eoi.policies.handover import HandoverPlan
from evaluation.demonstration.people import NEWCOMERS, PASSWORD
from evaluation.demonstration.staff import Staff

if TYPE_CHECKING:
    from evaluation.demonstration.preparation import Preparation


def deputise_for_finance(staff: Staff, day: Callable[..., datetime]) -> None:
    """Recorded a few days ahead, begun and ended on their days as the worker does it."""
    stop_clock(day(-118, 14))
    giver, taker = staff.service_managers["finance"], staff.service_managers["law-and-administration"]
    first, last = day(-115, 0).date(), day(-105, 0).date()
    finance = Service.objects.get(key="finance")
    plan = HandoverPlan(HandoverKind.DEPUTY, finance, giver, taker, first, last)
    handover = perform(record_handover, by=giver, plan=plan, reason="On leave until the middle of the month.")
    stop_clock(day(-115, 0, 1))
    perform(begin_handover, by=None, handover=handover)
    stop_clock(day(-104, 0, 1))
    perform(end_handover, by=None, handover=handover)


def bring_in_a_deputy(preparation: "Preparation") -> None:
    """For the advert that is still being prepared: three colleagues invited from a list, of whom one stands in already."""
    if preparation.is_finished:
        return
    staff, day = preparation.staff, preparation.day
    deputy = _invite_newcomers(staff, day)
    stop_clock(day(-2, 11))
    first = staff.officers[0]
    today = day(-2, 0).date()
    plan = HandoverPlan(HandoverKind.DEPUTY, preparation.advert, first, deputy, today, day(16, 0).date())
    perform(record_handover, by=first, plan=plan, reason="Away two days a week for a course.")
    stop_clock(day(-1, 15))
    service, managers = Service.objects.get(key="strategy-development"), staff.service_managers
    giver, taker = managers["strategy-development"], managers["personnel-and-performance"]
    plan = HandoverPlan(HandoverKind.HANDOVER, service, giver, taker, day(14, 0).date())
    perform(record_handover, by=staff.administrator, plan=plan, reason="Moves to another post on that day.")


def _invite_newcomers(staff: Staff, day: Callable[..., datetime]) -> User:
    """The first of them has accepted."""
    stop_clock(day(-3, 10))
    colleagues = [Colleague(email, name, (Role(role).value,)) for name, email, role in NEWCOMERS]
    perform(invite_many, by=staff.administrator, colleagues=colleagues)
    invitation = StaffInvitation.objects.to_address(NEWCOMERS[0][1]).get()
    stop_clock(day(-2, 9))
    with acting_as(None) as now:
        return accept_staff_invitation(invitation=invitation, password=PASSWORD, at=now)
