"""An advert in every state, made when first asked for."""

from datetime import UTC, datetime, timedelta
from functools import cached_property

from eoi.actions.advert import edit_advert, publish_advert
from eoi.actions.decision import return_to_officers
from eoi.actions.opening import request_opening
from eoi.identity import perform
from tests.factories.readiness import make_ready
from tests.factories.world import OPENS, Clock, World, close, decide, make_asked, make_draft, make_open, submit_for

TODAY = datetime(2026, 4, 2, 10, tzinfo=UTC)
OPENS_LATER = datetime(2026, 4, 15, 8, tzinfo=UTC)
STILL_OPEN = datetime(2026, 4, 30, 16, tzinfo=UTC)


class made(cached_property):  # noqa: N801 — used as a decorator
    """Made at the first look; whatever that took, the clock stands at TODAY afterwards."""

    def __get__(self, places, owner=None):
        found = super().__get__(places, owner)
        places.clock.set(TODAY)
        return found


class Adverts:
    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        clock.set(TODAY)

    @made
    def draft(self) -> World:
        return make_draft(self.clock, reference="SAL-2026-101")

    @made
    def ready_draft(self) -> World:
        """Ready, and nobody asked yet: its closing time lies ahead."""
        return make_draft(self.clock, reference="SAL-2026-102", closes_at=STILL_OPEN)

    @made
    def asked(self) -> World:
        """The decision is asked for."""
        return make_asked(self.clock, reference="SAL-2026-121", closes_at=STILL_OPEN)

    @made
    def returned(self) -> World:
        world = make_asked(self.clock, reference="SAL-2026-122", closes_at=STILL_OPEN)
        facts = {"draft_version": world.advert.draft_version, "reasons": "Speak with the unions first."}
        perform(return_to_officers, by=world.approver, advert=world.advert, **facts)
        return world

    @made
    def in_haste(self) -> World:
        """With little time to answer and hardly anything prepared."""
        closes_at = OPENS + timedelta(days=7)
        return make_draft(self.clock, reference="SAL-2026-123", closes_at=closes_at, ready=False)

    @made
    def decided(self) -> World:
        world = make_draft(self.clock, reference="SAL-2026-103", closes_at=STILL_OPEN)
        decide(world)
        return world

    @made
    def forthcoming(self) -> World:
        """Published, and not open yet."""
        world = make_draft(self.clock, reference="SAL-2026-104", closes_at=STILL_OPEN, ready=False)
        services, changes = list(world.advert.services.all()), {"opens_at": OPENS_LATER}
        world.advert = perform(edit_advert, by=world.officer, advert=world.advert, changes=changes, services=services)
        make_ready(world)
        decide(world)
        world.advert = perform(publish_advert, by=world.officer, advert=world.advert)
        return world

    @made
    def open(self) -> World:
        return make_open(self.clock, reference="SAL-2026-105", closes_at=STILL_OPEN)

    @made
    def closed(self) -> World:
        return self._closed("SAL-2026-106")

    @made
    def requested(self) -> World:
        world = self._closed("SAL-2026-107")
        perform(request_opening, by=world.officer, advert=world.advert)
        return world

    def _closed(self, reference: str) -> World:
        world = make_open(self.clock, reference=reference)
        submit_for(world)
        submit_for(world)
        return close(world)
