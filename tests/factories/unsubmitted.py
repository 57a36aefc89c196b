"""Complete drafts that were not submitted, and what an approver does about them; through actions."""

from typing import Any

from eoi.actions.unsubmitted import ask_for_unsubmitted, decide_on_unsubmitted
from eoi.identity import perform
from eoi.models import ExpressionOfInterest, UnsubmittedDecision, UnsubmittedOutcome, UnsubmittedRequest, User
from tests.factories.people import make_partner
from tests.factories.world import World, fill_in, start


def leave_unsubmitted(world: World, partner: User | None = None) -> ExpressionOfInterest:
    """Everything answered and nothing submitted, by a new organisation unless told."""
    partner = partner or make_partner()
    return fill_in(start(world, partner), partner)


def ask_which(world: World) -> UnsubmittedRequest:
    reason = "Two organisations say that they could not reach the service."
    return perform(ask_for_unsubmitted, by=world.approver, advert=world.refresh(), reason=reason)


def decide_about(world: World, **options: Any) -> UnsubmittedDecision:
    decision = {"outcome": UnsubmittedOutcome.NO_ACTION, "reasons": "The log shows no outage.", **options}
    return perform(decide_on_unsubmitted, by=world.approver, advert=world.refresh(), **decision)
