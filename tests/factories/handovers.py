"""Handovers and deputies, recorded as an administrator records them; their days are counted from today by the database's clock."""

from datetime import date, timedelta

from eoi.actions.handover import record_handover
from eoi.clock import database_now
from eoi.identity import perform
from eoi.models import Handover, HandoverKind, User
from eoi.models.handover import Subject
from eoi.policies.handover import HandoverPlan
from eoi.working_days import uk_day
from tests.factories.people import make_administrator

REASON = "On leave for a while."


def today() -> date:
    return uk_day(database_now())


def plan_of(
    subject: Subject, giver: User, taker: User, *, starts_in: int = 0, lasts: int | None = None
) -> HandoverPlan:
    """A deputy's for `lasts` days, else a handover."""
    first = today() + timedelta(days=starts_in)
    last = None if lasts is None else first + timedelta(days=lasts - 1)
    kind = HandoverKind.HANDOVER if lasts is None else HandoverKind.DEPUTY
    return HandoverPlan(kind, subject, giver, taker, first, last)


def hand_over(subject: Subject, giver: User, taker: User, *, by: User | None = None, **days: int) -> Handover:
    by = by or make_administrator(sign_in=False)
    return perform(record_handover, by=by, plan=plan_of(subject, giver, taker, **days), reason=REASON)


def name_deputy(
    subject: Subject, giver: User, taker: User, *, by: User | None = None, lasts: int = 14, **days: int
) -> Handover:
    return hand_over(subject, giver, taker, by=by, lasts=lasts, **days)
