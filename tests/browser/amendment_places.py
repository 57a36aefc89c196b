"""A published advert that changed, one that was withdrawn, and requests for more time in every state."""

from datetime import timedelta

from eoi.actions.extension import decline_extension
from eoi.identity import perform
from eoi.models import ExpressionOfInterest, ExtensionRequest
from tests.browser.adverts import STILL_OPEN, TODAY, Adverts, made
from tests.browser.partners import LONG_WORDS
from tests.factories.amendments import amend, ask, extend, give_more_time, withdraw
from tests.factories.people import make_partner
from tests.factories.world import World, make_open, start, submit_for


class AmendmentPlaces(Adverts):
    @made
    def amended(self) -> World:
        """Submitted by one, changed materially, extended; of three who asked for more time one waits."""
        world = make_open(self.clock, reference="SAL-2026-186", closes_at=STILL_OPEN)
        submit_for(world)
        self.clock.advance(hours=1)
        amend(world, material=True, body=LONG_WORDS, contact_telephone="0161 496 0017")
        give_more_time(world, days=7)
        for _ in range(2):
            self._ask_for_time(world)
        late, declined = make_partner(), self._waiting(world)
        perform(decline_extension, by=world.approver, request=declined, reason="There is time enough.")
        extend(world, start(world, late), late, until=world.advert.closes_at + timedelta(days=2))
        return world

    @property
    def time_asked(self) -> ExtensionRequest:
        return self._waiting(self.amended)

    @property
    def to_confirm(self) -> ExpressionOfInterest:
        return self.amended.submissions[0].expression

    @property
    def waiting_for_time(self) -> ExpressionOfInterest:
        return self.time_asked.expression

    @made
    def called_off(self) -> World:
        """Withdrawn, with something submitted."""
        world = make_open(self.clock, reference="SAL-2026-187", closes_at=STILL_OPEN)
        submit_for(world)
        self.clock.set(TODAY - timedelta(days=1))
        withdraw(world)
        return world

    @property
    def called_off_expression(self) -> ExpressionOfInterest:
        return self.called_off.submissions[0].expression

    def _ask_for_time(self, world: World) -> ExtensionRequest:
        partner = make_partner()
        return ask(start(world, partner), partner, until=world.advert.closes_at + timedelta(days=3))

    def _waiting(self, world: World) -> ExtensionRequest:
        return ExtensionRequest.objects.about(world.advert).waiting().latest("pk")
