"""Sets, wordings and pledges in every state."""

from eoi.actions.aims import choose_objective_set
from eoi.actions.objective import retire_objective_set
from eoi.actions.pledge import retire_pledge
from eoi.identity import perform
from eoi.models import ObjectiveSet, Pledge, User
from tests.browser.adverts import STILL_OPEN, Adverts, made
from tests.factories.aims import make_confirmed_pledge, make_linked_pledge, make_set, reword
from tests.factories.world import World, make_draft


class ObjectivesPlaces(Adverts):
    officer: User

    @made
    def eight(self) -> ObjectiveSet:
        return make_set(self.officer, name="Cabinet’s eight goals for everybody who lives, works or studies here")

    @made
    def retired_set(self) -> ObjectiveSet:
        made_before = make_set(self.officer, name="Former goals", objectives=1)
        return perform(retire_objective_set, by=self.officer, objective_set=made_before)

    @made
    def aiming(self) -> World:
        """A draft on the set of eight, whose first goal has been reworded twice since."""
        world = make_draft(self.clock, reference="SAL-2026-120", closes_at=STILL_OPEN)
        facts = {"advert": world.advert, "objective_set": self.eight}
        world.advert = perform(choose_objective_set, by=world.officer, **facts)
        first = self.eight.objectives.select_related("objective_set")[0]
        for words in ("Reach goal 1 sooner.", "Reach goal 1 sooner, and for good."):
            reword(first, self.officer, words)
        return world

    @made
    def linked_pledge(self) -> Pledge:
        """Worded, to be confirmed."""
        return make_linked_pledge(self.officer, number=1)

    @made
    def confirmed_pledge(self) -> Pledge:
        return make_confirmed_pledge(self.officer, number=2, title="Warmer homes for everybody who asks for one")

    @made
    def retired_pledge(self) -> Pledge:
        return perform(retire_pledge, by=self.officer, pledge=make_linked_pledge(self.officer, number=3))
