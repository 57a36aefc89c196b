"""Asking for the decision, deciding, returning: what is kept, and each refusal."""

from datetime import timedelta

import pytest
from post_office.models import Email

from eoi.actions.advert import add_officer, edit_advert, publish_advert
from eoi.actions.decision import decide_to_advertise, request_decision, return_to_officers
from eoi.actions.readiness import give_readiness_reason
from eoi.conditions.advert import working_days
from eoi.decision_paper import paper_digest
from eoi.identity import perform
from eoi.models import Outcome, ReadinessReason, Role, Service
from eoi.policies.decision import latest_decision, problems_with_publishing, waiting_request
from eoi.problems import ActionRefused
from eoi.registry import ConditionState, conditions_of
from tests.factories.people import make_approver, make_person
from tests.factories.ready_consultation import make_body, say, speaker_of
from tests.factories.world import CLOSES, OPENS, ask, decide, make_asked, make_draft, make_published

BEFORE = OPENS - timedelta(days=14)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_draft(clock)


def edit(world, **changes):
    world.advert = perform(
        edit_advert, by=world.officer, advert=world.advert, changes=changes, services=list(Service.objects.all())
    )


def send_back(world, **options):
    facts = {"draft_version": world.advert.draft_version, "reasons": "Speak with the unions first.", **options}
    return perform(return_to_officers, by=world.approver, advert=world.advert, **facts)


def test_asking_tells_every_approver_but_those_who_run_the_advert(world, mail_queue):
    other, both = make_approver(), make_person(Role.APPROVER, Role.PROCUREMENT_OFFICER)
    make_approver(is_active=False)
    perform(add_officer, by=world.officer, advert=world.advert, officer=both)

    ask(world)

    told = {address for mail in Email.objects.filter(subject__startswith="Decision needed") for address in mail.to}
    assert told == {world.approver.email, other.email}


def test_a_decision_is_asked_for_once_a_version(world):
    ask(world)

    with pytest.raises(ActionRefused, match="asked for already"):
        ask(world)


def test_a_change_of_the_draft_ends_the_request(world):
    ask(world)
    edit(world, title="Another title")

    assert waiting_request(world.advert) is None
    with pytest.raises(ActionRefused, match="have not asked"):
        perform(
            decide_to_advertise,
            by=world.approver,
            advert=world.advert,
            draft_version=world.advert.draft_version,
            reasons="Go.",
        )
    assert decide(world).is_to_advertise


def test_asking_about_a_version_that_is_gone_is_refused(world):
    read = world.advert.draft_version
    edit(world, title="Another title")

    with pytest.raises(ActionRefused, match="Read it again"):
        perform(request_decision, by=world.officer, advert=world.advert, draft_version=read)


def test_a_draft_that_is_not_ready_is_not_asked_about(clock):
    world = make_draft(clock, closes_at=OPENS + timedelta(days=7), ready=False)

    with pytest.raises(ActionRefused) as refused:
        ask(world)

    assert "working-days" in [problem.code for problem in refused.value.problems]


def test_the_decision_keeps_the_paper_it_was_taken_on(world):
    decision = decide(world)
    edit(world, title="Another title")
    decision.refresh_from_db()

    assert "Another title" not in str(decision.paper)
    assert decision.paper["sections"][0]["title"] == "Readiness"
    assert decision.paper_digest == paper_digest(decision.paper)


def test_a_change_after_the_decision_needs_a_new_one(world):
    decide(world)
    assert latest_decision(world.advert)
    edit(world, title="Another title")

    assert latest_decision(world.advert) is None
    assert [problem.code for problem in problems_with_publishing(world.advert, at=BEFORE)] == ["no-decision"]
    decide(world)
    assert perform(publish_advert, by=world.officer, advert=world.advert).is_published


def test_deciding_twice_on_one_version_is_refused(world):
    decide(world)

    with pytest.raises(ActionRefused, match="already been recorded"):
        perform(
            decide_to_advertise,
            by=world.approver,
            advert=world.advert,
            draft_version=world.advert.draft_version,
            reasons="Again",
        )


def test_deciding_on_a_version_that_is_gone_is_refused(world):
    read = ask(world).advert.draft_version
    edit(world, title="Another title")

    with pytest.raises(ActionRefused, match="Read it again"):
        perform(decide_to_advertise, by=world.approver, advert=world.advert, draft_version=read, reasons="Old")


def test_nobody_decides_on_an_advert_of_their_own(world):
    both = make_person(Role.APPROVER, Role.PROCUREMENT_OFFICER)
    perform(add_officer, by=world.officer, advert=world.advert, officer=both)
    world.approver = both

    with pytest.raises(ActionRefused, match="of their own"):
        decide(world)


def test_a_returned_draft_is_asked_about_again_and_then_decided(world, mail_queue):
    ask(world)
    returned = send_back(world)

    assert returned.outcome == Outcome.RETURNED
    assert [problem.code for problem in problems_with_publishing(world.advert, at=BEFORE)] == ["no-decision"]
    told = [mail.to for mail in Email.objects.filter(subject__startswith="Returned to you")]
    assert sorted(told) == sorted([[world.officer.email], [world.second_officer.email]])
    assert decide(world).is_to_advertise


def test_nothing_is_returned_that_was_not_asked_about(world):
    with pytest.raises(ActionRefused, match="have not asked"):
        send_back(world)


def test_a_published_advert_is_neither_asked_about_nor_decided_on(clock):
    world = make_published(clock)

    for attempt in (ask, decide, send_back):
        with pytest.raises(ActionRefused, match="no longer change"):
            attempt(world)


def test_mail_about_a_decision_has_no_reasons_in_it(world, mail_queue):
    decide(world, reasons="CANARY-REASON")

    assert Email.objects.filter(subject__startswith="Decided").count() == 2
    assert not any("CANARY-REASON" in mail.message + mail.subject for mail in Email.objects.all())


def test_going_ahead_needs_a_reason_that_every_consulted_body_is_told_of(world, mail_queue):
    union = make_body("Irwell Union", by=world.officer, advert=world.advert)
    other = make_body("Quays Union", by=world.officer, advert=world.advert)
    say(world, union)

    with pytest.raises(ActionRefused, match="Irwell Union"):
        decide(world)
    ask_again = {"advert": world.advert, "draft_version": world.advert.draft_version, "reasons": "Go."}
    decision = perform(decide_to_advertise, by=world.approver, proceeding_reason="CANARY: it closes.", **ask_again)

    assert decision.proceeding_reason == "CANARY: it closes."
    mails = Email.objects.filter(subject__startswith="Decided before")
    told = {address for mail in mails for address in mail.to}
    assert {speaker_of(union).email, speaker_of(other).email} <= told
    assert not any("CANARY" in mail.message for mail in mails)


def test_a_reason_for_going_ahead_is_left_out_where_nothing_stands_in_the_way(world):
    assert decide(world, proceeding_reason="For nothing.").proceeding_reason == ""


# Readiness


def state_of(world, key):
    return next(condition for condition in conditions_of(world.advert, at=BEFORE) if condition.key == key)


def test_a_ready_draft_meets_every_condition(world):
    assert [condition.key for condition in conditions_of(world.advert, at=BEFORE) if not condition.is_met] == []
    assert all(condition.url and condition.why for condition in conditions_of(world.advert, at=BEFORE))


@pytest.mark.parametrize(
    ("closes_at", "state"),
    [
        (CLOSES, ConditionState.MET),  # twenty working days to the day
        (CLOSES - timedelta(days=3), ConditionState.NOT_MET),  # nineteen: it closes on the Friday before
        (None, ConditionState.NOT_MET),
    ],
)
def test_twenty_working_days_are_enough(world, closes_at, state):
    edit(world, closes_at=closes_at)

    assert working_days(world.advert, BEFORE).state == state


def test_a_reason_stands_for_the_days_it_was_given_for_and_no_others(world):
    edit(world, closes_at=OPENS + timedelta(days=7))
    given = {"condition": "working-days", "about": "5 working days", "reason": "The market knows this service well."}
    perform(give_readiness_reason, by=world.officer, advert=world.advert, **given)

    assert state_of(world, "working-days").state == ConditionState.REASONED
    assert "The market knows" in state_of(world, "working-days").why
    edit(world, closes_at=OPENS + timedelta(days=4))
    assert state_of(world, "working-days").state == ConditionState.NOT_MET


@pytest.mark.parametrize(
    ("condition", "about", "sentence"),
    [
        ("working-days", "4 working days", "changed while you were writing"),
        ("words-and-dates", "", "asks for no reason"),
        ("no-such-condition", "", "asks for no reason"),
    ],
)
def test_a_reason_that_nothing_asks_for_is_refused(world, condition, about, sentence):
    edit(world, closes_at=OPENS + timedelta(days=7))

    with pytest.raises(ActionRefused, match=sentence):
        perform(
            give_readiness_reason,
            by=world.officer,
            advert=world.advert,
            condition=condition,
            about=about,
            reason="Because.",
        )
    assert not ReadinessReason.objects.exists()


def test_an_incomplete_draft_says_what_it_lacks(world):
    edit(world, summary="")

    found = state_of(world, "words-and-dates")
    assert found.state == ConditionState.NOT_MET
    assert "no summary" in found.why
    assert found.url.endswith("#id_summary")


def test_a_request_waits_until_it_is_answered(clock):
    world = make_asked(clock)
    assert waiting_request(world.advert).requested_by == world.officer

    send_back(world)

    assert waiting_request(world.advert) is None
