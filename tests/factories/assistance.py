"""Assistance, reached as the product reaches it."""

from datetime import date

from eoi.actions.assistance import (
    PaperRequest,
    ask_for_assistance,
    begin_assistance,
    read_back,
    record_assistance,
)
from eoi.actions.expression_of_interest import start_expression
from eoi.actions.organisation import OrganisationDetails
from eoi.identity import perform
from eoi.models import Assistance, ExpressionOfInterest, User
from tests.factories.people import make_officer
from tests.factories.world import World, fill_in

DETAILS = OrganisationDetails(name="Paper Trading", kind="company", size="micro", address="4 Post Road\nSalford")
ON_PAPER = PaperRequest(
    channel="paper",
    asked_by="Paula Paper, director",
    asked_on=date(2026, 3, 2),
    original="Post book 17, 9am on 2 March",
    identity_note="Rang the number in the register.",
)


def ask(expression: ExpressionOfInterest, lead: User, officer: User | None = None) -> Assistance:
    """By a lead, of an officer who does not run the advert."""
    return perform(ask_for_assistance, by=lead, expression=expression, assistant=officer or make_officer())


def record(
    world: World, *, by: User | None = None, second: User | None = None, details: OrganisationDetails = DETAILS
) -> Assistance:
    """For an organisation without an account."""
    said = {"advert": world.advert, "details": details, "request": ON_PAPER, "second": second or make_officer()}
    return perform(record_assistance, by=by or make_officer(), **said)


def begin(assistance: Assistance) -> Assistance:
    return perform(begin_assistance, by=assistance.begins_by, assistance=assistance)


def enter(assistance: Assistance, **options: str) -> ExpressionOfInterest:
    """Begun and filled in by the assistant."""
    officer = assistance.assistant
    started = perform(start_expression, by=officer, advert=assistance.advert, organisation=assistance.organisation)
    return fill_in(started, officer, **options)


def confirm(assistance: Assistance, expression: ExpressionOfInterest, by: User):
    version = expression.draft_version
    return perform(read_back, by=by, assistance=assistance, draft_version=version, how="Over the telephone")
