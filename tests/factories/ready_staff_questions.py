"""A page on which staff ask, as readiness wants it; and questions on it, asked as nobody."""

from datetime import timedelta
from typing import TYPE_CHECKING

from eoi.actions.staff_question import ask_staff_question, deliver_staff_questions
from eoi.actions.staff_question_page import open_staff_question_page
from eoi.clock import database_now, stop_clock
from eoi.identity import acting_as, perform
from eoi.models import Service, StaffQuestion, StaffQuestionPage
from eoi.working_days import uk_day

if TYPE_CHECKING:
    from tests.factories.world import World

OPEN_FOR = timedelta(days=60)
ORIGIN = "192.0.2.1"


def let_staff_ask(world: "World") -> None:
    """Condition 75: a page, open for two months."""
    if StaffQuestionPage.objects.filter(advert=world.advert).exists():
        return
    closes_on = uk_day(database_now()) + OPEN_FOR
    perform(open_staff_question_page, by=world.officer, advert=world.advert, closes_on=closes_on)


def page_of(world: "World") -> StaffQuestionPage:
    return StaffQuestionPage.objects.get(advert=world.advert)


def ask(world: "World", text: str = "Will my team move?", service: Service | None = None, origin: str = ORIGIN) -> None:
    with acting_as(None):
        ask_staff_question(page=page_of(world), service=service, text=text, origin=origin)


def deliver() -> None:
    """The next day, and what is due then."""
    stop_clock(database_now() + timedelta(days=1))
    with acting_as(None) as now:
        deliver_staff_questions(at=now)


def ask_and_deliver(world: "World", text: str = "Will my team move?", service: Service | None = None) -> StaffQuestion:
    """A question that can be answered; the clock stands where it stood."""
    now = database_now()
    ask(world, text, service)
    deliver()
    stop_clock(now)
    return StaffQuestion.objects.get(advert=world.advert, text=text)
