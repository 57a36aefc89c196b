"""Complete drafts that nobody submitted: how many, which, and what an approver decides (P18, ADR 0032)."""

from datetime import timedelta

import pytest

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.actions.submission import submit, withdraw
from eoi.identity import acting_as, perform
from eoi.models import (
    AuditEvent,
    UnsubmittedDecision,
    UnsubmittedDraft,
    UnsubmittedNumbers,
    UnsubmittedOutcome,
    UnsubmittedRequest,
    late_attempts,
    unsubmitted_numbers,
)
from eoi.problems import ActionRefused
from tests.factories.amendments import extend
from tests.factories.people import (
    make_administrator,
    make_auditor,
    make_evaluator,
    make_officer,
    make_partner,
)
from tests.factories.unsubmitted import ask_which, decide_about, leave_unsubmitted
from tests.factories.world import CLOSES, DECLARATION, close, make_open, start, submit_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_open(clock)


def change(expression, partner):
    with acting_as(partner):
        version = expression.answers.get(question_key="objective-1").version
    better = [AnswerChange(key="objective-1", version=version, text="We would do better.")]
    return perform(save_answers, by=partner, expression=expression, changes=better)


def named(world, by=None):
    with acting_as(by or world.approver):
        return {draft.expression.reference for draft in UnsubmittedDraft.objects.select_related("expression")}


def test_who_submitted_or_left_something_out_is_not_among_the_complete_ones(world):
    submit_for(world)
    start(world, make_partner())
    leave_unsubmitted(world)
    leave_unsubmitted(world)
    close(world)

    assert unsubmitted_numbers(world.advert) == UnsubmittedNumbers(complete=2, incomplete=1, withdrawn=0)


def test_a_submission_that_stands_counts_whatever_was_changed_after_it(world):
    submission = submit_for(world)
    change(submission.expression, world.partners[0])
    close(world)

    assert unsubmitted_numbers(world.advert) == UnsubmittedNumbers(0, 0, 0)


def test_who_withdrew_and_left_it_so_is_told_apart_from_who_went_on_writing(world):
    left, resumed = submit_for(world), submit_for(world)
    for submission, partner in zip((left, resumed), world.partners, strict=True):
        perform(withdraw, by=partner, expression=submission.expression, reason="")
    change(resumed.expression, world.partners[1])
    close(world)
    ask_which(world)

    assert unsubmitted_numbers(world.advert) == UnsubmittedNumbers(complete=1, incomplete=0, withdrawn=1)
    assert named(world) == {resumed.expression.reference}


def test_an_approver_learns_which_with_a_reason_and_the_trail_keeps_numbers_alone(world):
    ours, theirs = leave_unsubmitted(world), leave_unsubmitted(world)
    submit_for(world)
    close(world)

    request = ask_which(world)

    assert named(world) == {ours.reference, theirs.reference}
    assert (request.number_found, request.asked_by, request.asked_at) == (2, world.approver, world.clock.advance())
    event = AuditEvent.objects.get(action="unsubmitted.ask")
    assert event.after == {"organisations": 2}
    assert ours.reference not in str(event.after)


def test_its_officers_and_auditors_read_the_names_and_nobody_else_does(world):
    partner = make_partner()
    expression = leave_unsubmitted(world, partner)
    close(world)
    ask_which(world)

    for reader in (world.officer, world.second_officer, make_auditor()):
        assert named(world, reader) == {expression.reference}
    for stranger in (make_officer(), make_evaluator(), make_administrator(), make_partner(), partner):
        assert named(world, stranger) == set()


def test_an_organisation_with_more_time_is_judged_at_its_own_closing_time(world):
    partner = make_partner()
    expression = leave_unsubmitted(world, partner)
    extend(world, expression, partner, until=CLOSES + timedelta(hours=2))
    world.clock.set(CLOSES + timedelta(hours=1))

    with pytest.raises(ActionRefused, match="closing record"):
        ask_which(world)
    perform(submit, by=partner, expression=expression, draft_version=expression.draft_version, declaration=DECLARATION)
    assert unsubmitted_numbers(world.advert).complete == 0


def test_nobody_is_asked_for_while_the_advert_is_open(world):
    leave_unsubmitted(world)

    with pytest.raises(ActionRefused, match="closing record is published"):
        ask_which(world)
    assert not UnsubmittedRequest.objects.exists()


def test_nothing_is_asked_for_twice_nor_where_there_is_nobody(world):
    close(world)
    with pytest.raises(ActionRefused, match="nothing to ask for"):
        ask_which(world)


def test_a_second_request_is_refused(world):
    leave_unsubmitted(world)
    close(world)
    ask_which(world)

    with pytest.raises(ActionRefused, match="asked already"):
        ask_which(world)
    assert UnsubmittedRequest.objects.count() == 1


def test_a_decision_needs_the_request_and_a_further_one_may_follow(world):
    leave_unsubmitted(world)
    close(world)
    with pytest.raises(ActionRefused, match="Ask first"):
        decide_about(world)
    ask_which(world)

    decide_about(world, outcome=UnsubmittedOutcome.ASK)
    decide_about(world)

    outcomes = list(UnsubmittedDecision.objects.values_list("outcome", flat=True))
    assert outcomes == ["ask", "no-action"]
    events = AuditEvent.objects.filter(action="unsubmitted.decide").order_by("pk")
    assert [event.after for event in events] == [
        {"outcome": "ask", "organisations": 1},
        {"outcome": "no-action", "organisations": 1},
    ]


def test_an_attempt_that_came_too_late_is_found_in_the_trail(world):
    partner = make_partner()
    expression = leave_unsubmitted(world, partner)
    moment = world.clock.set(CLOSES + timedelta(seconds=2))
    with acting_as(partner) as now, pytest.raises(ActionRefused):
        submit(
            expression=expression, draft_version=expression.draft_version, declaration=DECLARATION, by=partner, at=now
        )
    close(world)

    found = late_attempts([expression.reference, "EOI-OTHER"])

    assert {key: (tried.number, tried.last_at) for key, tried in found.items()} == {expression.reference: (1, moment)}
