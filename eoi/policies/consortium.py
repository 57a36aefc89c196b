"""When a member is added to a consortium. Changing it otherwise follows the expression of interest (`problems_with_changing`)."""

from eoi.models import ExpressionOfInterest
from eoi.problems import Problem

MOST_CONSORTIUM_MEMBERS = 20  # the trigger `consortium_gate` says the same


def problems_with_adding_member(expression: ExpressionOfInterest) -> list[Problem]:
    """One query, as somebody of the organisation."""
    if expression.consortium_members.count() < MOST_CONSORTIUM_MEMBERS:
        return []
    message = (
        f"A consortium has at most {MOST_CONSORTIUM_MEMBERS} further members, and yours has as many. "
        "Take one off first, or say in an answer who else takes part."
    )
    return [Problem("too-many", message)]
