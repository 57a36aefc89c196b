"""What is done to a plan."""

from datetime import date, timedelta

from eoi.actions import plan, plan_entry, plan_feed, plan_reminder
from eoi.clock import database_now
from eoi.models import Audience
from eoi.working_days import uk_day
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.plans import (
    activity_details,
    feed_token,
    finish,
    make_activity,
    make_milestone,
    make_planned,
    make_unplanned,
    milestone_details,
)


@scenario("plan.start")
def _(clock):
    world = make_unplanned(clock)
    return doing(plan.start_plan, world.officer, advert=world.advert)


@scenario("plan.agree")
def _(clock):
    world = make_planned(clock)
    return doing(plan.agree_plan, world.officer, advert=world.advert)


@scenario("milestone.add")
def _(clock):
    world = make_unplanned(clock)
    details = milestone_details(world)
    return doing(plan_entry.add_milestone, world.officer, advert=world.advert, details=details)


@scenario("milestone.edit")
def _(clock):
    world = make_unplanned(clock)
    milestone = make_milestone(world)
    details = milestone_details(world, "Brief everybody")
    return doing(plan_entry.edit_milestone, world.officer, milestone=milestone, details=details)


@scenario("milestone.move")
def _(clock):
    world = make_unplanned(clock)
    return doing(plan_entry.move_milestone, world.officer, milestone=make_milestone(world), to=date(2026, 2, 26))


@scenario("communication.add")
def _(clock):
    world = make_unplanned(clock)
    details = activity_details(world)
    return doing(plan_entry.add_communication, world.officer, advert=world.advert, details=details)


@scenario("communication.edit")
def _(clock):
    world = make_unplanned(clock)
    details = activity_details(world, audience=Audience.PRESS)
    return doing(plan_entry.edit_communication, world.officer, activity=make_activity(world), details=details)


@scenario("plan-entry.finish")
def _(clock):
    world = make_unplanned(clock)
    today = uk_day(database_now())
    return doing(
        plan_entry.finish_plan_entry, world.officer, entry=make_activity(world), done_on=today, evidence="In the log."
    )


@scenario("plan-entry.take-back")
def _(clock):
    world = make_unplanned(clock)
    milestone = make_milestone(world)
    finish(milestone)
    return doing(plan_entry.take_back_plan_entry, world.officer, entry=milestone)


@scenario("plan-entry.remove")
def _(clock):
    world = make_unplanned(clock)
    return doing(plan_entry.remove_plan_entry, world.officer, entry=make_milestone(world))


@scenario("plan.remind")
def _(clock):
    world = make_unplanned(clock)
    make_milestone(world)
    clock.set(database_now() + timedelta(days=3))
    return doing(plan_reminder.remind_plan_owners, None)


@scenario("plan-feed.make")
def _(clock):
    world = make_unplanned(clock)
    return doing(plan_feed.make_plan_feed, world.officer, advert=world.advert)


@scenario("plan-feed.revoke")
def _(clock):
    world = make_unplanned(clock)
    feed_token(world)
    return doing(plan_feed.revoke_plan_feed, world.officer, advert=world.advert)
