"""Two unions and the staff forum are consulted: a briefing, what was shared, what was said, and what became of it (S12)."""

import tomllib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eoi.actions.consultation import EventRecord, Material, consult_bodies, record_event, share_material
from eoi.actions.consultation_body import add_body, name_representative
from eoi.actions.representation import (
    Words,
    acknowledge_representation,
    agree_to_close,
    answer_representation,
    close_representation,
    make_representation,
    reply_to_representation,
)
from eoi.clock import stop_clock
from eoi.identity import perform
from eoi.models import Consultation, ConsultationBody, Representation, User
from eoi.working_days import UNITED_KINGDOM, add_working_days
from evaluation.demonstration.staff import Staff

if TYPE_CHECKING:
    from evaluation.demonstration.preparation import Preparation


SAID_BY_ONE = {"015": "searches", "017": "learning"}  # by the end of the advert's reference: the part of the prose


@cache
def prose() -> dict[str, Any]:
    with (Path(__file__).parent / "consultation.toml").open("rb") as file:
        return tomllib.load(file)


def add_bodies(staff: Staff, day: Callable[..., datetime]) -> None:
    """Each of the three with the one who speaks for it."""
    officer = staff.officers[0]
    for number, (words, person) in enumerate(zip(prose()["bodies"], staff.representatives, strict=True)):
        stop_clock(day(-118, 10, 10 * number))
        body = perform(add_body, by=officer, name=words["name"], kind=words["kind"])
        perform(name_representative, by=officer, body=body, person=person)


def consult(preparation: "Preparation") -> None:
    """For a finished advert everything is settled; for the draft one formal representation waits for an answer."""
    is_first = not Consultation.objects.exists()
    it = _Course(preparation)
    it.begin()
    it.brief()
    if not preparation.is_finished:
        it.leave_waiting(3)
    elif is_first:
        it.settle_three(5)
    else:
        it.settle_one(5, SAID_BY_ONE[preparation.advert.reference.rpartition("-")[2]])


class _Course:
    """One advert's consultation, step by step. Who speaks: the first of the first union, and so on."""

    def __init__(self, preparation: "Preparation") -> None:
        self.advert = preparation.advert
        self.drafted_on = preparation.day(preparation.drafted, 9).date()
        self.runs: User = self.advert.officers.select_related("user")[0].user
        self.speakers: list[User] = preparation.staff.representatives
        self.bodies = [ConsultationBody.objects.represented_by(person).get() for person in self.speakers]
        self.consultation: Consultation

    def day(self, number: int, hour: int, minute: int = 0) -> datetime:
        """So many working days after the consultation began: people do not meet on Sundays."""
        on = add_working_days(self.drafted_on, number + 1)
        return datetime(on.year, on.month, on.day, hour, minute, tzinfo=UNITED_KINGDOM)

    def begin(self) -> None:
        stop_clock(self.day(0, 10))
        self.consultation = perform(consult_bodies, by=self.runs, advert=self.advert, bodies=self.bodies)
        words = {name: text.strip() for name, text in prose()["shared"].items()}
        material = Material(**words, shows_draft=True)
        perform(share_material, by=self.runs, consultation=self.consultation, material=material)

    def brief(self) -> None:
        stop_clock(self.day(2, 16))
        words = {name: text.strip() for name, text in prose()["briefing"].items()}
        event = EventRecord(kind="briefing", held_on=self.day(2, 14).date(), **words)
        perform(record_event, by=self.runs, consultation=self.consultation, event=event)

    def settle_one(self, on: int, what: str) -> None:
        """A formal one by the second union, acknowledged, answered and closed by agreement."""
        union = self._said(what, 1, self.day(on, 11), is_formal=True, concerns_decision=True)
        self._at(self.day(on + 1, 9), acknowledge_representation, self.runs, union)
        self._at(self.day(on + 4, 14), answer_representation, self.runs, union, text=self._words(what, "answer"))
        self._at(self.day(on + 6, 9), agree_to_close, self.speakers[1], union)

    def settle_three(self, on: int) -> None:
        """An informal one answered and agreed; a formal one acknowledged, answered, replied to, agreed; one closed with reasons."""
        forum = self._said("informal", 2, self.day(on, 9), is_formal=False, others_may_read=True)
        union = self._said("formal", 0, self.day(on, 11), is_formal=True, concerns_decision=True)
        other = self._said("disputed", 1, self.day(on, 15), is_formal=True)
        self._at(self.day(on + 1, 9), acknowledge_representation, self.runs, union)
        self._at(self.day(on + 1, 9, 5), acknowledge_representation, self.runs, other)
        self._at(self.day(on + 2, 10), answer_representation, self.runs, forum, text=self._words("informal", "answer"))
        self._at(self.day(on + 3, 10), agree_to_close, self.speakers[2], forum)
        self._at(self.day(on + 4, 14), answer_representation, self.runs, union, text=self._words("formal", "answer"))
        self._at(self.day(on + 5, 9), answer_representation, self.runs, other, text=self._words("disputed", "answer"))
        self._at(
            self.day(on + 6, 9), reply_to_representation, self.speakers[0], union, text=self._words("formal", "reply")
        )
        self._at(self.day(on + 6, 9, 10), agree_to_close, self.speakers[0], union)
        reasons = self._words("disputed", "closing")
        self._at(self.day(on + 8, 16), close_representation, self.runs, other, reasons=reasons)

    def leave_waiting(self, on: int) -> None:
        """The decision is blocked: a formal representation is acknowledged and not answered."""
        forum = self._said("informal", 2, self.day(on, 9), is_formal=False, others_may_read=True)
        self._at(self.day(on + 1, 10), answer_representation, self.runs, forum, text=self._words("informal", "answer"))
        union = self._said("waiting", 0, self.day(on + 2, 11), is_formal=True, concerns_decision=True)
        self._at(self.day(on + 3, 9), acknowledge_representation, self.runs, union)

    def _said(self, what: str, who: int, at: datetime, **kind: bool) -> Representation:
        stop_clock(at)
        return perform(
            make_representation,
            by=self.speakers[who],
            consultation=self.consultation,
            body=self.bodies[who],
            words=Words(title=self._words(what, "title"), text=self._words(what, "text"), **kind),
        )

    def _at(self, at: datetime, action: Callable[..., Any], by: User, it: Representation, **words: str) -> None:
        stop_clock(at)
        perform(action, by=by, representation=it, **words)

    def _words(self, what: str, part: str) -> str:
        return prose()[what][part].strip()
