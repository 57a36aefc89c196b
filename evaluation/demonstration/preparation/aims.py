"""Objectives, pledges and needs: a further set of eight, links that are proposals, and one rewording late in the day (S1, S2, S8)."""

import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eoi.actions.aims import state_needs
from eoi.actions.objective import FirstWording, create_objective_set, reword_objective
from eoi.actions.pledge import link_pledge
from eoi.clock import stop_clock
from eoi.identity import perform
from eoi.models import Objective, ObjectiveSet, Pledge, User
from evaluation.demonstration.staff import Staff

if TYPE_CHECKING:
    from evaluation.demonstration.preparation import Preparation

WORDS = Path(__file__).with_suffix(".toml")
LEFT_OUT = {"external-criticism", "wider-market"}  # of the advert still being prepared, which is about evening contact


def make_aims(staff: Staff, day: Callable[..., datetime]) -> None:
    """The set of eight, and what might serve the pledges, none of which is confirmed."""
    words, officer = _words(), staff.officers[0]
    stop_clock(day(-118, 10))
    objectives = [FirstWording(each["short_title"], each["wording"]) for each in words["set"]["objectives"]]
    facts = {name: words["set"][name] for name in ("name", "description", "reason")}
    perform(create_objective_set, by=officer, objectives=objectives, **facts)
    stop_clock(day(-117, 14))
    for pledge in Pledge.objects.current():
        _link(pledge, words["links"], by=officer)


def choose_aims(preparation: "Preparation") -> None:
    """The last advert states some needs only, and one of its objectives is reworded while it is being prepared."""
    if preparation.is_finished:
        return
    officer, colleague = preparation.staff.officers
    stop_clock(preparation.day(preparation.drafted + 1, 11))
    needs = [need for need in preparation.advert.needs.all() if need.key not in LEFT_OUT]
    preparation.advert = perform(state_needs, by=officer, advert=preparation.advert, needs=needs)
    stop_clock(preparation.day(preparation.drafted + 9, 15, 20))
    words = dict(_words()["rewording"])
    objective = ObjectiveSet.objects.default().objectives.get(number=words.pop("objective"))
    perform(reword_objective, by=colleague, objective=objective, edition=1, **words)


def _link(pledge: Pledge, links: list[dict[str, Any]], *, by: User) -> None:
    sentences = {link["objective"]: link["sentence"] for link in links if link["pledge"] == pledge.number}
    if not sentences:
        return
    default = ObjectiveSet.objects.default()
    objectives: dict[Objective, str] = {
        objective: sentences.get(objective.number, "") for objective in default.objectives.all()
    }
    perform(link_pledge, by=by, pledge=pledge, objective_set=default, sentences=objectives, version=pledge.version)


def _words() -> dict[str, Any]:
    with WORDS.open("rb") as file:
        return tomllib.load(file)
