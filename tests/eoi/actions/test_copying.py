"""Copying an advert: what comes along, on which days, and what stays (S14)."""

from datetime import UTC, date, datetime

import pytest

from eoi.actions.advert import draft_advert
from eoi.actions.aims import choose_objective_set, state_needs
from eoi.actions.copying import copy_advert
from eoi.actions.criteria import CriterionChange, edit_criterion
from eoi.actions.objective import retire_objective_set
from eoi.clock import database_now
from eoi.copying import copy_dates
from eoi.identity import perform
from eoi.models import Advert, AuditEvent, Need, ObjectiveSet
from eoi.plan import Dating, read_plan
from eoi.problems import ActionRefused
from eoi.working_days import UNITED_KINGDOM, uk_day
from tests.factories.aims import first_objective, make_set, reword
from tests.factories.issues import choose, make_issue, release, withdraw
from tests.factories.people import make_officer
from tests.factories.plans import (
    after,
    agree,
    finish,
    make_activity,
    make_milestone,
    make_planned,
    make_unplanned,
    on,
)
from tests.factories.world import make_published

pytestmark = pytest.mark.django_db

OPENS_ON = date(2027, 3, 1)  # a Monday, 364 days after the source opens


@pytest.fixture
def world(clock):
    return make_unplanned(clock)


def copy(world, *, by=None, **changes):
    words = {"reference": "SAL-2027-001", "title": "The next partnership", "opens_on": OPENS_ON}
    return perform(copy_advert, by=by or world.officer, source=world.advert, **{**words, **changes})


def refused(world, **changes):
    with pytest.raises(ActionRefused) as refusal:
        copy(world, **changes)
    return [problem.code for problem in refusal.value.problems]


def days(advert):
    return {entry.title: entry.planned_on for entry in read_plan(advert).entries}


@pytest.mark.parametrize(
    ("ended", "becomes"),
    [
        (None, None),
        (datetime(2026, 3, 23, 12, tzinfo=UTC), datetime(2027, 3, 22, 12, tzinfo=UNITED_KINGDOM)),
        (datetime(2026, 3, 30, 20, tzinfo=UTC), None),  # after the closing time: nobody could have meant it
    ],
)
def test_the_end_of_questions_moves_with_the_closing_day(world, ended, becomes):
    Advert.objects.filter(pk=world.advert.pk).update(questions_until=ended)

    copied = copy(world)

    assert copied.questions_until == becomes


def test_a_copy_opens_at_the_same_hour_and_for_as_many_working_days(world):
    copied = copy(world, by=world.second_officer)

    # 20 working days in both: 9am in winter; 5pm in summer, beyond Good Friday and Easter Monday (26 and 29 March 2027)
    assert copied.opens_at == datetime(2027, 3, 1, 9, tzinfo=UNITED_KINGDOM)
    assert copied.closes_at == datetime(2027, 3, 31, 17, tzinfo=UNITED_KINGDOM)
    assert (copied.title, copied.body) == ("The next partnership", world.advert.body)
    assert (copied.contact_email, copied.draft_version) == (world.advert.contact_email, 1)
    assert set(copied.services.all()) == set(world.advert.services.all())
    assert [officer.user for officer in copied.officers.all()] == [world.second_officer]
    assert copied.created_by == world.second_officer
    event = AuditEvent.objects.get(action="advert.copy")
    assert (event.subject_reference, event.after["from"]) == ("SAL-2027-001", "SAL-2026-014")


def test_every_entry_is_shifted_by_what_it_hangs_on(world):
    opening = make_milestone(world, "Opening", on(2026, 2, 24))
    make_milestone(world, "A week later", after(opening, 7, day_kind="calendar"))
    make_milestone(world, "Five working days later", after(opening, 5))
    make_activity(world, after(make_milestone(world, "Third", after(opening, 1)), 1))
    make_milestone(world, "Before closing", Dating("closing", offset=-2))

    assert days(copy(world)) == {
        "Opening": date(2027, 2, 23),
        "A week later": date(2027, 3, 2),
        "Five working days later": date(2027, 3, 2),
        "Third": date(2027, 2, 24),
        "Staff: Briefing": date(2027, 2, 25),
        "Before closing": date(2027, 3, 25),  # before Easter
    }


def test_a_day_of_its_own_moves_on_from_a_bank_holiday(world):
    make_milestone(world, "Before the May holiday", on(2026, 5, 7))

    # Friday 26 February 2027 is 361 days after the source opens; so many after 7 May 2026 is the bank holiday, 3 May 2027
    assert days(copy(world, opens_on=date(2027, 2, 26))) == {"Before the May holiday": date(2027, 5, 4)}


def test_hanging_entries_hang_on_the_copies_and_go_on_following(world):
    first = make_milestone(world, "First")
    second = make_milestone(world, "Second", after(first, 3))
    make_activity(world, after(second, 1))

    plan = read_plan(copy(world))

    by_title = {entry.title: entry for entry in plan.entries}
    assert by_title["Second"].after == by_title["First"]
    assert by_title["Staff: Briefing"].after == by_title["Second"]
    assert not {entry.reference for entry in plan.entries} & {first.reference, second.reference}
    assert not plan.moves()


def test_what_was_done_and_agreed_in_the_source_is_neither_in_the_copy(clock):
    world = make_planned(clock)
    done = make_milestone(world, "Done", on(2026, 2, 17))
    finish(done)
    agree(world)

    plan = read_plan(copy(world))

    assert len(plan.entries) == 20
    assert not any(entry.is_done or entry.evidence for entry in plan.entries)
    assert not plan.is_agreed
    assert done.title in [entry.title for entry in plan.entries]


def test_owners_stay_and_those_who_have_left_hand_over_to_whoever_copies(world):
    left, stays, copying = make_officer(), make_officer(), make_officer()
    make_milestone(world, "Of one who left", owner=left)
    make_milestone(world, "Of one who stays", owner=stays)
    make_activity(world, owner=left)
    left.is_active = False
    left.save()

    plan = read_plan(copy(world, by=copying))

    assert {entry.title: entry.owner for entry in plan.entries} == {
        "Of one who left": copying,
        "Of one who stays": stays,
        "Staff: Briefing": copying,
    }


def test_criteria_come_along_on_the_wording_of_today(world):
    criterion = world.advert.criteria.first()
    levels = {**criterion.levels, "5": "Better than anybody hoped."}
    change = CriterionChange(criterion.wording, criterion.weighting, "Say how.", levels)
    perform(edit_criterion, by=world.officer, advert=world.advert, change=change)
    newer = reword(first_objective(), world.officer, "Do it better.")

    copied = copy(world)

    first, *others = copied.criteria.all()
    assert (first.wording, first.guidance, first.levels["5"]) == (newer, "Say how.", "Better than anybody hoped.")
    assert [str(each.weighting) for each in (first, *others)] == ["20.00"] * 5
    assert world.advert.criteria.first().wording == criterion.wording


def test_a_chosen_set_comes_along_and_a_retired_one_gives_way_to_the_default(world):
    eight = make_set(world.officer)
    perform(choose_objective_set, by=world.officer, advert=world.advert, objective_set=eight)
    assert copy(world).criteria.count() == 8
    perform(retire_objective_set, by=world.officer, objective_set=eight)

    copied = copy(world, reference="SAL-2027-002")

    assert copied.objective_set == ObjectiveSet.objects.default()
    assert [str(each.weighting) for each in copied.criteria.all()] == ["20.00"] * 5


def test_needs_come_along_unless_they_are_retired(world):
    kept, gone, _ = Need.objects.all()[:3]
    perform(state_needs, by=world.officer, advert=world.advert, needs=[kept, gone])
    gone.retired_at, gone.retired_by = database_now(), world.officer
    gone.save()

    assert list(copy(world).needs.all()) == [kept]


def test_wordings_of_issues_come_along_while_they_are_public(world):
    kept, taken_back, replaced = release(make_issue()), release(make_issue()), release(make_issue())
    choose(world, kept, taken_back, replaced)
    withdraw(taken_back.issue)
    release(replaced.issue, title="Another wording")

    inclusions = copy(world, by=world.second_officer).advert_issues.all()

    assert [(each.release, each.included_by) for each in inclusions] == [(kept, world.second_officer)]


def test_a_published_advert_is_copied_without_what_it_went_through(clock):
    world = make_published(clock)

    copied = Advert.objects.get(pk=copy(world).pk)

    assert not copied.is_published
    assert copied.published_pledges == []
    assert copied.standing_statements is None
    assert not copied.decisions.exists()
    assert not copied.advert_services.exclude(profile=None).exists()
    assert not hasattr(copied, "consultation")
    assert not copied.criteria_agreers.exists()
    assert days(world.advert)


def test_an_advert_without_dates_is_not_copied(world):
    world.advert = perform(draft_advert, by=world.officer, reference="SAL-2026-020", title="Begun")

    assert refused(world) == ["no-dates"]
    assert not Advert.objects.filter(reference="SAL-2027-001").exists()


@pytest.mark.parametrize(
    ("opens_on", "code"),
    [
        (date(2026, 2, 16), "opens-in-the-past"),
        (date(2026, 2, 13), "opens-in-the-past"),
        (date(2027, 2, 27), "no-working-day"),
        (date(2027, 3, 26), "no-working-day"),
        (date(2101, 1, 3), "opens-too-late"),
        (date(2100, 12, 31), "closes-too-late"),
    ],
)
def test_the_opening_is_a_working_day_ahead(world, opens_on, code):
    assert uk_day(database_now()) == date(2026, 2, 16)
    assert refused(world, opens_on=opens_on) == [code]


def test_an_entry_beyond_our_times_is_refused(world):
    make_milestone(world, "Far off", on(2100, 6, 1))

    assert refused(world) == ["plan-date-range"]


def test_a_taken_reference_is_refused_in_a_sentence(world):
    with pytest.raises(ActionRefused, match="SAL-2026-014 is the reference of another advert"):
        copy(world, reference="SAL-2026-014")


def test_dates_other_than_those_shown_are_not_taken(world):
    make_milestone(world, "First")
    shown = copy_dates(read_plan(world.advert), opens_on=OPENS_ON).fingerprint
    make_milestone(world, "Second")

    assert refused(world, shown=shown) == ["other-dates"]
    assert copy(world, shown=copy_dates(read_plan(world.advert), opens_on=OPENS_ON).fingerprint)


def test_an_advert_that_closes_before_its_opening_hour_keeps_a_closing_after_the_opening(clock):
    world = make_unplanned(clock)
    Advert.objects.filter(pk=world.advert.pk).update(
        opens_at=datetime(2026, 3, 6, 17, tzinfo=UTC), closes_at=datetime(2026, 3, 7, 9, tzinfo=UTC)
    )

    copied = copy(world)

    assert (uk_day(copied.opens_at), uk_day(copied.closes_at)) == (date(2027, 3, 1), date(2027, 3, 2))
