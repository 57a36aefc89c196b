"""What every page knows about the service."""

from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest


class Site(TypedDict):
    """Names and contacts of the service, for templates and mails."""

    council_name: str
    council_address: str
    service_name: str
    contact_telephone: str
    contact_email: str
    demo: bool


def site(request: HttpRequest | None = None) -> Site:
    """Context processor; asks the database nothing, so that failure pages can use it too."""
    lines = (settings.COUNCIL_STREET, settings.COUNCIL_TOWN, settings.COUNCIL_POSTCODE)
    return {
        "council_name": settings.COUNCIL_NAME,
        "council_address": ", ".join(line for line in lines if line),
        "service_name": settings.SERVICE_NAME,
        "contact_telephone": settings.CONTACT_TELEPHONE,
        "contact_email": settings.CONTACT_EMAIL,
        "demo": settings.DEMO,
    }
