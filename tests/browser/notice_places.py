"""A notice that was published elsewhere, and an advert that leaves services out."""

from tests.browser.adverts import STILL_OPEN, made
from tests.factories.notices import make_left_out, record_notice
from tests.factories.world import World


class NoticePlaces:
    @made
    def noticed(self) -> World:
        world = make_left_out(self.clock, reference="SAL-2026-196", closes_at=STILL_OPEN)
        record_notice(world)
        record_notice(world, reference="2026/S 000-000002", correction_reason="The first one had a slip.")
        return world
