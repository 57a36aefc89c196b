"""Questions about an advert in every state."""

from eoi.actions.clarification import reveal_asker
from eoi.identity import perform
from eoi.models import Clarification, User
from tests.browser.adverts import STILL_OPEN, Adverts, made
from tests.factories.people import make_partner
from tests.factories.questions import answer_alone, answer_to_all, ask_question, draft_for
from tests.factories.world import World, make_open

LONG_QUESTION = "May two organisations answer together, and if so which of them signs, and who is the contact? " * 4
LONG_ANSWER = "One of them registers and submits.\n\nThe others are named in the answer about the organisation. " * 3


class ClarificationPlaces(Adverts):
    @made
    def with_clarifications(self) -> World:
        """Seven answered, one of them corrected; one answered privately; one waits too long, one has a draft that names somebody."""
        world = make_open(self.clock, reference="SAL-2026-161", closes_at=STILL_OPEN)
        self._asker = make_partner(full_name="Imogen Inquirer")
        ask_question(world, self._asker, LONG_QUESTION)
        for number in range(7):
            answered = ask_question(world, self._asker, f"We at Acme ask for the {number}th time?")
            answer_to_all(world, answered, text=LONG_ANSWER)
        answer_to_all(world, answered, text="A correction.")
        answer_alone(world, ask_question(world, self._asker, "Only about us?"))
        perform(reveal_asker, by=world.officer, question=answered, reason="A conflict of interest was reported.")
        draft_for(world, ask_question(world, make_partner(), "Drafted?"), text="Imogen Inquirer may, as all may.")
        return world

    @property
    def clarification_asker(self) -> User:
        self.with_clarifications  # noqa: B018 — made when asked for
        return self._asker

    @made
    def without_clarifications(self) -> World:
        return make_open(self.clock, reference="SAL-2026-152", closes_at=STILL_OPEN)

    @made
    def idle_partner(self) -> User:
        return make_partner()

    @property
    def waiting_clarification(self) -> Clarification:
        return self._clarifications.get(text=LONG_QUESTION)

    @property
    def corrected_clarification(self) -> Clarification:
        return self._clarifications.get(answers__edition=2)

    @property
    def private_clarification(self) -> Clarification:
        return self._clarifications.get(private_answer__isnull=False)

    @property
    def drafted_clarification(self) -> Clarification:
        return self._clarifications.get(draft__isnull=False)

    @property
    def _clarifications(self):
        return Clarification.objects.about(self.with_clarifications.advert)
