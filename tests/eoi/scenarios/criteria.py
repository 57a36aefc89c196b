"""What is done to the criteria of an advert, and by those who are asked to agree them."""

from decimal import Decimal

from eoi.actions import criteria, criteria_agreement
from eoi.criteria_standing import criteria_to_read
from eoi.identity import perform
from eoi.models import CriteriaAgreer, ObjectiveWording
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.people import make_evaluator
from tests.factories.world import make_draft


@scenario("criteria.edit")
def _(clock):
    world = make_draft(clock)
    changes = [criteria.CriterionChange(ObjectiveWording.objects.current()[0], Decimal(100))]
    return doing(criteria.edit_criteria, world.officer, advert=world.advert, criteria=changes)


@scenario("criterion.edit")
def _(clock):
    world = make_draft(clock)
    first = criteria_to_read(world.advert)[0]
    change = criteria.CriterionChange(first.wording, Decimal(30), guidance="Where, and when?")
    return doing(criteria.edit_criterion, world.officer, advert=world.advert, change=change)


@scenario("criteria-agreement.ask")
def _(clock):
    world = make_draft(clock)
    return doing(criteria_agreement.ask_to_agree, world.officer, advert=world.advert, person=make_evaluator())


@scenario("criteria-agreement.ask-again")
def _(clock):
    world = make_draft(clock)
    first = criteria_to_read(world.advert)[0]
    change = criteria.CriterionChange(first.wording, Decimal(30))
    advert = perform(criteria.edit_criterion, by=world.officer, advert=world.advert, change=change)
    return doing(criteria_agreement.ask_again, world.officer, advert=advert)


@scenario("criteria-agreement.take-off")
def _(clock):
    world = make_draft(clock)
    agreer = CriteriaAgreer.objects.get()
    return doing(criteria_agreement.take_off, world.officer, agreer=agreer, reason="Left the council.")


@scenario("criteria-agreement.answer")
def _(clock):
    world = make_draft(clock)
    answer = {"criteria_version": world.advert.criteria_version, "agrees": False, "comment": "Weigh the first more."}
    return doing(criteria_agreement.answer_criteria, world.approver, advert=world.advert, **answer)
