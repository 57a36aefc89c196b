"""Inviting many, officers who leave, handovers and deputies."""

from eoi.actions import advert_officer, handover, staff_invitation
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.handovers import hand_over, name_deputy, plan_of
from tests.factories.people import make_administrator, make_officer
from tests.factories.world import make_draft


@scenario("staff-invitation.bulk")
def _(clock):
    colleagues = [staff_invitation.Colleague("new@salford.example", "New Colleague", ("evaluator",))]
    return doing(staff_invitation.invite_many, make_administrator(), colleagues=colleagues)


@scenario("advert-officer.remove")
def _(clock):
    world = make_draft(clock)
    wanted = {"advert": world.advert, "officer": world.second_officer, "reason": "Left the team"}
    return doing(advert_officer.remove_officer, world.officer, **wanted)


@scenario("handover.record")
def _(clock):
    world = make_draft(clock)
    plan = plan_of(world.advert, world.officer, make_officer(), starts_in=7)
    return doing(handover.record_handover, world.officer, plan=plan, reason="A new post")


@scenario("handover.begin")
def _(clock):
    world = make_draft(clock)
    planned = hand_over(world.advert, world.officer, make_officer(), starts_in=7)
    clock.advance(days=7)
    return doing(handover.begin_handover, None, handover=planned)


@scenario("handover.end")
def _(clock):
    world = make_draft(clock)
    running = name_deputy(world.advert, world.officer, make_officer())
    return doing(handover.end_handover, world.officer, handover=running)


@scenario("handover.cancel")
def _(clock):
    world = make_draft(clock)
    planned = hand_over(world.advert, world.officer, make_officer(), starts_in=7)
    return doing(handover.cancel_handover, world.officer, handover=planned, reason="No longer needed")


@scenario("handover.fail")
def _(clock):
    world = make_draft(clock)
    planned = hand_over(world.advert, world.officer, make_officer(), starts_in=7)
    return doing(handover.fail_handover, None, handover=planned, failure="It was not possible.")
