"""What is done to copy an advert."""

from datetime import date

from eoi.actions import copying
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.plans import make_unplanned


@scenario("advert.copy")
def _(clock):
    world = make_unplanned(clock)
    words = {"reference": "SAL-2027-001", "title": "The next one"}
    return doing(copying.copy_advert, world.officer, source=world.advert, opens_on=date(2027, 3, 1), **words)
