"""Plans in every state."""

from datetime import timedelta

from eoi.actions.plan import start_plan
from eoi.actions.plan_entry import move_milestone
from eoi.identity import perform
from eoi.models import CommunicationActivity, Milestone, Role, User
from eoi.working_days import add_working_days
from tests.browser.adverts import STILL_OPEN, made
from tests.factories.people import make_person
from tests.factories.plans import agree, feed_token, finish, make_milestone, make_unplanned
from tests.factories.world import World


class PlanPlaces:
    @made
    def unplanned(self) -> World:
        return make_unplanned(self.clock, reference="SAL-2026-181", closes_at=STILL_OPEN)

    @made
    def planned(self) -> World:
        """Begun with the usual plan, something done, moved with a reason, late, and handed to somebody else."""
        world = make_unplanned(self.clock, reference="SAL-2026-182", closes_at=STILL_OPEN + timedelta(days=30))
        perform(start_plan, by=world.officer, advert=world.advert)
        agree(world)
        team, panel = (
            world.advert.milestones.get(title=title) for title in ("Sponsor and two officers named", "Panel formed")
        )
        finish(team)
        finish(world.advert.communication_activities.first())
        to, reason = add_working_days(panel.planned_on, 3), "Two evaluators are away."
        perform(move_milestone, by=world.officer, milestone=panel, to=to, reason=reason)
        make_milestone(
            world,
            "A milestone whose title is as long as titles in a plan of this council ever get to be",
            owner=self.plan_owner,
        )
        return world

    @made
    def plan_owner(self) -> User:
        return make_person(Role.SERVICE_MANAGER, full_name="Ottoline Owner-Featherstonehaugh")

    @property
    def plan_milestone(self) -> Milestone:
        """Something hangs on it, and it is not done."""
        return self.planned.advert.milestones.get(title="Individual scoring closed")

    @property
    def plan_free(self) -> Milestone:
        """Nothing hangs on it."""
        return self.planned.advert.milestones.get(title="Panel formed")

    @property
    def plan_done(self) -> Milestone:
        return self.planned.advert.milestones.get(title="Sponsor and two officers named")

    @property
    def plan_of_owner(self) -> Milestone:
        return self.planned.advert.milestones.get(owner=self.plan_owner)

    @property
    def plan_activity(self) -> CommunicationActivity:
        return self.planned.advert.communication_activities.get(audience="members")

    @made
    def with_feed(self) -> World:
        feed_token(self.planned, self.planned.second_officer)
        return self.planned
