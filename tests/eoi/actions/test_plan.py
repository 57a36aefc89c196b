"""Plans: begun, changed, moved, agreed, done (S13, S14)."""

from datetime import date, timedelta

import pytest

from eoi.actions.advert import edit_advert
from eoi.actions.plan import agree_plan, start_plan
from eoi.actions.plan_entry import (
    edit_communication,
    edit_milestone,
    finish_plan_entry,
    move_milestone,
    remove_plan_entry,
    take_back_plan_entry,
)
from eoi.clock import database_now
from eoi.identity import perform
from eoi.models import AuditEvent, CommunicationActivity, Milestone, PlanMove, Role, Service
from eoi.plan import Dating, read_plan
from eoi.problems import ActionRefused
from eoi.timetable import fingerprint
from eoi.working_days import is_working_day
from tests.factories.people import make_administrator, make_auditor, make_partner, make_person
from tests.factories.plans import (
    activity_details,
    after,
    agree,
    finish,
    make_activity,
    make_milestone,
    make_planned,
    make_unplanned,
    milestone_details,
    on,
    planned_on,
)
from tests.factories.world import CLOSES, OPENS

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_unplanned(clock)


def change_dates(world, **changes):
    return perform(
        edit_advert,
        by=world.officer,
        advert=world.advert,
        changes=changes,
        services=list(Service.objects.all()),
        reason="The market asked for it.",
    )


def edit(world, milestone, dating, **options):
    details = milestone_details(world, milestone.title, dating)
    return perform(edit_milestone, by=world.officer, milestone=milestone, details=details, **options)


def test_the_usual_plan_hangs_on_the_days_of_the_advert(world, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):  # 9 of its own; the rest is identity, savepoint and deferred constraints
        perform(start_plan, by=world.officer, advert=world.advert)

    plan = read_plan(world.advert)
    assert (len(plan.milestones), len(plan.activities)) == (13, 6)
    assert all(entry.owner == world.officer for entry in plan.entries)
    assert all(is_working_day(entry.planned_on) for entry in plan.entries)
    assert not plan.moves()


def test_what_would_have_been_due_gets_a_day_a_working_week_from_now(world):
    perform(start_plan, by=world.officer, advert=world.advert)

    team = Milestone.objects.get(title__startswith="Sponsor")
    assert (team.anchor, team.planned_on) == ("fixed", date(2026, 2, 23))
    assert min(entry.planned_on for entry in read_plan(world.advert).entries) >= database_now().date()


def test_without_the_days_of_the_advert_a_plan_waits_for_them(world):
    change_dates(world, opens_at=None, closes_at=None)
    perform(start_plan, by=world.officer, advert=world.advert)
    assert not any(entry.planned_on for entry in read_plan(world.advert).entries)

    change_dates(world, opens_at=OPENS, closes_at=CLOSES)

    assert all(entry.planned_on for entry in read_plan(world.advert).entries)


def test_a_plan_is_begun_once(clock):
    world = make_planned(clock)

    with pytest.raises(ActionRefused, match="This plan has been begun"):
        perform(start_plan, by=world.officer, advert=world.advert)


def test_a_slip_moves_what_hangs_on_it_and_nothing_else(world):
    first = make_milestone(world, "First", on(2026, 2, 24))
    second = make_milestone(world, "Second", after(first, 2))
    third = make_milestone(world, "Third", after(second, 5, day_kind="calendar"))
    apart = make_milestone(world, "Apart", on(2026, 2, 25))
    told = make_activity(world, after(second))

    perform(move_milestone, by=world.officer, milestone=first, to=date(2026, 2, 27), reason="Half term.")

    assert [planned_on(each) for each in (first, second, third, apart, told)] == [
        date(2026, 2, 27),
        date(2026, 3, 3),
        date(2026, 3, 8),
        date(2026, 2, 25),
        date(2026, 3, 3),
    ]
    moves = PlanMove.objects.all()
    assert {(move.entry_reference, move.reason) for move in moves} == {
        (each.reference, "Half term.") for each in (first, second, third, told)
    }
    assert {(move.moved_from, move.moved_to) for move in moves if move.entry_reference == first.reference} == {
        (date(2026, 2, 24), date(2026, 2, 27))
    }


def test_the_days_of_the_advert_take_the_plan_with_them(clock):
    world = make_planned(clock)
    before = {entry.reference: entry.planned_on for entry in read_plan(world.advert).entries}

    change_dates(world, closes_at=CLOSES + timedelta(days=7))

    entries = read_plan(world.advert).entries
    moved = [entry for entry in entries if entry.planned_on != before[entry.reference]]
    assert {entry.reference for entry in moved} == set(PlanMove.objects.values_list("entry_reference", flat=True))
    assert "Panel formed" in {entry.title for entry in moved}
    assert "Advert published" not in {entry.title for entry in moved}


def test_another_time_of_the_same_day_moves_nothing(clock, django_assert_max_num_queries):
    world = make_planned(clock)

    change_dates(world, closes_at=CLOSES - timedelta(hours=1))

    assert not PlanMove.objects.exists()


def test_what_is_done_no_longer_moves(world):
    first = make_milestone(world, "First", on(2026, 2, 24))
    second = make_milestone(world, "Second", after(first, 2))
    third = make_milestone(world, "Third", after(second, 2))
    finish(second)

    perform(move_milestone, by=world.officer, milestone=first, to=date(2026, 2, 27))

    assert planned_on(second) == date(2026, 2, 26)
    assert planned_on(third) == date(2026, 3, 2)


def test_a_moved_milestone_goes_on_hanging_on_what_it_hung_on(world):
    milestone = make_milestone(world, "Early", Dating("opening", offset=-5))

    moved = perform(move_milestone, by=world.officer, milestone=milestone, to=date(2026, 2, 25))

    assert (moved.anchor, moved.offset, moved.day_kind) == ("opening", -3, "working")
    moved = perform(move_milestone, by=world.officer, milestone=milestone, to=date(2026, 2, 28))
    assert (moved.anchor, moved.offset, moved.day_kind) == ("opening", -2, "calendar")


def test_a_circle_is_a_sentence_and_nothing_is_lost(world):
    unions = make_milestone(world, "Brief the unions", on(2026, 2, 24))
    criteria = make_milestone(world, "Agree criteria", after(unions))
    before = list(Milestone.objects.values())

    with pytest.raises(ActionRefused) as refusal:
        edit(world, unions, after(criteria))

    assert str(refusal.value).startswith(
        "“Brief the unions” waits for “Agree criteria”, which waits for “Brief the unions”. Break the circle"
    )
    assert list(Milestone.objects.values()) == before


def test_a_milestone_of_another_advert_is_not_waited_for(world, clock):
    other = make_unplanned(clock, reference="SAL-2026-015")
    theirs = make_milestone(other)

    with pytest.raises(ActionRefused, match="not in this plan"):
        make_milestone(world, "Ours", after(theirs))


@pytest.mark.parametrize("year", [1999, 2101])
def test_a_date_outside_our_times_is_refused(world, year):
    with pytest.raises(ActionRefused, match="outside the years 2000 to 2100"):
        make_milestone(world, dating=on(year, 6, 1))


def test_a_day_of_its_own_needs_the_day(world):
    with pytest.raises(ActionRefused, match="Choose a date"):
        make_milestone(world, dating=Dating())


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (make_administrator, "an administrator, who sees no content"),
        (make_auditor, "an auditor, who changes nothing"),
        (make_partner, "not of the council"),
    ],
)
def test_only_people_of_the_council_who_read_plans_own_anything_in_one(world, make, words):
    with pytest.raises(ActionRefused, match=words):
        make_milestone(world, owner=make())


def test_a_disabled_colleague_owns_nothing_new(world):
    with pytest.raises(ActionRefused, match="is disabled"):
        make_activity(world, owner=make_person(Role.SERVICE_MANAGER, is_active=False))


def test_a_colleagues_later_change_is_not_written_over(world):
    milestone = make_milestone(world)
    edit(world, milestone, on(2026, 2, 25), version=1)

    with pytest.raises(ActionRefused, match="Somebody changed this while you were writing"):
        edit(world, milestone, on(2026, 2, 26), version=1)

    assert planned_on(milestone) == date(2026, 2, 25)


def test_only_the_moves_that_were_shown_are_made(world):
    first = make_milestone(world, "First", on(2026, 2, 24))
    make_milestone(world, "Second", after(first, 1))
    shown = fingerprint(read_plan(world.advert).moves(on(2026, 2, 25).node(first.reference, "First")))
    make_milestone(world, "A third that came meanwhile", after(first, 2))

    with pytest.raises(ActionRefused, match="The plan changed while you were reading"):
        edit(world, first, on(2026, 2, 25), shown=shown)

    assert planned_on(first) == date(2026, 2, 24)


def test_once_agreed_no_date_moves_without_a_reason(clock):
    world = make_planned(clock)
    agree(world)
    milestone = Milestone.objects.get(title="Panel formed")

    with pytest.raises(ActionRefused, match="say why the date moves"):
        perform(move_milestone, by=world.officer, milestone=milestone, to=date(2026, 3, 25))
    with pytest.raises(ActionRefused, match="say why the date moves"):
        perform(
            edit_advert,
            by=world.officer,
            advert=world.advert,
            changes={"closes_at": CLOSES + timedelta(days=7)},
            services=[],
        )
    perform(move_milestone, by=world.officer, milestone=milestone, to=date(2026, 3, 25), reason="Holidays.")

    assert planned_on(milestone) == date(2026, 3, 25)


def test_a_plan_is_agreed_once_and_not_before_it_is_one(world):
    make_milestone(world)
    with pytest.raises(ActionRefused, match="fewer than 3 milestones"):
        perform(agree_plan, by=world.officer, advert=world.advert)
    make_milestone(world, "Two")
    make_milestone(world, "Three")
    agree(world)

    with pytest.raises(ActionRefused, match="recorded already that the plan is agreed"):
        perform(agree_plan, by=world.second_officer, advert=world.advert)


def test_done_is_marked_with_the_day_and_taken_back(world):
    milestone = make_milestone(world)
    finish(milestone)
    milestone.refresh_from_db()
    assert (milestone.done_on, milestone.done_by, milestone.evidence) == (
        date(2026, 2, 16),
        world.officer,
        "Noted in the log.",
    )
    with pytest.raises(ActionRefused, match="done already"):
        finish(milestone)
    with pytest.raises(ActionRefused, match="no longer changes"):
        edit(world, milestone, on(2026, 2, 25))

    perform(take_back_plan_entry, by=world.officer, entry=milestone)

    milestone.refresh_from_db()
    assert not milestone.is_done
    with pytest.raises(ActionRefused, match="not marked as done"):
        perform(take_back_plan_entry, by=world.officer, entry=milestone)


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 2, 17), "has not come yet"), (date(1999, 1, 1), "from 2000 on")]
)
def test_done_on_a_day_that_cannot_be_is_refused(world, day, words):
    milestone = make_milestone(world)

    with pytest.raises(ActionRefused, match=words):
        perform(finish_plan_entry, by=world.officer, entry=milestone, done_on=day, evidence="")


def test_a_communication_is_done_with_evidence_a_milestone_may_go_without(world):
    with pytest.raises(ActionRefused, match="what shows that it was done"):
        finish(make_activity(world), evidence=" ")
    finish(make_milestone(world), evidence="")


def test_what_others_hang_on_is_not_removed(world):
    first = make_milestone(world, "First")
    make_milestone(world, "Second", after(first))
    told = make_activity(world, after(first))

    with pytest.raises(ActionRefused) as refusal:
        perform(remove_plan_entry, by=world.officer, entry=first)
    assert [problem.message.partition(" hangs")[0] for problem in refusal.value.problems] == [
        "“Second”",
        "“Staff: Briefing”",
    ]
    perform(remove_plan_entry, by=world.officer, entry=told)
    assert not CommunicationActivity.objects.exists()


def test_what_is_done_or_gone_is_not_removed(world):
    milestone = make_milestone(world)
    finish(milestone)
    with pytest.raises(ActionRefused, match="stays in the plan"):
        perform(remove_plan_entry, by=world.officer, entry=milestone)
    other = make_milestone(world, "Other")
    perform(remove_plan_entry, by=world.officer, entry=other)

    with pytest.raises(ActionRefused, match="has removed this from the plan"):
        perform(remove_plan_entry, by=world.officer, entry=other)


def test_a_communication_is_changed_with_its_words(world):
    activity = make_activity(world)
    details = activity_details(world, Dating("closing", offset=1), audience="press")

    changed = perform(edit_communication, by=world.officer, activity=activity, details=details)

    assert (changed.title, changed.planned_on) == ("Press: Briefing", date(2026, 3, 31))


def test_no_words_of_a_plan_are_in_the_audit_trail(world):
    milestone = make_milestone(world, "Canary in the title")
    finish(milestone, evidence="Canary in the evidence")
    perform(take_back_plan_entry, by=world.officer, entry=milestone)
    perform(move_milestone, by=world.officer, milestone=milestone, to=date(2026, 2, 26), reason="Canary in the reason")

    assert PlanMove.objects.get().reason == "Canary in the reason"
    assert not any("Canary" in str([event.before, event.after]) for event in AuditEvent.objects.all())
