"""A second verifier, written from docs/receipts.md alone: it imports nothing of ours, nor Python's own JSON writer."""

import hashlib
import json
import re
import unicodedata

SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
LINE = re.compile(r"[0-9a-f]{64} \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def content_text(content: dict) -> str:
    """The canonical form, version 1."""
    return _object({**content, "version": 1})


def receipt_digest(content_digest: str, reference: str, received_at: str) -> str:
    return digest("\n".join([content_digest, reference, received_at]))


def record_text(advert: str, entries: list[tuple[str, str]]) -> str:
    """`entries`: receipt digest, time of receipt."""
    lines = [f"{receipt} {at}" for receipt, at in sorted(entries, key=lambda entry: (entry[1], entry[0]))]
    return "\n".join([f"closing-record-1 {advert}", *lines, ""])


def is_verified(receipt_file: str, record: str, record_digest: str) -> bool:
    """The five steps of *To verify*."""
    receipt = json.loads(receipt_file)
    content = json.loads(receipt["content"])
    lines = record.split("\n")
    entries = lines[1:-1]
    return (
        digest(receipt["content"]) == receipt["content_digest"]
        and receipt_digest(receipt["content_digest"], receipt["reference"], receipt["received_at"])
        == receipt["receipt_digest"]
        and receipt["reference"][: receipt["reference"].rindex("-")] == content["reference"]
        and receipt["advert"] == content["advert"]["reference"]
        and digest(record) == record_digest
        and lines[0] == "closing-record-1 " + receipt["advert"]
        and lines[-1] == ""
        and all(LINE.fullmatch(line) for line in entries)
        and entries == sorted(set(entries), key=lambda line: (line[65:], line[:64]))
        and receipt["receipt_digest"] + " " + receipt["received_at"] in entries
    )


def _value(value) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, list):
        return "[" + ",".join(map(_value, value)) + "]"
    return _object(value)


def _object(value: dict) -> str:
    named = {unicodedata.normalize("NFC", key): item for key, item in value.items()}
    assert len(named) == len(value)
    ordered = sorted(named, key=lambda key: [ord(letter) for letter in key])
    return "{" + ",".join(_string(key) + ":" + _value(named[key]) for key in ordered) + "}"


def _string(text: str) -> str:
    letters = unicodedata.normalize("NFC", text)
    return '"' + "".join(SHORT.get(letter) or _letter(letter) for letter in letters) + '"'


def _letter(letter: str) -> str:
    return f"\\u00{ord(letter):02x}" if ord(letter) < 0x20 else letter
