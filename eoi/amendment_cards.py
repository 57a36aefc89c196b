"""What stands on approvers' start pages about more time."""

from collections import Counter
from datetime import datetime

from django.urls import reverse

from eoi.models import ExtensionRequest, User
from eoi.registry import Card


def extension_request_cards(user: User, at: datetime) -> list[Card]:
    """How many requests for more time wait, by advert. One query."""
    waiting = ExtensionRequest.objects.waiting().answerable().select_related("expression__advert")
    adverts = {request.expression.advert_id: request.expression.advert for request in waiting}
    numbers = Counter(request.expression.advert_id for request in waiting)
    return [
        Card(
            f"{_counted(numbers[key])} for more time: {advert.reference}",
            f"{advert.title}. Give the time or decline, before its closing record is published.",
            reverse("eoi:extension-list", args=[advert.reference]),
            due_at=advert.closes_at,
        )
        for key, advert in adverts.items()
    ]


def _counted(number: int) -> str:
    return "Answer a request" if number == 1 else f"Answer {number} requests"
