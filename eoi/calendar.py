"""A plan as a calendar that other programs subscribe to: titles and days, and a link to the page behind the sign-in (S14).

No owner, no message, no evidence: whoever comes by the address learns what the plan is called and when, and no more.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from eoi.models import Advert
from eoi.notifications import public_link
from eoi.plan import Plan


def calendar_of(plan: Plan) -> bytes:
    """The same bytes as long as nothing changes, so that its digest tells whether something did."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.COUNCIL_NAME}//{settings.SERVICE_NAME}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Plan of {plan.advert.reference}")
    calendar.add("x-published-ttl", "PT6H")
    for entry in plan.entries:
        if entry.planned_on:
            calendar.add_component(_event(entry, plan.advert))
    return calendar.to_ical()


def _event(entry: Any, advert: Advert) -> Event:
    event = Event()
    event.add("uid", f"{entry.reference}@{urlsplit(settings.PUBLIC_ADDRESS).hostname}")
    event.add("dtstamp", entry.changed_at)
    event.add("sequence", entry.version - 1)
    event.add("dtstart", entry.planned_on)
    event.add("summary", f"{advert.reference}: {'done, ' if entry.is_done else ''}{entry.title}")
    event.add("url", public_link(reverse("eoi:plan-detail", args=[advert.reference])))
    event.add("transp", "TRANSPARENT")
    return event
