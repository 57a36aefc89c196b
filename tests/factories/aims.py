"""Objectives, pledges and needs, made as an officer makes them."""

from eoi.actions.objective import FirstWording, create_objective_set, reword_objective
from eoi.actions.pledge import confirm_pledge, edit_pledge, link_pledge
from eoi.identity import perform
from eoi.models import Objective, ObjectiveSet, ObjectiveWording, Pledge, User


def make_set(officer: User, *, name: str = "Eight goals", objectives: int = 8) -> ObjectiveSet:
    words = [FirstWording(f"Goal {number}", f"Reach goal {number}.") for number in range(1, objectives + 1)]
    facts = {"name": name, "description": "Cabinet asked for them.", "reason": "First wording."}
    return perform(create_objective_set, by=officer, objectives=words, **facts)


def first_objective() -> Objective:
    return ObjectiveSet.objects.default().objectives.select_related("objective_set")[0]


def reword(objective: Objective, officer: User, wording: str, *, edition: int | None = None) -> ObjectiveWording:
    standing = objective.wordings.latest("edition")
    words = {"short_title": standing.short_title, "wording": wording, "reason": "Minor phrasing amendments."}
    return perform(reword_objective, by=officer, objective=objective, edition=edition or standing.edition, **words)


def make_linked_pledge(officer: User, *, number: int = 1, title: str = "Cleaner streets") -> Pledge:
    """Worded, still to be confirmed, and served by the first objective."""
    words = {"title": title, "description": "Swept every day.", "source": ""}
    pledge = Pledge.objects.get(number=number)
    pledge = perform(edit_pledge, by=officer, pledge=pledge, version=pledge.version, **words)
    objective = first_objective()
    sentences = {objective: "Faster services free people to sweep."}
    facts = {"objective_set": objective.objective_set, "sentences": sentences, "version": pledge.version}
    return perform(link_pledge, by=officer, pledge=pledge, **facts)


def make_confirmed_pledge(officer: User, **options) -> Pledge:
    pledge = make_linked_pledge(officer, **options)
    facts = {"version": pledge.version, "source": "Council minutes, 19 February 2003, page 4"}
    return perform(confirm_pledge, by=officer, pledge=pledge, **facts)
