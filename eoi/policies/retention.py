"""When something is deleted under the retention rules, and what keeps it (R7)."""

from datetime import datetime

from eoi.models import Advert, RetentionHold, RetentionRule, number_due
from eoi.problems import Problem


def problems_with_deleting(rule: RetentionRule, advert: Advert, *, at: datetime) -> list[Problem]:
    """Two queries at most."""
    hold = RetentionHold.objects.standing().filter(advert=advert).first()
    if hold:
        message = (
            f"{advert.reference} is held ({hold.reference}): nothing about it is deleted until the hold is lifted."
        )
        return [Problem("held", message)]
    if not number_due(rule, advert, at=at):
        return [Problem("not-due", f"By the rule “{rule.title}” nothing of {advert.reference} is due.")]
    return []


def problems_with_holding(advert: Advert) -> list[Problem]:
    """Once at a time. One query."""
    hold = RetentionHold.objects.standing().filter(advert=advert).first()
    return [Problem("held", f"{advert.reference} is held already, by {hold.reference}.")] if hold else []


def problems_with_lifting(hold: RetentionHold) -> list[Problem]:
    return [Problem("lifted", f"{hold.reference} has been lifted already.")] if hold.lifted_at else []
