"""The receipt as one file that anybody can check: how it is written, read, and what in it does not agree. Pure (docs/receipts.md)."""

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from eoi.models import Submission
from eoi.seal import seal_time, sha256_hex

FORMAT = "receipt-1"
WHICH_FILE = (
    "Take the file that your receipt’s page offers as “Receipt as a file (JSON)”; its name ends in -receipt.json."
)


class NotAReceipt(ValueError):
    """Something else than a receipt file; the message says so and what to take instead."""


@dataclass(frozen=True)
class Receipt:
    """What a receipt file says, as text; nothing of it is believed yet."""

    advert: str
    reference: str
    received_at: str
    content_digest: str
    receipt_digest: str
    content: str


@dataclass(frozen=True)
class Line:
    """One thing that has to agree in a receipt, whether it does, and what that means."""

    name: str
    holds: bool
    said: str


def receipt_of(submission: Submission, canonical: str) -> Receipt:
    """Reads `submission.expression.advert`."""
    return Receipt(
        advert=submission.expression.advert.reference,
        reference=submission.reference,
        received_at=seal_time(submission.received_at),
        content_digest=submission.content_digest,
        receipt_digest=submission.receipt_digest,
        content=canonical,
    )


def receipt_text(receipt: Receipt) -> str:
    """The file: JSON, one key a line. `content` is the canonical text to the letter, as one string."""
    return json.dumps({"format": FORMAT, **asdict(receipt)}, ensure_ascii=False, indent=2) + "\n"


def read_receipt(text: str) -> Receipt:
    """Refuses what is not whole JSON, or another file, with what to take instead."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotAReceipt(
            f"This is not a whole receipt file: it stops making sense at character {error.pos + 1:,} of {len(text):,}. "
            "Download the file again, and send it without opening and saving it in between."
        ) from error
    except (ValueError, RecursionError) as error:
        raise NotAReceipt(f"This is not a receipt file of ours. {WHICH_FILE}") from error
    if isinstance(found, dict) and "answers" in found and "declaration" in found:
        raise NotAReceipt(f"This is the sealed content on its own, without reference, time and digests. {WHICH_FILE}")
    names = [field.name for field in fields(Receipt)]
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise NotAReceipt(f"This is not a receipt file of ours. {WHICH_FILE}")
    lacking = [name for name in names if not isinstance(found.get(name), str)]
    if lacking:
        raise NotAReceipt(f"This receipt file lacks “{lacking[0]}”. {WHICH_FILE}")
    return Receipt(**{name: found[name] for name in names})


def lines_of(receipt: Receipt) -> list[Line]:
    """What can be recomputed from the file alone, in the order in which one thing rests on the other."""
    content = _facts_in(receipt.content)
    advert = content.get("advert")
    named = content.get("reference"), advert.get("reference") if isinstance(advert, dict) else None
    stated = receipt.reference.rpartition("-")[0], receipt.advert
    three = receipt.content_digest, receipt.reference, receipt.received_at
    return [
        _line(
            "Content digest",
            _digest(receipt.content) == receipt.content_digest,
            "It is the SHA-256 of the content.",
            "It is not the SHA-256 of the content: the words, or this digest, were changed after submission.",
        ),
        _line(
            "Receipt digest",
            _digest("\n".join(three)) == receipt.receipt_digest,
            "It is the SHA-256 of content digest, reference and time of receipt.",
            "It is not the SHA-256 of this content digest, reference and time of receipt: one of the four was changed.",
        ),
        _line(
            "Reference and advert",
            named == stated,
            "The content names the same.",
            "The content names others: what stands at the top of the file was changed.",
        ),
    ]


def _line(name: str, holds: bool, said: str, otherwise: str) -> Line:
    return Line(name, holds, said if holds else otherwise)


def _digest(text: str) -> str | None:
    try:
        return sha256_hex(text)
    except UnicodeEncodeError:  # half a character, which JSON can write and UTF-8 cannot
        return None


def _facts_in(content: str) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
