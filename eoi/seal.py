"""The canonical form of a submission, its digests, and the closing record: pure functions (DESIGN §4).

Canonical form v1: a JSON object with `"version": 1`, every string in Unicode NFC, keys sorted, no white space between tokens,
non-ASCII characters as themselves, encoded as UTF-8. Two people who hold the same content get the same digest.
docs/receipts.md specifies it for strangers: whatever changes here changes there, and in `verify_receipt.py`.
"""

import hashlib
import json
import unicodedata
from datetime import UTC, datetime
from typing import Any

VERSION = 1
CLOSING_RECORD_HEADING = "closing-record-1"


def normalised(value: Any) -> Any:
    """The same value with every string, keys included, in NFC. Numbers other than integers are refused: their text varies."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, bool | int) or value is None:
        return value
    if isinstance(value, list | tuple):
        return [normalised(item) for item in value]
    if isinstance(value, dict):
        return _normalised_object(value)
    raise TypeError(
        f"The canonical form holds text, whole numbers, true, false, null, lists and objects, not {type(value).__name__}."
    )


def _normalised_object(value: dict[str, Any]) -> dict[str, Any]:
    """Two keys that become one in NFC are refused: which of the two values counts would depend on their order."""
    found = {normalised(key): normalised(item) for key, item in value.items()}
    if len(found) < len(value):
        raise ValueError("Two keys of an object are the same text in the canonical form.")
    return found


def canonical(content: dict[str, Any]) -> str:
    """Canonical form v1 as text."""
    return json.dumps(
        normalised({**content, "version": VERSION}),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    )


def sha256_hex(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def seal_time(moment: datetime) -> str:
    """UTC to the microsecond: 2026-12-18T16:59:59.123456Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def receipt_digest(*, content_digest: str, reference: str, received_at: datetime) -> str:
    """SHA-256 over three lines: content digest, reference, time of receipt. The database computes the same."""
    return sha256_hex(f"{content_digest}\n{reference}\n{seal_time(received_at)}")


def closing_record(*, advert_reference: str, entries: list[tuple[str, datetime]]) -> str:
    """The text whose SHA-256 is the closing record's digest; entries are (receipt digest, received at), in order of receipt."""
    ordered = sorted(entries, key=lambda entry: (entry[1], entry[0]))
    lines = [f"{CLOSING_RECORD_HEADING} {advert_reference}", *(f"{digest} {seal_time(at)}" for digest, at in ordered)]
    return "".join(f"{line}\n" for line in lines)
