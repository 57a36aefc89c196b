"""Staff ask about each advert before it is placed, and are answered; about the one still in preparation two questions wait (S12)."""

import tomllib
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eoi.actions.staff_question import answer_staff_question, ask_staff_question, deliver_staff_questions
from eoi.actions.staff_question_page import open_staff_question_page
from eoi.clock import stop_clock
from eoi.identity import acting_as, perform
from eoi.models import Service, StaffQuestion, User

if TYPE_CHECKING:
    from evaluation.demonstration.preparation import Preparation

QUESTIONS = Path(__file__).parent / "staff-questions.toml"
ORIGIN = "192.0.2.1"  # kept for examples; only its keyed digest is stored, until the day is over
OPEN_FOR = timedelta(days=60)

Event = tuple[int, int, Callable[[], object]]  # days after the draft was begun, hour, what happens then


def ask_and_answer(preparation: "Preparation") -> None:
    """In the order of the days: asked by nobody, delivered in the first minute of the next day, answered by who keeps the service."""
    drafted, day = preparation.drafted, preparation.day
    stop_clock(day(drafted + 1, 10))
    officer = _officer(preparation)
    closes_on = (day(drafted + 1, 10) + OPEN_FOR).date()
    page = perform(open_staff_question_page, by=officer, advert=preparation.advert, closes_on=closes_on)
    scope = {service.key: service for service in preparation.advert.services.all()}
    events: list[Event] = []
    for asked in _asked(preparation, scope):
        service = scope.get(asked.get("service", ""))
        events.append((asked["asked"], 12, partial(_ask, page=page, service=service, text=asked["text"])))
        events.append((asked["asked"] + 1, 0, _deliver))
        if "answer" in asked:
            events.append((asked["asked"] + asked["answered"], 15, partial(_answer, preparation, asked, service)))
    for offset, hour, happens in sorted(events, key=lambda event: event[:2]):
        stop_clock(day(drafted + offset, hour, 5))
        happens()


def _asked(preparation: "Preparation", scope: dict[str, Service]) -> list[dict[str, Any]]:
    """Those about services in scope; those without an answer only about the advert that is left unfinished."""
    questions = tomllib.loads(QUESTIONS.read_text())["questions"]
    return [
        question
        for question in questions
        if question.get("service") in {None, *scope} and ("answer" in question or not preparation.is_finished)
    ]


def _ask(**question: Any) -> None:
    with acting_as(None):
        ask_staff_question(origin=ORIGIN, **question)


def _deliver() -> None:
    perform(deliver_staff_questions, by=None)


def _answer(preparation: "Preparation", asked: dict[str, Any], service: Service | None) -> None:
    question = StaffQuestion.objects.about(preparation.advert).get(text=asked["text"])
    keeper = preparation.staff.service_managers[service.key] if service else None
    by = keeper if keeper and asked["by"] == "keeper" else _officer(preparation)
    words = {"wording": asked["wording"], "text": asked["answer"].strip(), "edition": 0}
    perform(answer_staff_question, by=by, question=question, **words)


def _officer(preparation: "Preparation") -> User:
    return preparation.advert.officers.select_related("user").order_by("pk")[0].user
