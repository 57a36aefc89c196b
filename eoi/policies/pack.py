"""When the documents of an information pack may change (S10, P20)."""

from datetime import datetime

from eoi.models import Advert, PackDocument
from eoi.problems import Problem

MOST_DOCUMENTS = 50


def problems_with_changing_pack(advert: Advert, *, at: datetime) -> list[Problem]:
    """A draft's pack changes freely, a published one's with an announcement until it closes or is withdrawn, then no more."""
    if advert.is_withdrawn:
        return [
            Problem("withdrawn", "The advert has been withdrawn: its information pack stays as everybody has read it.")
        ]
    if advert.is_closed(at=at):
        return [Problem("closed", "The advert has closed: its information pack stays as everybody has read it.")]
    return []


def problems_with_adding_document(advert: Advert, *, at: datetime) -> list[Problem]:
    """One query."""
    if closed := problems_with_changing_pack(advert, at=at):
        return closed
    if PackDocument.objects.of_advert(advert).standing().count() >= MOST_DOCUMENTS:
        return [
            Problem(
                "too-many", f"The pack has {MOST_DOCUMENTS} documents, the most it may have. Remove one, or join some."
            )
        ]
    return []


def problems_with_changing_document(document: PackDocument, *, at: datetime) -> list[Problem]:
    """One that later editions leave out is kept for the earlier ones."""
    if document.taken_out_at:
        return [
            Problem("taken-out", f"“{document.title}” has been replaced or removed: earlier editions keep it as it is.")
        ]
    return problems_with_changing_pack(document.advert, at=at)


def problems_with_document_version(document: PackDocument, version: int) -> list[Problem]:
    """A colleague's later change is not written over (P13)."""
    if version == document.version:
        return []
    return [
        Problem(
            "changed-meanwhile",
            f"Somebody else changed “{document.title}” while you were writing. What you typed stands below: look at how it "
            "stands now, then save again to put yours in its place.",
        )
    ]
