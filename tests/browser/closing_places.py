"""Adverts that closed while somebody had a complete draft."""

from eoi.models import ExpressionOfInterest, UnsubmittedOutcome
from tests.browser.adverts import Adverts, made
from tests.browser.partners import LONG_WORDS
from tests.factories.people import make_partner
from tests.factories.unsubmitted import ask_which, decide_about, leave_unsubmitted
from tests.factories.world import World, close, make_open, start, submit_for


class ClosingPlaces(Adverts):
    @made
    def not_submitted(self) -> World:
        """Two complete drafts, one begun, one submitted; nobody has asked which."""
        return self._closed_with_drafts("SAL-2026-143")

    @made
    def named_unsubmitted(self) -> World:
        """Asked for, and decided twice."""
        world = self._closed_with_drafts("SAL-2026-144")
        ask_which(world)
        decide_about(world, outcome=UnsubmittedOutcome.ASK, reasons=LONG_WORDS)
        decide_about(world)
        return world

    @made
    def left_lying(self) -> ExpressionOfInterest:
        """Complete, and not submitted when the advert closed."""
        return ExpressionOfInterest.objects.for_advert(self.not_submitted.advert).latest("pk")

    @made
    def everybody_submitted(self) -> World:
        world = make_open(self.clock, reference="SAL-2026-145")
        submit_for(world)
        return close(world)

    def _closed_with_drafts(self, reference: str) -> World:
        world = make_open(self.clock, reference=reference)
        submit_for(world)
        start(world, make_partner())
        for _ in range(2):
            leave_unsubmitted(world)
        return close(world)
