"""What is done to the criteria of an advert."""

from decimal import Decimal

from eoi.actions import criteria
from eoi.models import ObjectiveWording
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.world import make_draft


@scenario("criteria.edit")
def _(clock):
    world = make_draft(clock)
    changes = [criteria.CriterionChange(ObjectiveWording.objects.current()[0], Decimal(100))]
    return doing(criteria.edit_criteria, world.officer, advert=world.advert, criteria=changes)
