"""A consultation, and a representation from beginning to end."""

from eoi.actions import consultation, representation
from eoi.models import ConsultationEvent
from eoi.working_days import uk_day
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.ready_consultation import (
    consultation_of,
    make_body,
    reply_of_council,
    say,
    share,
    speaker_of,
)
from tests.factories.world import OPENS, make_draft

WORDS = representation.Words("Our terms", "We are worried.", is_formal=True, concerns_decision=True)
MATERIAL = consultation.Material("A paper", "Tell us.", text="Words.")


def _said(clock, answered=False):
    world = make_draft(clock)
    body = make_body(by=world.officer, advert=world.advert)
    said = say(world, body)
    if answered:
        reply_of_council(world, said)
    return world, said, speaker_of(body)


@scenario("consultation.begin")
def _(clock):
    world = make_draft(clock)
    return doing(consultation.consult_bodies, world.officer, advert=world.advert, bodies=[make_body(by=world.officer)])


@scenario("consultation.share")
def _(clock):
    world = make_draft(clock)
    body = make_body(by=world.officer, advert=world.advert)
    return doing(
        consultation.share_material,
        world.officer,
        consultation=consultation_of(world),
        material=MATERIAL,
        is_for_all=False,
        bodies=[body],
    )


@scenario("consultation.withdraw")
def _(clock):
    world = make_draft(clock)
    return doing(consultation.withdraw_material, world.officer, material=share(world), reason="A figure is wrong.")


@scenario("consultation.record-event")
def _(clock):
    world = make_draft(clock)
    return doing(
        consultation.record_event, world.officer, consultation=consultation_of(world), event=event_record("A visit")
    )


@scenario("consultation.correct-event")
def _(clock):
    world = make_draft(clock)
    recorded = ConsultationEvent.objects.get()
    return doing(consultation.correct_event, world.officer, event=recorded, number=1, correction=event_record("Better"))


def event_record(notes):
    return consultation.EventRecord("visit", uk_day(OPENS), "Broughton House", "Everybody", notes)


@scenario("representation.make")
def _(clock):
    world = make_draft(clock)
    body = make_body(by=world.officer, advert=world.advert)
    return doing(
        representation.make_representation,
        speaker_of(body),
        consultation=consultation_of(world),
        body=body,
        words=WORDS,
    )


@scenario("representation.acknowledge")
def _(clock):
    world, said, _speaker = _said(clock)
    return doing(representation.acknowledge_representation, world.officer, representation=said)


@scenario("representation.answer")
def _(clock):
    world, said, _speaker = _said(clock)
    return doing(representation.answer_representation, world.approver, representation=said, text="We hear you.")


@scenario("representation.reply")
def _(clock):
    _world, said, speaker = _said(clock, answered=True)
    return doing(representation.reply_to_representation, speaker, representation=said, text="Thank you.")


@scenario("representation.agree")
def _(clock):
    _world, said, speaker = _said(clock, answered=True)
    return doing(representation.agree_to_close, speaker, representation=said)


@scenario("representation.close")
def _(clock):
    world, said, _speaker = _said(clock, answered=True)
    return doing(representation.close_representation, world.officer, representation=said, reasons="All is said.")


@scenario("representation.withdraw")
def _(clock):
    _world, said, speaker = _said(clock)
    return doing(representation.withdraw_representation, speaker, representation=said, reason="Settled by telephone.")
