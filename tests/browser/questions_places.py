"""Staff questions in every state."""

from eoi.actions.staff_question import answer_staff_question, decline_staff_question
from eoi.actions.staff_question_page import edit_staff_question_page
from eoi.clock import database_now
from eoi.identity import perform
from eoi.models import Role, Service, ServiceKeeper, StaffQuestion, User
from eoi.working_days import uk_day
from tests.browser.adverts import Adverts, made
from tests.factories.people import make_person
from tests.factories.ready_staff_questions import ask_and_deliver, page_of
from tests.factories.services import make_deputy
from tests.factories.world import World, make_draft

LONG_QUESTION = "If a partnership comes, what happens to pensions, to flexitime and to where we work? " * 5


class QuestionPlaces(Adverts):
    @made
    def with_questions(self) -> World:
        """One question that has waited too long, one answered and one declined."""
        world = make_draft(self.clock, reference="SAL-2026-131")
        finance = Service.objects.get(key="finance")
        make_deputy(finance)
        ask_and_deliver(world, LONG_QUESTION, finance)
        self._answer_question(world, ask_and_deliver(world, "Will I still be paid on the 15th?"))
        declined = ask_and_deliver(world, "Why does my manager never listen?")
        perform(decline_staff_question, by=world.officer, question=declined, reason="It is about one person.")
        return world

    @made
    def without_question_page(self) -> World:
        """Readiness is unmet: staff have no page."""
        return make_draft(self.clock, reference="SAL-2026-132", ready=False)

    @made
    def after_last_question_day(self) -> World:
        """Its last day for questions has passed."""
        world = make_draft(self.clock, reference="SAL-2026-133")
        today = uk_day(database_now())
        perform(edit_staff_question_page, by=world.officer, page=page_of(world), closes_on=today)
        return world

    @property
    def question_token(self) -> str:
        return page_of(self.with_questions).token

    @property
    def closed_question_token(self) -> str:
        return page_of(self.after_last_question_day).token

    @property
    def waiting_question(self) -> StaffQuestion:
        return self.with_questions.advert.staff_questions.get(text=LONG_QUESTION)

    @property
    def answered_question(self) -> StaffQuestion:
        return self.with_questions.advert.staff_questions.get(answers__isnull=False)

    @property
    def declined_question(self) -> StaffQuestion:
        return self.with_questions.advert.staff_questions.get(refusal__isnull=False)

    @property
    def keeper_of_finance(self) -> User:
        self.with_questions  # noqa: B018 — made when asked for
        return ServiceKeeper.objects.filter(service__key="finance", is_owner=False).latest("pk").user

    @made
    def idle_manager(self) -> User:
        """Nothing has been asked about a service of theirs."""
        return make_person(Role.SERVICE_MANAGER)

    def _answer_question(self, world: World, question: StaffQuestion) -> None:
        words = {
            "wording": "Will the day of pay stay the same?",
            "text": "Nothing about pay is decided.\n\nWe will say when it is.",
        }
        perform(answer_staff_question, by=world.officer, question=question, edition=0, **words)
