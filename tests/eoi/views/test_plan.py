"""The pages of a plan: who, what is shown before it moves, and what comes back when it is refused."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.plan_entry import edit_milestone, move_milestone
from eoi.identity import perform
from eoi.models import CommunicationActivity, Milestone, PlanAgreement, PlanMove, Role
from tests.eoi.views.test_officer import as_typed
from tests.factories.people import make_approver, make_auditor, make_officer, make_person
from tests.factories.plans import (
    after,
    finish,
    make_activity,
    make_milestone,
    make_planned,
    make_unplanned,
    milestone_details,
    on,
    planned_on,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_was_just_shown(settings):
    settings.DEMO = True


@pytest.fixture
def world(clock, client):
    world = make_unplanned(clock)
    client.force_login(world.officer)
    return world


def page(world, name="plan-detail", *more):
    return reverse(f"eoi:{name}", args=[world.advert.reference, *more])


def typed(milestone_or_world, **changes):
    """The form of a milestone as the browser sends it."""
    return {
        "title": "Brief the unions",
        "done_means": "",
        "working_days_needed": "",
        "owner": milestone_or_world.officer.reference,
        "anchor": "fixed",
        "planned_on": "2026-02-24",
        "after": "",
        "distance": "",
        "direction": "working-after",
        "version": "",
        **changes,
    }


def test_an_empty_plan_offers_a_usual_one(world, client):
    assertContains(client.get(page(world)), page(world, "plan-start"))

    response = client.post(page(world, "plan-start"), follow=True)

    assertRedirects(response, page(world))
    assertContains(response, "13 milestones and 6 communication activities")
    assertContains(response, "Give them days of their own")
    assertContains(client.get(page(world, "plan-start")), "This plan has been begun")
    assert client.post(page(world, "plan-start")).status_code == 409


def test_the_plan_says_what_is_late_and_what_comes_next(world, client, clock):
    make_milestone(world, "Overdue thing", on(2026, 2, 17))
    make_milestone(world, "Coming thing", on(2026, 2, 24))
    clock.advance(days=3)

    response = client.get(page(world))

    assertContains(response, "What is late")
    assertContains(response, "2 working days ago")
    assertContains(response, "Next:</strong> Coming thing, Tuesday 24 February 2026")


@pytest.mark.parametrize("who", ["other", "approver"])
def test_other_officers_and_approvers_read_and_do_not_change(world, client, who):
    milestone = make_milestone(world)
    client.force_login(make_officer() if who == "other" else make_approver())

    response = client.get(page(world))

    assertContains(response, "Brief the unions")
    assertNotContains(response, page(world, "milestone-edit", milestone.reference))
    for name in ("milestone-edit", "milestone-done", "milestone-remove", "plan-move"):
        assert client.get(page(world, name, milestone.reference)).status_code == 403
    for name in ("milestone-create", "plan-start", "plan-agree", "communication-create"):
        assert client.post(page(world, name)).status_code == 403


def test_whom_something_belongs_to_reads_the_plan_and_finishes_it(world, client):
    owner = make_person(Role.SERVICE_MANAGER)
    client.force_login(owner)
    assert client.get(page(world)).status_code == 403
    theirs = make_milestone(world, "Theirs", owner=owner)
    other = make_milestone(world, "Not theirs")

    response = client.get(page(world))

    assertContains(response, page(world, "milestone-done", theirs.reference))
    assertNotContains(response, page(world, "milestone-done", other.reference))
    assertNotContains(response, f'href="{reverse("eoi:officer-start")}"')
    assert client.get(page(world, "milestone-done", other.reference)).status_code == 403
    done = client.post(page(world, "milestone-done", theirs.reference), {"done_on": "2026-02-16", "evidence": ""})
    assertRedirects(done, page(world))
    assert Milestone.objects.get(pk=theirs.pk).done_by == owner


def test_whoever_loses_the_role_loses_the_plan(world, client):
    owner = make_person(Role.SERVICE_MANAGER)
    make_milestone(world, owner=owner)
    client.force_login(owner)
    assert client.get(page(world)).status_code == 200
    owner.groups.clear()

    assert client.get(page(world)).status_code == 403


def test_an_entry_of_another_advert_is_not_there(world, client, clock):
    other = make_unplanned(clock, reference="SAL-2026-015")
    theirs, told = make_milestone(other), make_activity(other)

    for name in ("milestone-edit", "milestone-done", "milestone-remove", "plan-move"):
        assert client.get(page(world, name, theirs.reference)).status_code == 404
    assert client.get(page(world, "communication-edit", told.reference)).status_code == 404


def test_a_milestone_is_added_with_a_warning_about_a_day_on_which_nobody_works(world, client):
    response = client.post(page(world, "milestone-create"), typed(world, planned_on="2026-04-03"), follow=True)

    assertRedirects(response, page(world))
    assertContains(response, "planned for Friday 3 April 2026")
    assertContains(response, "Friday 3 April 2026 is Good Friday, a bank holiday")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "Say what has been reached then."),
        ({"planned_on": ""}, "Choose a date."),
        ({"planned_on": "1999-12-31"}, "outside the years 2000 to 2100"),
        ({"planned_on": "2026-02-31"}, "is not a date that exists"),
        ({"anchor": ""}, "Choose what its date hangs on."),
        ({"anchor": "milestone"}, "Choose one from the list"),
        ({"anchor": "opening", "distance": "1001"}, "whole number of days from 0 to 1000"),
        ({"anchor": "opening", "distance": "-1"}, "whole number of days from 0 to 1000"),
        ({"owner": "P-0000-0000"}, "cannot own anything in a plan"),
    ],
)
def test_what_cannot_be_meant_comes_back_with_what_was_typed(world, client, change, words):
    response = client.post(page(world, "milestone-create"), typed(world, done_means="Both sides say so.", **change))

    assertContains(response, words, status_code=422)
    assertContains(response, "Both sides say so.", status_code=422)
    assert not Milestone.objects.exists()


def test_a_circle_comes_back_as_a_sentence_with_what_was_typed(world, client):
    unions = make_milestone(world, "Brief the unions")
    criteria = make_milestone(world, "Agree criteria", after(unions))
    wanted = typed(world, anchor="milestone", after=criteria.reference, done_means="Kept words.", version=1)

    response = client.post(page(world, "milestone-edit", unions.reference), wanted)

    assertContains(response, "“Brief the unions” waits for “Agree criteria”, which waits for", status_code=422)
    assertContains(response, "Kept words.", status_code=422)


def test_a_slip_is_shown_before_it_is_confirmed(world, client):
    first = make_milestone(world, "Brief the unions")
    second = make_milestone(world, "Second", after(first, 2))
    there = page(world, "milestone-edit", first.reference)
    wanted = typed(world, planned_on="2026-02-26", done_means="Kept words.", version=1)

    shown = client.post(there, wanted)

    assertContains(shown, "Save, and move these 2 dates")
    assertContains(shown, "Thursday 26 February 2026")
    assertContains(shown, "2 later")
    assertContains(shown, 'name="done_means" value="Kept words."')
    assert planned_on(first) == date(2026, 2, 24)
    back = client.post(there, {**wanted, "shown": shown.context["shown"], "back": "yes"})
    assertContains(back, "Kept words.")
    assert planned_on(first) == date(2026, 2, 24)
    response = client.post(there, {**wanted, "shown": shown.context["shown"], "reason": "Half term."})
    assertRedirects(response, page(world))
    assert (planned_on(first), planned_on(second)) == (date(2026, 2, 26), date(2026, 3, 2))
    assertContains(client.get(page(world)), "first planned for 24 February 2026")
    assertContains(client.get(page(world)), "Half term.")


def test_what_moves_is_shown_again_when_it_is_no_longer_that(world, client):
    first = make_milestone(world, "Brief the unions")
    make_milestone(world, "Second", after(first, 2))
    there, wanted = page(world, "milestone-edit", first.reference), typed(world, planned_on="2026-02-26", version=1)
    shown = client.post(there, wanted).context["shown"]
    make_milestone(world, "Came meanwhile", after(first, 3))

    response = client.post(there, {**wanted, "shown": shown, "reason": "Half term."})

    assertContains(response, "The plan changed while you were reading", status_code=409)
    assertContains(response, "Came meanwhile", status_code=409)
    assertContains(response, "Half term.", status_code=409)
    assert planned_on(first) == date(2026, 2, 24)


def test_a_change_that_moves_nothing_else_is_saved_at_once(world, client):
    milestone = make_milestone(world)

    response = client.post(page(world, "milestone-edit", milestone.reference), typed(world, planned_on="2026-02-26"))

    assertRedirects(response, page(world))


def test_an_agreed_plan_asks_for_a_reason(clock, client):
    world = make_planned(clock)
    client.force_login(world.officer)
    assertContains(client.get(page(world)), page(world, "plan-agree"))
    assertRedirects(client.post(page(world, "plan-agree")), page(world))
    assert PlanAgreement.objects.get().agreed_by == world.officer
    panel = Milestone.objects.get(title="Panel formed")
    there = page(world, "plan-move", panel.reference)

    shown = client.get(there, {"on": "2026-03-26"})
    assertContains(shown, "Move this date")
    confirmed = {"on": "2026-03-26", "shown": shown.context["shown"]}

    assertContains(client.post(there, confirmed), "say why the date moves", status_code=422)
    assert planned_on(panel) == date(2026, 3, 23)
    response = client.post(there, {**confirmed, "reason": "Holidays."}, follow=True)
    assertContains(response, "is planned for Thursday 26 March 2026, 2 working days before the advert closes.")


@pytest.mark.parametrize("day", ["", "1999-01-01", "2026-02-24", "soon"])
def test_a_move_to_no_day_is_refused(world, client, day):
    milestone = make_milestone(world)

    assert client.get(page(world, "plan-move", milestone.reference), {"on": day}).status_code == 422
    assert client.post(page(world, "plan-move", milestone.reference), {"on": day}).status_code == 422
    assert not PlanMove.objects.exists()


def test_conflicts_of_the_new_days_are_named(world, client):
    first = make_milestone(world, "First", on(2026, 2, 24))
    make_milestone(world, "On a holiday", after(first, 0, day_kind="calendar"))

    assertContains(
        client.get(page(world, "plan-move", first.reference), {"on": "2026-04-03"}), "on Good Friday, a bank"
    )
    assertContains(
        client.get(page(world, "plan-move", first.reference), {"on": "2026-04-03"}), "now after the closing day"
    )
    assertContains(client.get(page(world, "plan-move", first.reference), {"on": "2026-02-10"}), "in the past")


def test_other_days_of_the_advert_show_what_moves_before_anything_is_saved(clock, client):
    world = make_planned(clock)
    client.force_login(world.officer)
    there = page(world, "advert-edit")
    wanted = as_typed(world.advert, closes_at_0="2026-04-13", body="Two\r\n\r\nparagraphs.")

    shown = client.post(there, wanted)

    assertContains(shown, "Panel formed")
    assert world.refresh().closes_at.date() == date(2026, 3, 30)
    hidden = {}
    for name, value in shown.context["typed"]:
        hidden.setdefault(name, []).append(value)
    confirmed = {**hidden, "shown": shown.context["shown"], "reason": ""}
    assertContains(client.post(there, {**confirmed, "back": "yes"}), "2026-04-13")
    assertRedirects(client.post(there, confirmed), page(world, "advert-manage"))
    advert = world.refresh()
    assert (advert.closes_at.date(), advert.body) == (date(2026, 4, 13), "Two\n\nparagraphs.")
    assert advert.services.count() == len(wanted["services"])
    assert planned_on(Milestone.objects.get(title="Panel formed")) == date(2026, 4, 2)


def test_two_people_at_once_keep_what_was_typed(world, client):
    milestone = make_milestone(world)
    perform(
        edit_milestone,
        by=world.officer,
        milestone=milestone,
        details=milestone_details(world, "Changed by a colleague"),
    )
    there = page(world, "milestone-edit", milestone.reference)

    response = client.post(there, typed(world, done_means="Mine.", version=1))

    assertContains(response, "Somebody changed this while you were writing", status_code=409)
    assertContains(response, "Mine.", status_code=409)
    again = client.post(there, typed(world, done_means="Mine.", version=response.context["form"]["version"].value()))
    assertRedirects(again, page(world))


def test_what_hangs_on_a_milestone_is_named_instead_of_removing_it(world, client):
    first = make_milestone(world, "First")
    second = make_milestone(world, "Second", after(first))
    there = page(world, "milestone-remove", first.reference)

    assertContains(client.get(there), "“Second” hangs on it")
    assert client.post(there).status_code == 409
    assertRedirects(client.post(page(world, "milestone-remove", second.reference)), page(world))
    assertRedirects(client.post(there), page(world))
    assert not Milestone.objects.exists()


def test_what_is_done_can_be_taken_back(world, client):
    activity = make_activity(world)
    there = page(world, "communication-done", activity.reference)
    assertContains(client.post(there, {"done_on": "2026-02-16"}), "what shows that it was done", status_code=422)
    assertContains(client.post(there, {"done_on": "2026-02-17", "evidence": "x"}), "not come yet", status_code=422)
    client.post(there, {"done_on": "2026-02-16", "evidence": "In the log."})
    assertContains(client.get(page(world, "communication-list")), "In the log.")
    assertContains(client.get(page(world, "communication-edit", activity.reference)), "no longer changes")

    assertContains(client.post(there, follow=True), "is not marked as done any more")


def test_the_communication_plan_is_narrowed_to_one_audience(world, client):
    make_activity(world, audience="staff")
    make_activity(world, audience="press")
    there = page(world, "communication-list")

    assertContains(client.get(there), "2 activities")
    assertContains(client.get(there, {"audience": "press"}), "1 activity of 2")
    assertContains(client.get(there, {"audience": "residents"}), "Nothing for this audience")
    assertContains(client.get(there, {"audience": "nobody"}), "2 activities")


def test_somebody_else_has_to_be_named(world, client):
    words = {"audience": "other", "other_audience": "", "message": "News.", "channel": "Letter"}
    there = page(world, "communication-create")

    assertContains(client.post(there, typed(world, **words)), "Say who else is to be told.", status_code=422)
    client.post(there, typed(world, **{**words, "other_audience": "Neighbouring councils"}))
    assert CommunicationActivity.objects.get().title == "Neighbouring councils: Letter"


@pytest.mark.parametrize("name", ["plan-detail", "communication-list"])
def test_the_queries_of_a_list_do_not_grow_with_its_rows(world, client, name):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(page(world, name)).status_code == 200
        return len(captured)

    def one_more(number):
        first = make_milestone(world, f"M{number}", on(2026, 2, 20), owner=make_person(Role.SERVICE_MANAGER))
        make_milestone(world, f"N{number}", after(first), owner=make_person(Role.EVALUATOR))
        make_activity(world, after(first), owner=make_person(Role.LEAD_MEMBER))
        perform(move_milestone, by=world.officer, milestone=first, to=date(2026, 2, 23))
        finish(make_activity(world, owner=make_person(Role.LEAD_MEMBER)))

    one_more(1)
    with_one = queries()
    one_more(2)
    one_more(3)

    assert queries() == with_one


@pytest.mark.parametrize("make", [make_auditor, lambda: make_person(Role.REPRESENTATIVE)])
def test_a_plan_is_not_for_those_whom_it_does_not_concern(world, client, make):
    make_milestone(world)
    client.force_login(make())

    for name in ("plan-detail", "communication-list", "plan-feed-manage"):
        assert client.get(page(world, name)).status_code == 403


def test_start_pages_show_what_is_due_and_what_is_late(world, client, clock):
    owner = make_person(Role.SERVICE_MANAGER)
    make_milestone(world, "Late thing", on(2026, 2, 17), owner=owner)
    make_milestone(world, "Due thing", on(2026, 2, 18), owner=owner)
    make_activity(world, on(2026, 2, 24), owner=owner)
    make_milestone(world, "Far thing", on(2026, 6, 1), owner=owner)
    make_milestone(world, "Somebody else’s thing", on(2026, 2, 18))
    finish(make_milestone(world, "Done thing", on(2026, 2, 17), owner=owner))
    clock.advance(days=2)
    client.force_login(owner)

    response = client.get(reverse("eoi:start"), follow=True)

    assertContains(response, "Finish: Late thing")
    assertContains(response, "Finish: Due thing")
    assertContains(response, "Yours: Staff: Briefing")
    for words in ("Far thing", "Somebody else’s thing", "Done thing"):
        assertNotContains(response, words)


def test_the_working_day_is_counted_from_uk_midnight(world, client, clock):
    make_milestone(world, "Due thing", on(2026, 3, 30))
    clock.set(
        clock.advance() + timedelta(days=41, hours=14, minutes=30)
    )  # 23:30 on 29 March by UTC, past midnight in BST

    assertContains(client.get(page(world)), "today")
