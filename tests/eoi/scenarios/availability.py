"""What the worker does to the log of availability."""

from datetime import timedelta

from eoi.actions import availability
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.availability import probe
from tests.factories.world import CLOSES


@scenario("availability.prune")
def _(clock):
    probe(CLOSES - timedelta(days=431))
    clock.set(CLOSES)
    return doing(availability.prune_probes, None)
