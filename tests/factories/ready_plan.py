"""A plan that is not late, however far a test moves the clock: hung on the closing day, begun in one action."""

from typing import TYPE_CHECKING

from eoi.actions.plan import start_plan
from eoi.identity import perform
from eoi.models import Audience
from eoi.usual_plan import CLOSING, Outline, PlannedActivity, PlannedMilestone

if TYPE_CHECKING:
    from tests.factories.world import World

SHORT_PLAN = Outline(
    milestones=(
        PlannedMilestone("opened", "Submissions opened", "Two officers have opened them.", CLOSING, 2),
        PlannedMilestone("scored", "Individual scoring closed", "Every score is locked.", CLOSING, 15, 10),
        PlannedMilestone("told", "Organisations told", "Each has heard from us.", CLOSING, 25),
    ),
    activities=(
        PlannedActivity(Audience.STAFF, "How many answered.", "Team meetings", CLOSING, 3),
        PlannedActivity(Audience.PARTNERS, "What happens next.", "Letter", CLOSING, 25),
    ),
)


def begin_plan(world: "World") -> None:
    if world.advert.milestones.exists() or world.advert.closes_at is None:
        return
    perform(start_plan, by=world.officer, advert=world.advert, outline=SHORT_PLAN)
