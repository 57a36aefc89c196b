"""A draft whose criteria are being agreed, with every kind of answer."""

from decimal import Decimal

from eoi.actions.criteria import CriterionChange, edit_criteria
from eoi.actions.criteria_agreement import answer_criteria, ask_to_agree, take_off
from eoi.criteria_standing import criteria_to_read
from eoi.identity import perform
from eoi.models import CriteriaAgreer, Role, User
from tests.browser.adverts import Adverts, made
from tests.factories.people import make_evaluator, make_person
from tests.factories.world import World, make_draft


class CriteriaPlaces(Adverts):
    @made
    def agreeing(self) -> World:
        """Agreed by the approver and a change asked for by a member, before a weighting and a guidance changed; nobody told yet."""
        world = make_draft(self.clock, reference="SAL-2026-151")
        self._answer(world, self.agreer, agrees=False, comment="Weigh the first objective more.\n\nAnd name evenings.")
        first, second, *others = criteria_to_read(world.advert)
        changes = [
            CriterionChange(first.wording, Decimal(25), guidance="Tell us where, or name a joint venture."),
            CriterionChange(second.wording, Decimal(15), levels={**second.levels, "3": ""}),
            *(CriterionChange(criterion.wording, criterion.weighting) for criterion in others),
        ]
        world.advert = perform(edit_criteria, by=world.officer, advert=world.advert, criteria=changes)
        self._ask(world, make_person(Role.LEAD_MEMBER, full_name="Wilhelmina Featherstonehaugh-Cholmondeley"))
        gone = self._ask(world, make_evaluator())
        perform(take_off, by=world.officer, agreer=gone, reason="Left the council.")
        return world

    @made
    def agreer(self) -> User:
        return make_evaluator(full_name="Amina Yusuf")

    def _ask(self, world: World, person: User) -> CriteriaAgreer:
        return perform(ask_to_agree, by=world.officer, advert=world.advert, person=person)

    def _answer(self, world: World, person: User, **said) -> None:
        self._ask(world, person)
        version = world.refresh().criteria_version
        perform(answer_criteria, by=person, advert=world.advert, criteria_version=version, **said)
