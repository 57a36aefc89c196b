"""Questions about a published advert. Asking is recorded in nobody's name (ADR 0024)."""

from functools import partial

from eoi.actions import clarification
from eoi.identity import perform
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.people import make_partner, organisation_of
from tests.factories.questions import ask_question, draft_for
from tests.factories.world import make_open


@scenario("clarification.ask")
def _(clock):
    world, partner = make_open(clock), make_partner()
    facts = {"advert": world.advert, "organisation": organisation_of(partner), "text": "May two answer together?"}
    return partial(perform, clarification.ask_clarification, by=partner, **facts), None


@scenario("clarification.draft")
def _(clock):
    world = make_open(clock)
    facts = {"wording": "May two?", "text": "Yes.", "version": 0}
    return doing(clarification.draft_answer, world.officer, question=ask_question(world), **facts)


@scenario("clarification.publish")
def _(clock):
    world = make_open(clock)
    question = draft_for(world, ask_question(world))
    facts = {"advert": world.advert, "chosen": [(question.reference, 1)], "names_confirmed": False}
    return doing(clarification.publish_answers, world.officer, **facts)


@scenario("clarification.answer-privately")
def _(clock):
    world = make_open(clock)
    facts = {"text": "For you alone.", "reason": "It would disclose prices."}
    return doing(clarification.answer_privately, world.officer, question=ask_question(world), **facts)


@scenario("clarification.reveal")
def _(clock):
    world = make_open(clock)
    question = ask_question(world)
    return doing(clarification.reveal_asker, world.officer, question=question, reason="A conflict of interest.")
