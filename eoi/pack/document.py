"""The documents that officers added to the pack."""

from collections.abc import Iterable
from dataclasses import dataclass

from eoi.documents import Section
from eoi.file_checks import download_name, format_and_size
from eoi.models import Advert, PackDocument


def documents(advert: Advert) -> list[Section]:
    """Title, description, format and size of each that stands; the digest is kept with them. One query."""
    found = list(PackDocument.objects.of_advert(advert).standing())
    if not found:
        return []
    return [Section("Documents", key="documents").files("Documents of this pack", listed_documents(found))]


def listed_documents(documents: Iterable[PackDocument]) -> list[dict[str, str]]:
    """As a document lists files: see `Section.files`. `name` is unique among them."""
    return [
        {
            "reference": each.reference,
            "title": each.title,
            "description": each.description,
            "facts": format_and_size(each.extension, each.size),
            "name": f"{number:02d}-{download_name(each.title, each.extension)}",
            "digest": each.digest,
        }
        for number, each in enumerate(documents, start=1)
    ]


@dataclass(frozen=True)
class ShownDocument:
    """A document with its format and size in words."""

    document: PackDocument
    facts: str


def with_sizes(documents: Iterable[PackDocument]) -> list[ShownDocument]:
    return [ShownDocument(each, format_and_size(each.extension, each.size)) for each in documents]
