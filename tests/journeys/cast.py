"""Who takes part in the journey, and what each of them brings along."""

from dataclasses import dataclass
from datetime import UTC, datetime

from eoi.models import Role, User
from tests.factories.people import make_approver, make_evaluator, make_officer, make_person

DRAFTED = datetime(2026, 3, 2, 9, tzinfo=UTC)
OPEN = datetime(2026, 3, 9, 10, tzinfo=UTC)
AMENDED = datetime(2026, 3, 20, 10, tzinfo=UTC)
CLOSED = datetime(2026, 3, 30, 16, 1, tzinfo=UTC)

REFERENCE = "SAL-2026-020"
TITLE = "Strategic partnership for Corporate Services"
WEIGHTINGS = (30, 25, 20, 15, 10)
NORTHGATE, IRWELL = "Northgate Shared Services plc", "Irwell Works Co-operative"
NOT_ADDRESSED = "not-addressed"

# evaluator -> organisation -> a mark for each objective; the second one recuses herself from the co-operative
MARKS = {
    "Ursula Evans": {NORTHGATE: "5", IRWELL: "3"},
    "Edwin Marsh": {NORTHGATE: "4"},
    "Farah Singh": {NORTHGATE: "2", IRWELL: "4"},
}
LAST_MARK = {NORTHGATE: NOT_ADDRESSED, IRWELL: "1"}
CHAIR, RECUSED = "Ursula Evans", "Edwin Marsh"


@dataclass(frozen=True)
class Cast:
    officer: User
    second_officer: User
    approver: User
    evaluators: dict[str, User]
    second_partner: User


def gather() -> Cast:
    return Cast(
        officer=make_officer(full_name="Olive Officer"),
        second_officer=make_officer(full_name="Oswin Second"),
        approver=make_approver(full_name="Ada Approver"),
        evaluators={name: make_evaluator(full_name=name) for name in MARKS},
        second_partner=make_person(Role.PROSPECTIVE_PARTNER, full_name="Peggy Worker"),
    )
