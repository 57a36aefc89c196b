"""What the demonstration's council prepared before it advertised: one file a noun.

`SETTING_UP` runs once, when the council's people exist; `FOR_AN_ADVERT` for each advert, after its draft and before the decision
on it. The last advert of the demonstration is left in preparation: steps leave it unfinished where that shows something.
"""

from collections.abc import Callable
from datetime import datetime

from eoi.models import Advert
from eoi.working_days import uk_day
from evaluation.demonstration.preparation import (
    aims,
    consultation,
    criteria,
    handovers,
    issues,
    pack,
    plans,
    profiles,
    services,
    staff_questions,
)
from evaluation.demonstration.staff import Staff

SETTING_UP: list[Callable[[Staff, Callable[..., datetime]], None]] = [
    services.name_owners,
    profiles.sign_off_profiles,
    profiles.begin_next_edition,
    issues.record_what_is_hard,
    consultation.add_bodies,
    aims.make_aims,
    handovers.deputise_for_finance,
]
FOR_AN_ADVERT: list[Callable[["Preparation"], None]] = [
    aims.choose_aims,
    pack.add_documents,
    issues.choose_what_adverts_say,
    criteria.write_and_agree_criteria,
    plans.plan_the_advert,
    consultation.consult,
    staff_questions.ask_and_answer,
    handovers.bring_in_a_deputy,
]


class Preparation:
    """One advert in preparation. `day` as in `load`: `day(-30, 9)` is 9am thirty days ago.

    `drafted` and `decided` are the offsets of the days between which the work was done; `is_finished` is false for the draft
    that is left in preparation.
    """

    def __init__(
        self,
        advert: Advert,
        staff: Staff,
        day: Callable[..., datetime],
        *,
        drafted: int,
        decided: int,
        is_finished: bool,
    ) -> None:
        self.advert = advert
        self.staff = staff
        self.day = day
        self.drafted = drafted
        self.decided = decided
        self.is_finished = is_finished


def set_up(staff: Staff, day: Callable[..., datetime]) -> None:
    for step in SETTING_UP:
        step(staff, day)


def prepare(preparation: Preparation) -> None:
    """Afterwards every condition of readiness is met, unless the advert is left unfinished. The clock is where the last step put it."""
    for step in FOR_AN_ADVERT:
        step(preparation)


def catch_up(*adverts: Advert, now: datetime) -> None:
    """What their plans still held until today is done, each on its day: the last step of the loading."""
    for advert in adverts:
        plans.finish_until(advert, uk_day(now))
