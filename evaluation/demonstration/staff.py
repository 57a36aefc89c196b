"""Council staff of the demonstration: the first administrator by command, everybody else by invitation, as in real life."""

from dataclasses import dataclass
from datetime import datetime

from eoi.actions.person import create_administrator
from eoi.actions.staff_invitation import accept_staff_invitation, invite_staff
from eoi.clock import stop_clock
from eoi.identity import acting_as, perform
from eoi.models import Role, User
from evaluation.demonstration.people import (
    ADMINISTRATOR,
    APPROVER,
    AUDITOR,
    EVALUATORS,
    LEAD_MEMBER,
    OFFICERS,
    PASSWORD,
    REPRESENTATIVES,
    SERVICE_MANAGERS,
)


@dataclass(frozen=True)
class Staff:
    officers: list[User]
    approver: User
    evaluators: list[User]  # the first is the chair
    administrator: User
    service_managers: dict[str, User]  # by the key of the service that each of them owns
    representatives: list[User]  # the first two of a union each, the third of the staff forum


def make_staff(at: datetime) -> Staff:
    """Everybody of the council, with a sign-in."""
    stop_clock(at)
    name, email = ADMINISTRATOR
    with acting_as(None):
        administrator = create_administrator(email=email, full_name=name, password=PASSWORD)

    def join(name: str, email: str, role: Role) -> User:
        invitation = perform(invite_staff, by=administrator, email=email, full_name=name, roles=[role.value])
        with acting_as(None) as now:
            return accept_staff_invitation(invitation=invitation, password=PASSWORD, at=now)

    join(*AUDITOR, Role.AUDITOR)
    join(*LEAD_MEMBER, Role.LEAD_MEMBER)
    return Staff(
        officers=[join(*officer, Role.PROCUREMENT_OFFICER) for officer in OFFICERS],
        approver=join(*APPROVER, Role.APPROVER),
        evaluators=[join(*evaluator, Role.EVALUATOR) for evaluator in EVALUATORS],
        administrator=administrator,
        service_managers={key: join(*manager, Role.SERVICE_MANAGER) for key, manager in SERVICE_MANAGERS.items()},
        representatives=[join(*person, Role.REPRESENTATIVE) for person in REPRESENTATIVES],
    )
