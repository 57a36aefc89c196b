"""What is done to a published advert, and by partners about it."""

from datetime import timedelta

from eoi.actions import advert_withdrawal, amendment, extension, reconfirmation
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.amendments import amend, ask
from tests.factories.people import make_partner
from tests.factories.world import CLOSES, make_open, start, submit_for

UNTIL = CLOSES + timedelta(days=1)


@scenario("advert.amend")
def _(clock):
    world = make_open(clock)
    submit_for(world)
    said = {"summary": "The advert closes a day later.", "reason": "A holiday.", "is_material": True}
    advert = world.refresh()
    version = {"changes": {"closes_at": UNTIL}, "public_version": advert.public_version}
    return doing(amendment.amend_advert, world.officer, advert=advert, **version, **said)


@scenario("advert.withdraw")
def _(clock):
    world = make_open(clock)
    return doing(advert_withdrawal.withdraw_advert, world.approver, advert=world.advert, reason="The budget was cut.")


@scenario("submission.reconfirm")
def _(clock):
    world = make_open(clock)
    submission = submit_for(world)
    clock.advance(hours=1)
    change = amend(world, material=True)
    return doing(reconfirmation.reconfirm, world.partners[0], expression=submission.expression, change=change)


@scenario("expression.ask-for-time")
def _(clock):
    world, partner = make_open(clock), make_partner()
    expression = start(world, partner)
    return doing(extension.ask_for_time, partner, expression=expression, until=UNTIL, reason="Flood")


@scenario("expression.extend")
def _(clock):
    world, partner = make_open(clock), make_partner()
    request = ask(start(world, partner), partner, until=UNTIL)
    return doing(extension.grant_extension, world.approver, request=request, until=UNTIL, reason="Flood")


@scenario("expression.decline-time")
def _(clock):
    world, partner = make_open(clock), make_partner()
    request = ask(start(world, partner), partner, until=UNTIL)
    return doing(extension.decline_extension, world.approver, request=request, reason="There is time enough.")
