"""Handovers and deputies on their days: each in a transaction of its own, a refusal recorded on it, none in another's way."""

from collections.abc import Callable
from typing import Any

from eoi.actions.handover import begin_handover, end_handover, fail_handover
from eoi.clock import database_now
from eoi.models import Handover
from eoi.problems import ActionRefused
from eoi.working_days import uk_day

TRY_AGAIN = {"busy", "taken"}  # somebody was changing the same thing at the same moment


def put_handovers_into_effect() -> int:
    """What ends first, then what begins: so that an advert may pass from one deputy to the next. Returns how many did."""
    now = database_now()
    today = uk_day(now)
    ending = [_attempt(end_handover, handover) for handover in Handover.objects.due_to_end(on=today)]
    beginning = [_attempt(begin_handover, handover) for handover in Handover.objects.due_to_begin(on=today)]
    return sum(ending + beginning)


def _attempt(act: Callable[..., Any], handover: Handover) -> bool:
    at = database_now()
    try:
        act(handover=handover, at=at)
    except ActionRefused as refusal:
        if not {problem.code for problem in refusal.problems} & TRY_AGAIN:
            fail_handover(handover=handover, failure=str(refusal), at=at)
        return False
    return True
