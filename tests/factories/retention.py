"""Time goes by until something is due, and an approver confirms that it is deleted."""

from datetime import UTC, datetime
from typing import Any

from eoi.actions.retention import delete_due, hold_back
from eoi.identity import perform
from eoi.models import RetentionHold, RetentionRule, RetentionRun
from tests.factories.correspondence import make_told
from tests.factories.world import CLOSES, World, close, make_open, start

HALF_A_YEAR_LATER = CLOSES.replace(month=10, day=1)
SEVEN_YEARS_LATER = datetime(2033, 3, 30, tzinfo=UTC)


def rule(key: str) -> RetentionRule:
    return RetentionRule.objects.get(key=key)


def make_due(clock: Any, **options: Any) -> World:
    """Every organisation was told the outcome more than six years ago."""
    world = make_told(clock, **options)
    clock.set(SEVEN_YEARS_LATER)
    return world


def make_drafts_due(clock: Any, partner: Any) -> World:
    """Begun by one organisation, never submitted, closed for more than six months."""
    world = make_open(clock)
    start(world, partner)
    close(world)
    clock.set(HALF_A_YEAR_LATER)
    return world


def delete(world: World, key: str = "submissions") -> RetentionRun:
    facts = {"rule": rule(key), "advert": world.advert, "reason": "The period is over."}
    return perform(delete_due, by=world.approver, **facts)


def hold(world: World) -> RetentionHold:
    return perform(hold_back, by=world.approver, advert=world.advert, reason="A complaint is open.")
