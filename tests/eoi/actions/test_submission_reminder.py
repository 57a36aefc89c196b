"""Reminders to submit: in time, to the right people, once, without a word of what was written (P6, P11)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from post_office.models import Email

from eoi.actions.assistance import end_assistance
from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.actions.submission import withdraw
from eoi.actions.submission_reminder import remind_of_submitting
from eoi.due import JOBS
from eoi.identity import acting_as, perform
from eoi.models import AuditEvent, Membership, SubmissionReminder, User
from tests.factories.amendments import extend, give_more_time
from tests.factories.amendments import withdraw as withdraw_the_advert
from tests.factories.assistance import DETAILS, ask, begin, enter, record
from tests.factories.people import make_approver, make_auditor, make_partner, organisation_of
from tests.factories.world import CLOSES, fill_in, make_open, start, submit_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_queue")]
WEEK, TWO_DAYS, HOURS = timedelta(days=7), timedelta(hours=48), timedelta(hours=4)
SECOND = timedelta(seconds=1)


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def incomplete(world):
    return start(world, make_partner())


@pytest.fixture
def complete(world):
    partner = make_partner()
    return fill_in(start(world, partner), partner, words="Sealed words")


def remind():
    return perform(remind_of_submitting, by=None)


def reminders():
    return Email.objects.filter(subject__contains="ubmitted yet: closes").order_by("pk")


def change(expression, text="One more idea.", version=0):
    answers = [AnswerChange("other-ideas", version, text=text)]
    return perform(save_answers, by=expression.changed_by, expression=expression, changes=answers)


@pytest.mark.parametrize(
    ("before", "late_by", "told"),
    [
        (WEEK, -SECOND, 0),
        (WEEK, SECOND * 0, 1),
        (TWO_DAYS, -SECOND, 1),
        (TWO_DAYS, SECOND * 0, 1),
        (HOURS, SECOND * 0, 0),
    ],
)
def test_an_incomplete_draft_is_reminded_from_7_days_and_from_48_hours_on(incomplete, clock, before, late_by, told):
    clock.set(CLOSES - before + late_by)

    assert remind() == told
    assert reminders().count() == told


@pytest.mark.parametrize(
    ("before", "late_by", "told"),
    [(WEEK, SECOND, 0), (TWO_DAYS, -SECOND, 0), (TWO_DAYS, SECOND * 0, 1), (HOURS, -SECOND, 1), (HOURS, SECOND * 0, 1)],
)
def test_a_complete_draft_is_reminded_from_48_hours_and_from_4_hours_on(complete, clock, before, late_by, told):
    clock.set(CLOSES - before + late_by)

    assert remind() == told


@pytest.mark.parametrize("after", [-SECOND, timedelta(0), SECOND])
def test_nobody_is_reminded_at_the_closing_time_or_after(complete, clock, after):
    clock.set(CLOSES + after)

    assert remind() == (1 if after < timedelta(0) else 0)


def test_each_moment_is_told_once_however_often_the_worker_runs(incomplete, complete, clock):
    told = []
    for left in (WEEK, WEEK - HOURS, TWO_DAYS, TWO_DAYS - HOURS, HOURS, HOURS / 2):
        clock.set(CLOSES - left)
        told += [remind(), remind()]

    assert told == [1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0]
    assert SubmissionReminder.objects.count() == 4


def test_the_mail_says_what_is_missing_and_no_word_of_the_answers(incomplete, complete, clock):
    clock.set(CLOSES - TWO_DAYS)
    remind()

    first, second = reminders()
    assert first.subject == second.subject == "Not submitted yet: closes 5pm on Monday 30 March 2026"
    assert f"{incomplete.missing_count} things are still missing." in first.message
    assert f"/partner/{incomplete.reference}/\n" in first.message
    assert "Nothing is missing: check it, then submit it." in second.message
    assert f"/partner/{complete.reference}/check/\n" in second.message
    assert "Sealed words" not in second.message
    assert "Your closing time: 5pm on Monday 30 March 2026 (UK time)" in second.message


def test_todays_members_get_it_and_nobody_else(world, incomplete, clock):
    organisation = organisation_of(incomplete.started_by)
    colleague = make_partner(organisation, lead=False)
    gone, disabled = make_partner(organisation, lead=False), make_partner(organisation, lead=False)
    Membership.objects.filter(user=gone).update(left_at=CLOSES - WEEK)
    User.objects.filter(pk=disabled.pk).update(is_active=False)
    make_partner()
    clock.set(CLOSES - WEEK)
    remind()

    assert sorted(mail.to[0] for mail in reminders()) == sorted([incomplete.started_by.email, colleague.email])


def test_who_submitted_and_changed_nothing_is_left_alone(world, clock):
    submit_for(world)
    clock.set(CLOSES - TWO_DAYS)

    assert remind() == 0


def test_who_changed_something_since_is_told_that_what_was_submitted_stands(world, clock):
    submission = submit_for(world)
    change(submission.expression)
    clock.set(CLOSES - HOURS)
    assert remind() == 1

    [mail] = reminders()
    assert mail.subject.startswith("Changes not submitted yet: closes 5pm on")
    assert "Edition 1 stands, and counts unless you submit again." in mail.message
    assert "One more idea." not in mail.message


def test_who_withdrew_is_left_alone_until_something_is_changed(world, clock):
    expression = submit_for(world).expression
    clock.advance(hours=1)
    expression = change(expression)
    clock.advance(hours=1)
    perform(withdraw, by=expression.changed_by, expression=expression, reason="A new board.")
    clock.set(CLOSES - TWO_DAYS)
    assert remind() == 0

    change(expression, "Once more.", version=1)
    clock.advance(hours=1)
    assert remind() == 1
    assert reminders().get().subject.startswith("Not submitted yet")


def test_a_draft_that_somebody_is_writing_waits_a_quarter_of_an_hour(complete, clock):
    clock.set(CLOSES - HOURS)
    change(complete)
    clock.advance(minutes=14, seconds=59)
    assert remind() == 0

    clock.advance(seconds=1)
    assert remind() == 1


def test_a_draft_that_was_begun_after_the_moment_gets_the_next(world, clock):
    clock.set(CLOSES - WEEK + SECOND)
    expression = start(world, make_partner())
    clock.advance(hours=1)
    assert remind() == 0

    clock.set(CLOSES - TWO_DAYS)
    assert remind() == 1
    assert expression.reference in reminders().get().message


def test_an_organisation_with_more_time_is_reminded_by_its_own_closing_time(world, complete, clock):
    extend(world, complete, complete.started_by, until=CLOSES + WEEK)
    clock.set(CLOSES - HOURS)
    assert remind() == 0

    clock.set(CLOSES + WEEK - HOURS)
    assert remind() == 1
    assert reminders().get().subject == "Not submitted yet: closes 5pm on Monday 6 April 2026"


def test_a_closing_time_that_moves_is_reminded_of_again(world, complete, clock):
    clock.set(CLOSES - TWO_DAYS)
    assert remind() == 1
    give_more_time(world, days=7)
    assert remind() == 0

    clock.set(CLOSES + WEEK - TWO_DAYS)
    assert remind() == 1


def test_a_withdrawn_advert_reminds_nobody(world, complete, clock):
    clock.set(CLOSES - TWO_DAYS)
    withdraw_the_advert(world)

    assert remind() == 0


def test_the_event_says_how_many_and_is_sealed(world, incomplete, complete, clock):
    clock.set(CLOSES - TWO_DAYS)
    remind()

    events = AuditEvent.objects.filter(action="submission.remind")
    assert [event.after for event in events.order_by("pk")] == [
        {"before": "48 hours", "complete": False, "reminded": 1},
        {"before": "48 hours", "complete": True, "reminded": 1},
    ]
    assert all(event.is_sealed and event.actor is None for event in events)


def test_only_the_organisation_itself_may_read_that_it_was_reminded(world, incomplete, clock):
    clock.set(CLOSES - WEEK)
    remind()

    for person in (world.officer, world.second_officer, make_approver(), make_auditor(), make_partner()):
        with acting_as(person):
            assert not SubmissionReminder.objects.exists()
    with acting_as(incomplete.started_by):
        assert SubmissionReminder.objects.get().organisation_id == incomplete.organisation_id


def test_when_nobody_is_due_it_costs_a_query_for_each_sending(world, incomplete, django_assert_num_queries):
    with acting_as(None) as now, django_assert_num_queries(4 + 4):  # an action's savepoint and constraints are four
        assert remind_of_submitting(at=now) == 0


@pytest.mark.parametrize("drafts", [1, 3])
def test_more_organisations_cost_no_more_queries(world, clock, django_assert_num_queries, drafts):
    """Beyond one for each sending: the record, the members, the officers who assist, the mails, and one event for the advert."""
    for _ in range(drafts):
        make_partner(organisation_of(start(world, make_partner()).started_by), lead=False)
    clock.set(CLOSES - WEEK)

    with acting_as(None) as now, django_assert_num_queries(4 + 4 + 5):
        assert remind_of_submitting(at=now) == drafts
    assert reminders().count() == 2 * drafts


def test_many_go_out_a_batch_at_a_time_and_each_once(world, clock, monkeypatch):
    monkeypatch.setattr("eoi.actions.submission_reminder.MOST_AT_ONCE", 2)
    for _ in range(5):
        start(world, make_partner())
    clock.set(CLOSES - WEEK)

    assert [remind() for _ in range(4)] == [2, 2, 1, 0]
    assert reminders().count() == 5


def test_an_officer_who_assists_is_told_of_that_draft_alone(world, incomplete, clock):
    """Who entered for an organisation on paper is the only one who can submit; nobody else of the council learns of it."""
    clock.set(CLOSES - TWO_DAYS - HOURS)
    assistance = begin(record(world))
    enter(assistance, words="Sealed words")
    over = begin(record(world, details=replace(DETAILS, name="Second Paper")))
    enter(over)
    perform(end_assistance, by=over.assistant, assistance=over)
    clock.set(CLOSES - TWO_DAYS)
    assert remind() == 3

    [mail] = [each for each in reminders() if each.to == [assistance.assistant.email]]
    assert "for an organisation that asked you to" in mail.message
    assert "have it read back, then submit it" in mail.message
    assert "Paper Trading" not in mail.message + mail.subject
    assert "Sealed words" not in mail.message
    assert sorted(each.to[0] for each in reminders()) == sorted(
        [assistance.assistant.email, incomplete.started_by.email]
    )


def test_an_officer_who_assists_one_of_its_adverts_is_not_told_of_another(world, clock):
    other = make_open(clock, reference="SAL-2026-191")
    lead = make_partner()
    first, _second = start(world, lead), start(other, lead)
    clock.set(CLOSES - WEEK - HOURS)
    assistance = begin(ask(first, lead))
    clock.set(CLOSES - WEEK)
    assert remind() == 2

    assert [first.reference in each.message for each in reminders() if each.to == [assistance.assistant.email]] == [
        True
    ]
    assert reminders().filter(to=lead.email).count() == 2


def test_it_falls_due_by_itself(incomplete, clock):
    clock.set(CLOSES - WEEK)

    assert JOBS["reminders to submit"]() == 1
