"""Questions about a published advert, in every state; asked by partners, answered by the advert's officer."""

from typing import Any

from eoi.actions.clarification import answer_privately, ask_clarification, draft_answer, publish_answers
from eoi.identity import acting_as, perform
from eoi.models import Clarification, ClarificationAnswer, User
from tests.factories.people import make_partner, organisation_of
from tests.factories.world import World

QUESTION = "May two organisations answer together?"
WORDING = "Can organisations answer jointly?"
ANSWER = "Yes. One of them submits and names the others."


def ask_question(world: World, partner: User | None = None, text: str = QUESTION) -> Clarification:
    """By `partner`, or by a new organisation."""
    partner = partner or make_partner()
    return perform(ask_clarification, by=partner, advert=world.advert, organisation=organisation_of(partner), text=text)


def draft_for(world: World, question: Clarification, **words: Any) -> Clarification:
    with acting_as(world.officer):
        question = Clarification.objects.with_answers().get(pk=question.pk)
    draft = question.draft_of_answer
    facts = {"wording": WORDING, "text": ANSWER, "version": draft.version if draft else 0, **words}
    perform(draft_answer, by=world.officer, question=question, **facts)
    return read(question)


def publish(world: World, *questions: Clarification, confirmed: bool = False) -> list[ClarificationAnswer]:
    chosen = [(question.reference, read(question).draft.version) for question in questions]
    return perform(publish_answers, by=world.officer, advert=world.advert, chosen=chosen, names_confirmed=confirmed)


def answer_to_all(world: World, question: Clarification, **words: Any) -> ClarificationAnswer:
    return publish(world, draft_for(world, question, **words))[0]


def answer_alone(world: World, question: Clarification) -> Clarification:
    words = {"text": "For you alone.", "reason": "It would disclose the asker's prices."}
    perform(answer_privately, by=world.officer, question=question, **words)
    return read(question)


def read(question: Clarification) -> Clarification:
    return Clarification.objects.with_answers().get(pk=question.pk)
