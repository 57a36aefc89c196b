"""Objectives, pledges, needs, and what an advert aims at."""

from eoi.actions import aims, need, objective, pledge
from eoi.identity import perform
from eoi.models import Need, ObjectiveSet, Pledge
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.aims import first_objective, make_linked_pledge, make_set, reword
from tests.factories.people import make_officer
from tests.factories.world import make_draft

WORDS = {"title": "Other", "description": "Other words."}


@scenario("objective-set.create")
def _(clock):
    facts = {"name": "Other", "description": "Because.", "reason": "First wording."}
    first = objective.FirstWording("Title", "Words.")
    return doing(objective.create_objective_set, make_officer(), objectives=[first], **facts)


@scenario("objective-set.make-default")
def _(clock):
    officer = make_officer()
    return doing(objective.make_default_set, officer, objective_set=make_set(officer))


@scenario("objective-set.retire")
def _(clock):
    officer = make_officer()
    return doing(objective.retire_objective_set, officer, objective_set=make_set(officer))


@scenario("objective-set.restore")
def _(clock):
    officer = make_officer()
    retired = perform(objective.retire_objective_set, by=officer, objective_set=make_set(officer))
    return doing(objective.restore_objective_set, officer, objective_set=retired)


@scenario("objective.reword")
def _(clock):
    facts = {"objective": first_objective(), "edition": 1}
    words = {"short_title": "Other", "wording": "Other words.", "reason": "Minor phrasing amendments."}
    return doing(objective.reword_objective, make_officer(), **facts, **words)


@scenario("pledge.create")
def _(clock):
    return doing(pledge.create_pledge, make_officer(), **WORDS, source="")


@scenario("pledge.edit")
def _(clock):
    first = Pledge.objects.get(number=1)
    return doing(pledge.edit_pledge, make_officer(), pledge=first, version=first.version, **WORDS, source="")


@scenario("pledge.confirm")
def _(clock):
    officer = make_officer()
    first = make_linked_pledge(officer)
    return doing(pledge.confirm_pledge, officer, pledge=first, version=first.version, source="Minutes")


@scenario("pledge.retire")
def _(clock):
    return doing(pledge.retire_pledge, make_officer(), pledge=Pledge.objects.get(number=1))


@scenario("pledge.restore")
def _(clock):
    officer = make_officer()
    retired = perform(pledge.retire_pledge, by=officer, pledge=Pledge.objects.get(number=1))
    return doing(pledge.restore_pledge, officer, pledge=retired)


@scenario("pledge.link")
def _(clock):
    first = Pledge.objects.get(number=1)
    facts = {"objective_set": ObjectiveSet.objects.default(), "sentences": {first_objective(): "So."}}
    return doing(pledge.link_pledge, make_officer(), pledge=first, version=first.version, **facts)


@scenario("need.create")
def _(clock):
    return doing(need.create_need, make_officer(), **WORDS)


@scenario("need.edit")
def _(clock):
    return doing(need.edit_need, make_officer(), need=Need.objects.first(), version=1, **WORDS)


@scenario("need.retire")
def _(clock):
    return doing(need.retire_need, make_officer(), need=Need.objects.first())


@scenario("need.restore")
def _(clock):
    officer = make_officer()
    retired = perform(need.retire_need, by=officer, need=Need.objects.first())
    return doing(need.restore_need, officer, need=retired)


@scenario("advert-aims.choose-set")
def _(clock):
    world = make_draft(clock)
    other = make_set(world.officer)
    return doing(aims.choose_objective_set, world.officer, advert=world.advert, objective_set=other)


@scenario("advert-aims.take-wordings")
def _(clock):
    world = make_draft(clock)
    reword(first_objective(), world.officer, "Other words.")
    return doing(aims.take_newer_wordings, world.officer, advert=world.advert)


@scenario("advert-aims.state-needs")
def _(clock):
    world = make_draft(clock)
    return doing(aims.state_needs, world.officer, advert=world.advert, needs=[Need.objects.first()])
