"""When an approver may ask which complete drafts were not submitted, and decide about them (P18, ADR 0032)."""

from eoi.models import Advert, unsubmitted_numbers
from eoi.policies.advert_change import problems_with_withdrawn
from eoi.problems import Problem


def problems_with_knowing(advert: Advert) -> list[Problem]:
    """Not even the number, while somebody might still submit."""
    if hasattr(advert, "closing_record"):
        return []
    if withdrawn := problems_with_withdrawn(advert):
        return withdrawn
    message = "Nobody can know who did not submit before the last closing time has passed and the closing record is published."
    return [Problem("not-closed", message)]


def problems_with_asking(advert: Advert) -> list[Problem]:
    """After the closing record, once, and only where there is somebody to ask about. One query."""
    if found := problems_with_knowing(advert):
        return found
    if hasattr(advert, "unsubmitted_request"):
        return [Problem("asked-already", "An approver has asked already: the organisations are named on this page.")]
    if not unsubmitted_numbers(advert).complete:
        message = "No organisation had a complete draft that it did not submit, so there is nothing to ask for."
        return [Problem("nobody", message)]
    return []


def problems_with_deciding(advert: Advert) -> list[Problem]:
    """Once the organisations are known to whoever decides."""
    if found := problems_with_knowing(advert):
        return found
    if not hasattr(advert, "unsubmitted_request"):
        message = "Ask first which organisations they are, with a reason. Then decide."
        return [Problem("not-asked", message)]
    return []
