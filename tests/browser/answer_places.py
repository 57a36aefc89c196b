"""An expression of interest that two people write: every kind of question, two texts that met, marks and a history."""

from eoi.actions.advert import publish_advert
from eoi.actions.answer_edition import save_or_set_aside
from eoi.actions.expression_of_interest import AnswerChange, StaleAnswers, save_answers
from eoi.identity import acting_as, perform
from eoi.models import ExpressionOfInterest, User
from tests.browser.adverts import STILL_OPEN, Adverts, made
from tests.browser.partners import LONG_WORDS
from tests.factories.issues import choose, make_issue, release
from tests.factories.people import make_partner
from tests.factories.services import service_of
from tests.factories.world import World, decide, make_draft, start


class AnswerPlaces(Adverts):
    @made
    def asking_all(self) -> World:
        """Open, with two published issues beside everything else that is asked."""
        world = make_draft(self.clock, reference="SAL-2026-188", closes_at=STILL_OPEN)
        issues = [make_issue(service=service_of()), make_issue(scope="corporate-services")]
        choose(world, *(release(issue, title=f"Paying suppliers {number}") for number, issue in enumerate(issues)))
        decide(world)
        world.advert = perform(publish_advert, by=world.officer, advert=world.advert)
        self.clock.set(world.advert.opens_at)
        self.clock.advance(hours=1)
        return world

    @made
    def writer(self) -> User:
        return make_partner(full_name="Wilhelmina Featherstonehaugh")

    @made
    def written(self) -> ExpressionOfInterest:
        """Two colleagues at once: two texts of the first objective and of one need wait; the second has three editions."""
        world, writer = self.asking_all, self.writer
        expression = start(world, writer)
        colleague = make_partner(expression.organisation, lead=False, full_name="Cora Colleague")
        marked = {"is_sensitive": True, "sensitive_reason": "Our prices, until the end of next year."}
        self._save(expression, colleague, AnswerChange("objective-1", 0, text=LONG_WORDS, **marked))
        self._save(expression, colleague, AnswerChange("need-skills-gaps", 0, text="By hiring.", selected=True))
        self._save(expression, writer, AnswerChange("services", 0, text="Finance first.", choices=("finance",)))
        self._save(expression, writer, AnswerChange("issues", 0, choices=("all",)))
        self._save(expression, writer, AnswerChange("objective-2", 0, text="One."))
        self._save(expression, colleague, AnswerChange("objective-2", 1, text="One, and two."))
        self._save(expression, writer, AnswerChange("objective-2", 2, text=f"One, two and three. {LONG_WORDS * 6}"))
        self._meet(expression, writer, AnswerChange("objective-1", 0, text=f"Mine. {LONG_WORDS}"))
        self._meet(expression, writer, AnswerChange("need-skills-gaps", 0, text="By training.", selected=True))
        return expression

    def _save(self, expression: ExpressionOfInterest, person: User, change: AnswerChange) -> None:
        perform(save_answers, by=person, expression=expression, changes=[change])
        self.clock.advance(minutes=1)

    def _meet(self, expression: ExpressionOfInterest, person: User, change: AnswerChange) -> None:
        with acting_as(person) as now:
            try:
                save_or_set_aside(expression=expression, changes=[change], by=person, at=now)
            except StaleAnswers:
                return
