"""When what was submitted may be confirmed after a material change (P20)."""

from datetime import datetime

from eoi.models import AdvertChange, ExpressionOfInterest
from eoi.policies.expression_of_interest import problems_with_changing
from eoi.problems import Problem
from eoi.reconfirming import change_to_confirm


def problems_with_reconfirming(
    expression: ExpressionOfInterest, change: AdvertChange | None, *, at: datetime
) -> list[Problem]:
    """Until its closing time, for the last material change, where a submission from before it stands. Four queries at most."""
    if found := problems_with_changing(expression, at=at):
        return found
    waiting = change_to_confirm(expression)
    if waiting is None:
        message = "There is nothing to confirm: nothing that you submitted before a material change still waits for your word."
        return [Problem("nothing-to-confirm", message)]
    if change is not None and change != waiting:
        return [Problem("changed-meanwhile", "The advert has changed again since. Read what changed, then confirm.")]
    return []
