"""Who prepares an advert in the journey, and how far they are when it begins."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from eoi.actions.advert import edit_advert
from eoi.identity import perform
from eoi.models import BodyKind, Service, User
from tests.factories.people import make_evaluator
from tests.factories.profiles import make_profile
from tests.factories.ready_consultation import make_body, make_representative
from tests.factories.services import make_owner, service_of
from tests.factories.world import Clock, make_draft

EARLIER = datetime(2025, 6, 2, 9, tzinfo=UTC)
REVIEW_BY = date(2025, 12, 31)

UNION, STAFF_GROUP = "Irwell Public Workers’ Union", "Corporate Services staff forum"


@dataclass(frozen=True)
class Preparing:
    reference: str
    officer: User
    approver: User
    colleague: User
    manager: User
    union: User


def gather(clock: Clock) -> Preparing:
    """A draft with its words, dates and officers, for Finance alone, whose first profile was to be reviewed weeks ago."""
    clock.set(EARLIER)
    manager = make_owner(full_name="Mona Manager")
    make_profile(by=manager, review_by=REVIEW_BY, difficulties="Systems are old.")
    world = make_draft(clock, ready=False)
    changes = {"body": "Finance is in scope.\n\nThis is an invitation to talk."}
    others = dict.fromkeys(Service.objects.exclude(key="finance"), "This is about Finance alone.")
    scope = {"services": [service_of()], "left_out": others}
    perform(edit_advert, by=world.officer, advert=world.refresh(), changes=changes, **scope)
    union = make_body(UNION, by=world.officer, speakers=0)
    make_body(STAFF_GROUP, BodyKind.STAFF_GROUP, by=world.officer)
    return Preparing(
        reference=world.advert.reference,
        officer=world.officer,
        approver=world.approver,
        colleague=make_evaluator(full_name="Ursula Evans"),
        manager=manager,
        union=make_representative(union, by=world.officer, full_name="Una Steward"),
    )
