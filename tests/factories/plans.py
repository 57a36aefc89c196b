"""Plans in every state a test wants, through actions."""

from datetime import date

from eoi.actions.plan import agree_plan, start_plan
from eoi.actions.plan_entry import EntryDetails, add_communication, add_milestone, finish_plan_entry
from eoi.actions.plan_feed import make_plan_feed
from eoi.clock import database_now
from eoi.identity import perform
from eoi.models import Audience, CommunicationActivity, Milestone
from eoi.plan import Dating
from eoi.working_days import uk_day
from tests.factories.world import World, make_draft


def make_unplanned(clock, **options) -> World:
    """A draft without a plan, some weeks before it opens."""
    return make_draft(clock, ready=False, **options)


def make_planned(clock, **options) -> World:
    """A draft with the usual plan."""
    world = make_unplanned(clock, **options)
    perform(start_plan, by=world.officer, advert=world.advert)
    return world


def on(*day, **dating) -> Dating:
    """A day of its own."""
    return Dating(planned_on=date(*day), **dating)


def after(milestone: Milestone, offset: int = 0, **dating) -> Dating:
    return Dating("milestone", None, milestone, offset, **dating)


def milestone_details(world: World, title: str = "Brief the unions", dating: Dating | None = None, owner=None):
    words = {"title": title, "done_means": "", "working_days_needed": 0}
    return EntryDetails(words, owner or world.officer, dating or on(2026, 2, 24))


def activity_details(world: World, dating: Dating | None = None, owner=None, audience=Audience.STAFF):
    words = {"audience": audience, "other_audience": "", "message": "What is planned.", "channel": "Briefing"}
    return EntryDetails(words, owner or world.officer, dating or on(2026, 2, 24))


def make_milestone(world: World, *args, **options) -> Milestone:
    details = milestone_details(world, *args, **options)
    return perform(add_milestone, by=world.officer, advert=world.advert, details=details)


def make_activity(world: World, *args, **options) -> CommunicationActivity:
    details = activity_details(world, *args, **options)
    return perform(add_communication, by=world.officer, advert=world.advert, details=details)


def finish(entry, by=None, evidence: str = "Noted in the log.") -> None:
    today = uk_day(database_now())
    perform(finish_plan_entry, by=by or entry.owner, entry=entry, done_on=today, evidence=evidence)


def agree(world: World) -> None:
    perform(agree_plan, by=world.officer, advert=world.advert)


def feed_token(world: World, person=None) -> str:
    return perform(make_plan_feed, by=person or world.officer, advert=world.advert)


def planned_on(entry) -> date | None:
    return type(entry).objects.get(pk=entry.pk).planned_on
