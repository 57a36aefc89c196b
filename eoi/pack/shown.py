"""What the advert's own page says of its pack: the latest edition, its files, its documents."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from eoi.models import Advert, PackDocument, PackEdition
from eoi.pack.document import listed_documents
from eoi.pack.files import sizes_of


@dataclass(frozen=True)
class PackShown:
    """Of a draft there is no edition yet, and the documents have no addresses."""

    edition: PackEdition | None
    documents: list[dict[str, str]]
    sizes: dict[str, int | None]


def pack_shown(advert: Advert) -> PackShown:
    """Two queries, one of a draft, however many documents."""
    if not advert.is_published:
        return PackShown(None, listed_documents(PackDocument.objects.of_advert(advert).standing()), {})
    edition = PackEdition.objects.of_advert(advert).newest_first().without_content().first()
    if edition is None:
        return PackShown(None, [], {})
    edition.advert = advert
    return PackShown(edition, _with_addresses(advert, edition.documents.order_by("position", "pk")), sizes_of(edition))


def _with_addresses(advert: Advert, documents: Iterable[PackDocument]) -> list[dict[str, str]]:
    return [
        {**each, "url": reverse("eoi:pack-document", args=[advert.reference, each["reference"]])}
        for each in listed_documents(documents)
    ]
