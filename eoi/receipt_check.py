"""Whether a receipt is in a closing record: all that anybody may learn of it, and nothing before the record is published (DESIGN §4).

Only closing records are asked, never submissions: before an advert has closed, a receipt that exists and one that was made up
get the same answer, at the same cost: three queries for a digest, two for a file.
"""

from dataclasses import dataclass, field
from datetime import datetime

from eoi.models import Advert, ClosingRecord, DeletionLogEntry
from eoi.receipt import Line, Receipt, lines_of


@dataclass(frozen=True)
class Place:
    """Where a receipt digest stands: as which of how many, and since when."""

    advert: Advert
    number: int
    count: int
    received_at: datetime
    sealed_at: str


@dataclass(frozen=True)
class Finding:
    """`lines` are those of a receipt file; a digest alone has none. `record`: it is a record's own digest, no receipt's."""

    digest: str
    place: Place | None
    record: ClosingRecord | None = None
    reference: str = ""
    lines: list[Line] = field(default_factory=list)
    deletion: DeletionLogEntry | None = None

    @property
    def agrees(self) -> bool:
        return all(line.holds for line in self.lines)


def finding_of_digest(digest: str) -> Finding:
    """Three queries."""
    record, place = ClosingRecord.objects.with_digest(digest).first(), _place_of(digest)
    return Finding(digest=digest, place=place, record=record, deletion=_deletion_of(digest, place))


def finding_of_receipt(receipt: Receipt) -> Finding:
    """Recomputes its digests, and looks for the receipt digest that it states. Two queries."""
    place = _place_of(receipt.receipt_digest)
    lines = lines_of(receipt)
    if place:
        lines += _lines_with(receipt, place)
    deletion = _deletion_of(receipt.receipt_digest, place)
    return Finding(receipt.receipt_digest, place, reference=receipt.reference, lines=lines, deletion=deletion)


def _lines_with(receipt: Receipt, place: Place) -> list[Line]:
    same_time, same_advert = receipt.received_at == place.sealed_at, receipt.advert == place.advert.reference
    return [
        Line(
            "Time of receipt",
            same_time,
            "It is the time in the closing record." if same_time else f"The closing record says {place.sealed_at}.",
        ),
        Line(
            "Advert of the record",
            same_advert,
            "It is the advert of the receipt."
            if same_advert
            else f"The digest is in the record of {place.advert.reference}.",
        ),
    ]


def _deletion_of(digest: str, place: Place | None) -> DeletionLogEntry | None:
    """Of what a published closing record lists: that its words were deleted, and when. One query, whether or not it lists it."""
    deletion = DeletionLogEntry.objects.of_receipt(digest).first()
    return deletion if place else None


def _place_of(digest: str) -> Place | None:
    record = ClosingRecord.objects.listing(digest).select_related("advert").first()
    if record is None:
        return None
    entries = record.entries
    number, sealed_at = next((n, at) for n, (entry, at) in enumerate(entries, start=1) if entry == digest)
    return Place(record.advert, number, len(entries), datetime.fromisoformat(sealed_at), sealed_at)
