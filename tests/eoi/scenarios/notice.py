"""What is done to a notice."""

from datetime import date

from eoi.actions import notice
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.world import make_open


@scenario("notice.record")
def _(clock):
    world = make_open(clock)
    facts = {"reference": "2026/S 000-000001", "published_on": date(2026, 3, 2), "url": "https://central.example/1"}
    return doing(notice.record_notice_publication, world.officer, advert=world.advert, **facts)
