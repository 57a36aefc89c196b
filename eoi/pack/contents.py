"""What a pack holds in short, part by part, and where what is missing is mended: for its officers."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from eoi.advert_sheet import advert_sheet
from eoi.models import Advert, PackDocument, ServiceProfile


@dataclass(frozen=True)
class Part:
    """`is_missing`: there should be something, and `url` leads to where it is made."""

    title: str
    words: str
    url: str
    is_missing: bool = False


def contents_of(advert: Advert, *, at: datetime) -> list[Part]:
    """As it stands now. About ten queries, however much there is."""
    sheet = advert_sheet(advert, at=at)
    services = len(sheet["services"])
    profiles = ServiceProfile.objects.shown_with(advert).count()
    documents = PackDocument.objects.of_advert(advert).standing().count()
    dated = bool(advert.opens_at and advert.closes_at)
    written = bool(advert.summary.strip() and advert.body.strip() and advert.contact_name.strip())
    return [
        Part(
            "Words and contact", "Written" if written else "Not complete yet", _at("advert-edit", advert), not written
        ),
        Part("Timetable", "Opening and closing" if dated else "No dates yet", _at("advert-edit", advert), not dated),
        Part("Objectives and criteria", _many(len(sheet["criteria"]), "objective"), _at("criteria-agreement", advert)),
        Part("Needs", _many(len(sheet["needs"]), "need"), _at("advert-aims", advert)),
        Part(
            "Service profiles",
            f"{profiles} of {services} signed off",
            _at("advert-issues", advert),
            profiles < services,
        ),
        Part("Issues", _many(len(sheet["issues"]), "released wording"), _at("advert-issues", advert)),
        Part("Standing statements", _many(len(sheet["statements"]), "statement"), ""),
        Part("Documents", _many(documents, "document"), ""),
    ]


def _at(page: str, advert: Advert) -> str:
    return reverse(f"eoi:{page}", args=[advert.reference])


def _many(number: int, one: str) -> str:
    return f"{number or 'No'} {one}{'' if number == 1 else 's'}"
