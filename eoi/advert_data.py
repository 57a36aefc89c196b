"""A public advert as structured data for search engines: schema.org in JSON-LD.

A `Demand` is schema.org's "public, not necessarily binding announcement by an organisation to seek goods or services", which is
what an advert for expressions of interest is; `JobPosting`, `Event` and `Offer` would each promise something else.
"""

from typing import Any

from django.conf import settings
from django.urls import reverse

from eoi.models import Advert
from eoi.notifications import public_link


def advert_data(advert: Advert) -> dict[str, Any]:
    """No query. Public facts only: the page it stands on says each of them in words."""
    address = public_link(reverse("eoi:advert-detail", args=[advert.reference]))
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": settings.COUNCIL_NAME,
        "seeks": {
            "@type": "Demand",
            "@id": address,
            "url": address,
            "name": advert.title,
            "description": advert.summary,
            "identifier": advert.reference,
            "availabilityStarts": _iso(advert.opens_at),
            "availabilityEnds": _iso(advert.closes_at),
            "areaServed": settings.COUNCIL_NAME,
        },
    }


def _iso(moment: Any) -> str:
    return moment.isoformat() if moment else ""
