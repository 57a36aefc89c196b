"""The plans as conditions of advertising (S13, S14, S16)."""

import pytest

from eoi.actions.readiness import give_readiness_reason
from eoi.clock import database_now
from eoi.conditions.plan import communication_plan, project_plan
from eoi.identity import perform
from eoi.models import Role
from eoi.plan import Dating
from eoi.registry import ConditionState
from tests.factories.people import make_person
from tests.factories.plans import finish, make_activity, make_milestone, make_planned, make_unplanned, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_unplanned(clock)


def stands(condition, world):
    found = condition(world.advert, database_now())
    return found.state, found.why


def three_milestones(world, *first):
    make_milestone(world, "One", *first)
    return [make_milestone(world, name) for name in ("Two", "Three")]


def test_the_usual_plan_meets_both(clock):
    world = make_planned(clock)

    assert stands(project_plan, world)[0] == ConditionState.MET
    assert stands(communication_plan, world)[0] == ConditionState.MET


def test_fewer_than_three_milestones_are_no_plan(world):
    assert "0 milestones" in stands(project_plan, world)[1]
    make_milestone(world)
    assert "1 milestone. Have at least 3." in stands(project_plan, world)[1]


def test_a_milestone_without_a_day_does_not_count(world):
    three_milestones(world, Dating("opening"))
    world.advert.milestones.filter(title="One").update(planned_on=None, version=2)

    assert stands(project_plan, world) == (
        ConditionState.NOT_MET,
        "“One” has no date yet, because what it hangs on has none.",
    )


def test_an_owner_who_has_left_is_named_until_it_is_done(world):
    owner = make_person(Role.SERVICE_MANAGER, full_name="Gone Away")
    three_milestones(world)
    theirs = make_milestone(world, "Theirs", owner=owner)
    owner.is_active = False
    owner.save()
    assert "“Theirs” needs an owner. The account of Gone Away is disabled" in stands(project_plan, world)[1]

    finish(theirs, by=world.officer)

    assert stands(project_plan, world)[0] == ConditionState.MET


def test_what_is_late_is_done_moved_or_explained(world, clock):
    three_milestones(world, on(2026, 2, 17))
    clock.advance(days=2)
    state, why = stands(project_plan, world)
    assert (state, why.partition(" Mark")[0]) == (ConditionState.NOT_MET, "1 milestone is late: “One”.")
    condition = project_plan(world.advert, database_now())

    perform(
        give_readiness_reason,
        by=world.officer,
        advert=world.advert,
        condition=condition.key,
        about=condition.about,
        reason="It no longer matters.",
    )

    assert stands(project_plan, world)[0] == ConditionState.REASONED
    make_milestone(world, "Late as well", on(2026, 2, 17))
    assert stands(project_plan, world)[0] == ConditionState.NOT_MET


@pytest.mark.parametrize(
    ("audiences", "missing"),
    [
        ([], "Nothing is planned for staff or trades unions and nothing for prospective partners."),
        (["staff", "press"], "Nothing is planned for prospective partners."),
        (["partners"], "Nothing is planned for staff or trades unions."),
    ],
)
def test_staff_or_unions_and_partners_have_to_be_told(world, audiences, missing):
    for audience in audiences:
        make_activity(world, audience=audience)

    assert stands(communication_plan, world) == (ConditionState.NOT_MET, missing)


@pytest.mark.parametrize("ours", ["staff", "unions"])
def test_one_activity_for_each_is_a_communication_plan(world, ours):
    make_activity(world, audience=ours)
    make_activity(world, audience="partners")

    assert stands(communication_plan, world) == (
        ConditionState.MET,
        "2 activities, each with a date and an owner.",
    )
