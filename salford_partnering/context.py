"""What every page knows about the service."""

from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest


class Site(TypedDict):
    """Names and contacts of the service, for templates and mails."""

    council_name: str
    service_name: str
    contact_telephone: str
    contact_email: str
    demo: bool


def site(request: HttpRequest | None = None) -> Site:
    """Context processor; asks the database nothing, so that failure pages can use it too."""
    return {
        "council_name": settings.COUNCIL_NAME,
        "service_name": settings.SERVICE_NAME,
        "contact_telephone": settings.CONTACT_TELEPHONE,
        "contact_email": settings.CONTACT_EMAIL,
        "demo": settings.DEMO,
    }
