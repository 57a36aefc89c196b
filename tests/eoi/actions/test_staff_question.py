"""Asking, delivering, answering, declining; and the page on which it is done."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from post_office.models import Email

from eoi.actions.readiness import give_readiness_reason
from eoi.actions.staff_question import (
    answer_staff_question,
    ask_staff_question,
    decline_staff_question,
    deliver_staff_questions,
    remove_original_wording,
)
from eoi.actions.staff_question_page import (
    edit_staff_question_page,
    open_staff_question_page,
    renew_staff_question_page,
)
from eoi.asking import NOWHERE, origin_digest, origin_of
from eoi.clock import database_now
from eoi.conditions.staff_question import NO_PAGE, staff_questions_answered
from eoi.identity import acting_as, perform
from eoi.models import AskingDay, AuditEvent, Role, Service, ServiceKeeper, StaffQuestion
from eoi.models.staff_question import last_day_in_time
from eoi.policies.staff_question import problems_with_number_of_questions
from eoi.problems import ActionRefused
from eoi.registry import ConditionState
from eoi.working_days import uk_day, working_days_between
from tests.factories.people import make_person
from tests.factories.ready_staff_questions import ask, ask_and_deliver, deliver, page_of
from tests.factories.world import make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_queue")]

ANSWER = {"wording": "Will teams move?", "text": "Nothing is decided.", "edition": 0}


@pytest.fixture
def world(clock):
    return make_draft(clock)


def codes(refusal):
    return [problem.code for problem in refusal.value.problems]


def keeper_of(world, key):
    keeper, service = make_person(Role.SERVICE_MANAGER), Service.objects.get(key=key)
    service.keepers.all().delete()
    ServiceKeeper.objects.create(service=service, user=keeper, assigned_by=world.officer)
    return keeper


def test_asked_by_somebody_signed_in_it_is_asked_by_nobody_all_the_same(world):
    with acting_as(world.officer):
        ask_staff_question(page=page_of(world), service=None, text="Who am I?", origin="192.0.2.1")

    assert StaffQuestion.objects.get().text == "Who am I?"
    assert not AuditEvent.objects.filter(action__startswith="staff-question.").exists()


def test_the_sixth_question_of_a_day_from_one_origin_is_refused_and_from_another_taken(world):
    for number in range(5):
        ask(world, f"Question {number}?")
    with pytest.raises(ActionRefused) as refusal:
        ask(world, "One too many?")
    ask(world, "From elsewhere?", origin="192.0.2.2")

    assert codes(refusal) == ["limit"]
    assert "what you typed is still below" in refusal.value.problems[0].message
    assert StaffQuestion.objects.count() == 6
    assert sorted(AskingDay.objects.get().counts.values()) == [1, 5]


def test_the_limit_begins_anew_at_midnight_uk_time(world, clock):
    for _ in range(5):
        ask(world)
    clock.advance(days=1)

    ask(world)

    assert list(AskingDay.objects.get().counts.values()) == [1]


def test_an_advert_takes_no_more_than_two_hundred_a_day():
    assert problems_with_number_of_questions(by_origin=4, about_advert=199) == []
    [problem] = problems_with_number_of_questions(by_origin=0, about_advert=200)
    assert "200 questions have been asked today" in problem.message


def test_questions_are_taken_until_the_end_of_the_last_day(world, clock):
    page = page_of(world)
    last = database_now().replace(year=page.closes_on.year, month=page.closes_on.month, day=page.closes_on.day)
    clock.set(last.replace(hour=22, minute=59, second=59))  # 23:59:59 in British Summer Time
    ask(world)
    clock.set(last.replace(hour=23, minute=0, second=0))

    with pytest.raises(ActionRefused) as refusal:
        ask(world)
    assert codes(refusal) == ["no-more-questions"]


def test_delivery_tells_officers_and_keepers_how_many_and_nothing_else(world, clock):
    keeper = keeper_of(world, "finance")
    keeper_of(world, "it-services")
    Email.objects.all().delete()  # what preparing the advert sent
    ask(world, "A secret wish?", Service.objects.get(key="finance"))
    ask(world, "Another secret wish?")
    clock.advance(days=1)

    assert perform(deliver_staff_questions, by=None) == 2
    assert perform(deliver_staff_questions, by=None) == 0

    told = {mail.to[0]: mail for mail in Email.objects.all()}
    assert told.keys() == {world.officer.email, world.second_officer.email, keeper.email}
    assert told[world.officer.email].subject == f"2 new staff questions: {world.advert.reference}"
    assert told[keeper.email].subject == "1 new staff question: Finance"
    assert not any("secret" in mail.message for mail in told.values())
    [event] = AuditEvent.objects.filter(action="staff-question.deliver")
    assert event.after["questions"] == 2


def test_an_answer_is_corrected_by_its_next_edition(world):
    question = ask_and_deliver(world)
    perform(answer_staff_question, by=world.officer, question=question, **ANSWER)
    perform(
        answer_staff_question,
        by=world.second_officer,
        question=question,
        **{**ANSWER, "text": "Decided.", "edition": 1},
    )

    [answered] = StaffQuestion.objects.answered_for(world.advert)
    assert (answered.answer.text, answered.answer.is_correction) == ("Decided.", True)
    assert [answer.edition for answer in answered.answers.all()] == [1, 2]


def test_two_who_answer_at_once_are_told(world):
    question = ask_and_deliver(world)
    perform(answer_staff_question, by=world.officer, question=question, **ANSWER)

    with pytest.raises(ActionRefused) as refusal:
        perform(answer_staff_question, by=world.second_officer, question=question, **ANSWER)
    assert codes(refusal) == ["changed-meanwhile"]


def test_what_is_settled_is_not_settled_otherwise(world):
    answered, declined = ask_and_deliver(world, "One?"), ask_and_deliver(world, "Two?")
    perform(answer_staff_question, by=world.officer, question=answered, **ANSWER)
    perform(decline_staff_question, by=world.officer, question=declined, reason="About one person")

    for question, code in ((answered, "answered"), (declined, "declined")):
        with pytest.raises(ActionRefused) as refusal:
            perform(decline_staff_question, by=world.officer, question=question, reason="Again")
        assert codes(refusal) == [code]
    with pytest.raises(ActionRefused) as refusal:
        perform(answer_staff_question, by=world.officer, question=declined, **ANSWER)
    assert codes(refusal) == ["declined"]


def test_the_original_words_go_once_the_question_is_settled_and_the_published_ones_stay(world):
    question = ask_and_deliver(world, "I am the only one at the desk?")
    with pytest.raises(ActionRefused) as refusal:
        perform(remove_original_wording, by=world.officer, question=question)
    assert codes(refusal) == ["unanswered"]
    perform(answer_staff_question, by=world.officer, question=question, **ANSWER)

    perform(remove_original_wording, by=world.officer, question=question)

    [kept] = StaffQuestion.objects.answered_for(world.advert)
    assert (kept.text, kept.removed_by, kept.answer.wording) == ("", world.officer, "Will teams move?")
    with pytest.raises(ActionRefused) as refusal:
        perform(remove_original_wording, by=world.officer, question=question)
    assert codes(refusal) == ["removed"]


def test_a_stranger_answers_nothing(world):
    question = ask_and_deliver(world)

    with pytest.raises(ActionRefused) as refusal:
        perform(answer_staff_question, by=make_person(Role.SERVICE_MANAGER), question=question, **ANSWER)
    assert codes(refusal) == ["identity"]


def test_a_page_is_opened_once(world):
    with pytest.raises(ActionRefused) as refusal:
        perform(open_staff_question_page, by=world.officer, advert=world.advert, closes_on=page_of(world).closes_on)
    assert codes(refusal) == ["changed-meanwhile"]


@pytest.mark.parametrize(("days", "found"), [(-1, ["past-day"]), (0, []), (366, []), (367, ["far-day"])])
def test_the_last_day_is_from_today_on_and_within_a_year(world, days, found):
    wanted = uk_day(database_now()) + timedelta(days=days)
    refused = []
    try:
        perform(edit_staff_question_page, by=world.officer, page=page_of(world), closes_on=wanted)
    except ActionRefused as refusal:
        refused = [problem.code for problem in refusal.problems]

    assert refused == found


def test_a_new_address_replaces_the_earlier_one(world):
    before = page_of(world).token

    perform(renew_staff_question_page, by=world.officer, page=page_of(world))

    assert page_of(world).token != before
    assert before not in str(list(AuditEvent.objects.values()))


def test_condition_without_a_page_takes_a_reason(clock):
    world = make_draft(clock, ready=False)
    condition = staff_questions_answered(world.advert, database_now())

    assert (condition.state, condition.takes_reason, condition.about) == (ConditionState.NOT_MET, True, NO_PAGE)


def test_condition_with_a_recorded_reason(clock):
    world = make_draft(clock, ready=False)
    given = {"condition": "staff-questions", "about": NO_PAGE, "reason": "They ask through the staff forum."}
    perform(give_readiness_reason, by=world.officer, advert=world.advert, **given)
    condition = staff_questions_answered(world.advert, database_now())

    assert condition.state == ConditionState.REASONED
    assert "They ask through the staff forum." in condition.why


def test_condition_fails_when_a_question_has_waited_more_than_ten_working_days(world, clock):
    question = ask_and_deliver(world)  # on Monday 16 February 2026
    deliver()
    clock.set(database_now().replace(month=3, day=2))
    assert staff_questions_answered(world.advert, database_now()).is_met
    clock.set(database_now().replace(month=3, day=3))

    condition = staff_questions_answered(world.advert, database_now())
    assert condition.state == ConditionState.NOT_MET
    assert "1 staff question has waited" in condition.why
    perform(answer_staff_question, by=world.officer, question=question, **ANSWER)
    condition = staff_questions_answered(world.advert, database_now())
    assert condition.is_met
    assert "none waits" in condition.why


def test_condition_counts_what_waits(world):
    ask_and_deliver(world, "One?")
    assert "1 waits" in staff_questions_answered(world.advert, database_now()).why
    ask_and_deliver(world, "Two?")
    assert "2 wait" in staff_questions_answered(world.advert, database_now()).why


def test_the_last_day_in_time_agrees_with_the_working_days_between(world):
    for days in range(40):
        now = database_now() + timedelta(days=days)
        last = last_day_in_time(now)
        assert working_days_between(last, uk_day(now)) <= 10
        assert working_days_between(last - timedelta(days=1), uk_day(now)) > 10


@pytest.mark.parametrize(
    ("address", "origin"),
    [("198.51.100.7", "198.51.100.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("", NOWHERE)],
)
def test_an_origin_is_an_address_or_a_home_network(address, origin):
    assert origin_of(RequestFactory().get("/", REMOTE_ADDR=address)) == origin


def test_behind_a_proxy_the_origin_is_the_clients(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    forwarded = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.7"}

    assert origin_of(RequestFactory().get("/", **forwarded)) == "198.51.100.7"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    assert origin_of(RequestFactory().get("/", **forwarded)) == NOWHERE


def test_a_digest_depends_on_the_key_and_is_short():
    assert origin_digest("198.51.100.7", key=b"one") != origin_digest("198.51.100.7", key=b"two")
    assert len(origin_digest("198.51.100.7", key=b"one")) == 6
