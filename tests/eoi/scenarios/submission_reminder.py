"""Reminding organisations to submit."""

from datetime import timedelta
from functools import partial

from eoi.actions import submission_reminder
from eoi.identity import perform
from tests.eoi.scenarios.registry import scenario
from tests.factories.people import make_partner
from tests.factories.world import CLOSES, make_open, start


@scenario("submission.remind")
def remind_of_submitting(clock):
    world = make_open(clock)
    start(world, make_partner())
    clock.set(CLOSES - timedelta(days=7))
    return partial(perform, submission_reminder.remind_of_submitting, by=None), None
