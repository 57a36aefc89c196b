"""On the way to the decision to advertise."""

from datetime import timedelta

from eoi.actions import decision, readiness
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.world import OPENS, make_asked, make_draft


@scenario("readiness.reason")
def _(clock):
    world = make_draft(clock, closes_at=OPENS + timedelta(days=7))
    return doing(
        readiness.give_readiness_reason,
        world.officer,
        advert=world.advert,
        condition="working-days",
        about="5 working days",
        reason="The market knows this service well.",
    )


@scenario("decision.request")
def _(clock):
    world = make_draft(clock)
    version = world.advert.draft_version
    return doing(decision.request_decision, world.officer, advert=world.advert, draft_version=version)


@scenario("advert.decide")
def _(clock):
    return _answering(make_asked(clock), decision.decide_to_advertise)


@scenario("advert.return")
def _(clock):
    return _answering(make_asked(clock), decision.return_to_officers)


def _answering(world, action):
    answer = {"draft_version": world.advert.draft_version, "reasons": "Sufficient"}
    return doing(action, world.approver, advert=world.advert, **answer)
