"""The sections of the pack, put together."""

from datetime import datetime

from django.urls import reverse

from eoi.advert_sheet import advert_sheet
from eoi.documents import Document, Section
from eoi.models import Advert
from eoi.notifications import public_link
from eoi.pack import advert as words
from eoi.pack import aims, document, issue, question, service


def pack_of(advert: Advert, *, at: datetime) -> Document:
    """As the public would read it now. Costs the queries of every section, however many rows each has."""
    return Document(
        title="Information pack",
        subtitle=f"{advert.reference}, {advert.title}",
        facts=[["Read it and answer at", public_link(reverse("eoi:advert-detail", args=[advert.reference]))]],
        sections=sections_of(advert, at=at),
        closing=f"Information pack of {advert.reference}",
        has_contents=True,
    )


def sections_of(advert: Advert, *, at: datetime) -> list[Section]:
    """In the order in which somebody reads who thinks about answering."""
    sheet = advert_sheet(advert, at=at)
    return [
        *words.about(advert),
        *words.timetable(advert),
        *aims.objectives(sheet),
        *aims.needs(sheet),
        *service.scope(sheet),
        *service.profiles(advert),
        *issue.issues(sheet),
        *question.asked_of_partners(advert),
        *question.clarifications(advert),
        *words.statements(sheet),
        *document.documents(advert),
        *words.changes(advert),
    ]
