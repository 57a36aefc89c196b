"""The criteria: guidance and descriptors, agreed by three senior managers; in the last advert one of them asks for a change (S15).

There, too, the guidance for one objective still names a form of contract, so that the prompt can be seen (S5).
"""

import tomllib
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eoi.actions.criteria import CriterionChange, edit_criteria
from eoi.actions.criteria_agreement import answer_criteria, ask_to_agree
from eoi.clock import stop_clock
from eoi.criteria_standing import criteria_to_read
from eoi.identity import perform
from eoi.models import Advert, Criterion, User
from eoi.scale import described, scale

if TYPE_CHECKING:
    from evaluation.demonstration.preparation import Preparation

DRAFTED_AFTER, ASKED_AFTER, ANSWERED_AFTER = 3, 4, 6  # days after the draft was begun


def write_and_agree_criteria(preparation: "Preparation") -> None:
    """Written, asked about and answered within a week of the draft."""
    officer = preparation.advert.officers.select_related("user")[0].user
    stop_clock(preparation.day(preparation.drafted + DRAFTED_AFTER, 10))
    advert = perform(edit_criteria, by=officer, advert=preparation.advert, criteria=_changes(preparation))
    for number, (person, agrees, comment) in enumerate(_people(preparation)):
        stop_clock(preparation.day(preparation.drafted + ASKED_AFTER, 9, number))
        perform(ask_to_agree, by=officer, advert=advert, person=person)
        _answer(advert, person, agrees, comment, at=preparation.day(preparation.drafted + ANSWERED_AFTER, 11 + number))


def _answer(advert: Advert, person: User, agrees: bool, comment: str, *, at: datetime) -> None:
    stop_clock(at)
    version = advert.criteria_version
    perform(answer_criteria, by=person, advert=advert, criteria_version=version, agrees=agrees, comment=comment)


def _people(preparation: "Preparation") -> list[tuple[User, bool, str]]:
    """Who is asked, whether they agree, and what they add."""
    staff, comments = preparation.staff, _words()["comments"]
    third = (staff.service_managers["personnel-and-performance"], True, comments["personnel"])
    if not preparation.is_finished:
        third = (staff.service_managers["customer-services"], False, comments["customer_change"])
    return [
        (staff.evaluators[0], True, comments["chair"]),
        (staff.service_managers["finance"], True, comments["finance"]),
        third,
    ]


def _changes(preparation: "Preparation") -> list[CriterionChange]:
    """By objective number; an objective that is not among the five keeps what it has."""
    criteria = criteria_to_read(preparation.advert)
    guidance = _words()["guidance"] | ({} if preparation.is_finished else _words()["vehicle"])
    weightings = _weightings(preparation.advert, criteria)
    return [
        CriterionChange(
            criterion.wording,
            weighting,
            guidance=guidance.get(str(criterion.wording.objective.number)),
            levels=_levels(criterion, _words()["levels"].get(str(criterion.wording.objective.number), {})),
        )
        for criterion, weighting in zip(criteria, weightings, strict=True)
    ]


def _weightings(advert: Advert, criteria: list[Criterion]) -> list[Decimal]:
    """Written for five objectives: any other number of them keeps its equal weightings."""
    values = _words()["weightings"][advert.reference.rpartition("-")[2]]
    if len(values) != len(criteria):
        return [criterion.weighting for criterion in criteria]
    return [Decimal(value) for value in values]


def _levels(criterion: Criterion, own: dict[str, str]) -> dict[str, str]:
    written = {str(step.value): described(step, own[str(step.value)]) for step in scale() if str(step.value) in own}
    return {**criterion.levels, **written}


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
