#!/usr/bin/env python3
"""Checks receipts against the closing record of an advert: without the council, and without the internet.

    python3 verify_receipt.py closing-record-SAL-2026-014.txt "DIGEST" EOI-7K4Q-2M9X-1-receipt.json

DIGEST is that of the closing record, in quotation marks, from the mail that every organisation got when the advert closed.
Several receipts may follow, or none. Ends with 0 if everything agrees, 1 if something does not, 2 if something cannot be read.
Needs Python 3.8 or later and nothing else. What is computed, and why, is specified in receipts.md.
"""

import hashlib
import json
import re
import sys

ENTRY = re.compile(r"([0-9a-f]{64}) ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z)")
MOVED = "It is not the record with this digest: an entry was edited, removed, inserted or moved."
UNREADABLE = (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read(name: str) -> str:
    with open(name, encoding="utf-8", newline="") as file:
        return file.read()


def problems_with_record(record: str, digest: str) -> "list[str]":
    found = [] if sha256(record) == "".join(digest.split()).lower() else [MOVED]
    heading, *lines = record.split("\n")
    if not heading.startswith("closing-record-1 ") or lines[-1:] != [""]:
        found.append("It does not begin and end as a closing record does.")
    entries = [ENTRY.fullmatch(line) for line in lines[:-1]]
    found += [f"Entry {number} is not a digest and a time." for number, entry in enumerate(entries, 1) if not entry]
    moments = [(entry[2], entry[1]) for entry in entries if entry]
    if moments != sorted(set(moments)):
        found.append("Its entries are not in order of receipt, or one stands there twice.")
    return found


def problems_with_receipt(receipt: "dict[str, str]", record: str) -> "list[str]":
    found, reference, received_at = [], receipt["reference"], receipt["received_at"]
    if sha256(receipt["content"]) != receipt["content_digest"]:
        found.append("The content was changed: its SHA-256 is not the content digest.")
    else:
        content = json.loads(receipt["content"])
        if (reference.rpartition("-")[0], receipt["advert"]) != (content["reference"], content["advert"]["reference"]):
            found.append("The reference or the advert is not the one that the content names.")
    if sha256(f"{receipt['content_digest']}\n{reference}\n{received_at}") != receipt["receipt_digest"]:
        found.append("The receipt digest is not that of this content digest, reference and time of receipt.")
    heading, *entries = record.split("\n")
    if heading != f"closing-record-1 {receipt['advert']}":
        found.append("The closing record is of another advert.")
    if f"{receipt['receipt_digest']} {received_at}" not in entries:
        found.append("The closing record does not have this receipt digest with this time of receipt.")
    return found


def main(arguments: "list[str]") -> int:
    if len(arguments) < 2:
        print(__doc__)
        return 2
    try:
        record = read(arguments[0])
        checked = [(f"Closing record {arguments[0]}", problems_with_record(record, arguments[1]))]
        for receipt in [json.loads(read(name)) for name in arguments[2:]]:
            name = f"Receipt {receipt['reference']}, received at {receipt['received_at']}"
            checked.append((name, problems_with_receipt(receipt, record)))
    except UNREADABLE as error:
        print(f"Something is no closing record or no receipt file, or cannot be read: {error!r}")
        return 2
    for name, problems in checked:
        print(f"{name}: {'does NOT agree.' if problems else 'agrees.'}", *problems, sep="\n  ")
    return 1 if any(problems for _, problems in checked) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
