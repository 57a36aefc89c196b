"""Staff questions and their page."""

from datetime import timedelta

from eoi.actions import staff_question, staff_question_page
from eoi.clock import database_now
from eoi.identity import perform
from eoi.working_days import uk_day
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.ready_staff_questions import ask, ask_and_deliver, page_of
from tests.factories.world import make_draft


def _later():
    return uk_day(database_now()) + timedelta(days=30)


@scenario("staff-question-page.open")
def _(clock):
    world = make_draft(clock, ready=False)
    return doing(staff_question_page.open_staff_question_page, world.officer, advert=world.advert, closes_on=_later())


@scenario("staff-question-page.edit")
def _(clock):
    world = make_draft(clock)
    return doing(staff_question_page.edit_staff_question_page, world.officer, page=page_of(world), closes_on=_later())


@scenario("staff-question-page.renew")
def _(clock):
    world = make_draft(clock)
    return doing(staff_question_page.renew_staff_question_page, world.officer, page=page_of(world))


@scenario("staff-question.deliver")
def _(clock):
    ask(make_draft(clock))
    clock.advance(days=1)
    return doing(staff_question.deliver_staff_questions, None)


@scenario("staff-question.answer")
def _(clock):
    world = make_draft(clock)
    words = {"wording": "Will teams move?", "text": "Not decided.", "edition": 0}
    return doing(staff_question.answer_staff_question, world.officer, question=ask_and_deliver(world), **words)


@scenario("staff-question.decline")
def _(clock):
    world = make_draft(clock)
    return doing(
        staff_question.decline_staff_question, world.officer, question=ask_and_deliver(world), reason="Abusive"
    )


@scenario("staff-question.remove-wording")
def _(clock):
    world = make_draft(clock)
    question = ask_and_deliver(world)
    perform(staff_question.decline_staff_question, by=world.officer, question=question, reason="Abusive")
    return doing(staff_question.remove_original_wording, world.officer, question=question)
