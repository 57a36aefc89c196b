"""What an advert needs before an approver can decide (S16), done as leanly as it can be done honestly: through actions.

One step a condition; each is called with the world, and does nothing that has been done for another advert of the test already.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from eoi.actions.readiness import give_readiness_reason
from eoi.clock import database_now
from eoi.conditions.advert import working_days
from eoi.identity import perform
from tests.factories.ready_consultation import consult
from tests.factories.ready_criteria import agree_criteria
from tests.factories.ready_issues import report_issues
from tests.factories.ready_plan import begin_plan
from tests.factories.ready_profiles import sign_off_profiles
from tests.factories.ready_staff_questions import let_staff_ask

if TYPE_CHECKING:
    from tests.factories.world import World


def say_why_time_is_short(world: "World") -> None:
    """Only where a test wants an advert that is open for a few days."""
    condition = working_days(world.advert, database_now())
    if condition.is_met:
        return
    perform(
        give_readiness_reason,
        by=world.officer,
        advert=world.advert,
        condition=condition.key,
        about=condition.about,
        reason="The market knows this service well.",
    )


STEPS: list[Callable[["World"], None]] = [
    say_why_time_is_short,
    agree_criteria,
    let_staff_ask,
    sign_off_profiles,
    consult,
    begin_plan,
    report_issues,
]


def make_ready(world: "World") -> None:
    """Every condition of readiness is met afterwards."""
    for step in STEPS:
        step(world)
    world.refresh()
