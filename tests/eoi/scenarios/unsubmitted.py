"""What approvers do about complete drafts that nobody submitted."""

from eoi.actions import unsubmitted
from eoi.models import UnsubmittedOutcome
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.unsubmitted import ask_which, leave_unsubmitted
from tests.factories.world import close, make_open


def closed(clock):
    world = make_open(clock)
    leave_unsubmitted(world)
    return close(world)


@scenario("unsubmitted.ask")
def _(clock):
    world = closed(clock)
    return doing(unsubmitted.ask_for_unsubmitted, world.approver, advert=world.advert, reason="A complaint came.")


@scenario("unsubmitted.decide")
def _(clock):
    world = closed(clock)
    ask_which(world)
    decision = {"outcome": UnsubmittedOutcome.OTHER, "reasons": "They are invited to the next one."}
    return doing(unsubmitted.decide_on_unsubmitted, world.approver, advert=world.refresh(), **decision)
