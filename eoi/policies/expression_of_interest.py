"""When an expression of interest may be started and changed."""

from datetime import datetime

from eoi.models import Advert, ExpressionOfInterest
from eoi.policies.advert_change import problems_with_withdrawn
from eoi.problems import Problem


def problems_with_starting(advert: Advert, *, at: datetime) -> list[Problem]:
    if advert.is_open(at=at):
        return []
    if withdrawn := problems_with_withdrawn(advert):
        return withdrawn
    return [Problem("not-open", "This advert is not open: an expression of interest can be started only while it is.")]


def problems_with_changing(expression: ExpressionOfInterest, *, at: datetime) -> list[Problem]:
    """A working copy changes until the organisation's own closing time; one second before is in time, at the time is late."""
    if at < expression.closes_at():
        return []
    if expression.advert.is_withdrawn:
        message = (
            "The advert has been withdrawn: the answers no longer change, and nobody will read what was submitted."
        )
        return [Problem("withdrawn", message)]
    return [
        Problem(
            "late",
            "The closing time has passed: the answers no longer change. What you submitted before it stands.",
            worth_recording=True,
        )
    ]
