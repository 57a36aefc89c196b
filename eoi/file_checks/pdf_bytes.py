"""A PDF as bytes: begins and ends as one, is nothing else as well, and names no script in what is not packed (DESIGN §10).

Names may be written with hexadecimal codes (`/J#61vaScript`), which is nobody's habit but that of people who hide something.
"""

import re

from eoi.file_checks.contained import Fault

HEAD, TAIL = 1024, 65_557  # as far from the end as the end of a zip may lie
MOST_AFTER = 1024
PAGES = (b"<html", b"<script", b"<!doctype", b"<?php")
ZIP_END = b"PK\x05\x06"
SCRIPTED: Fault = (
    "scripted",
    "holds a script, or an action that starts something. Print it to a new PDF, then choose that.",
)
SOMETHING_ELSE: Fault = ("something-else-within", "is more than a PDF. Print it to a new PDF, then choose that.")
NOT_A_PDF: Fault = (
    "not-its-format",
    "is named as a PDF but is not one. Save it as PDF from the program it was made with.",
)
CUT_OFF: Fault = (
    "damaged",
    "breaks off: it is damaged, or was not received whole. Save it again, then choose it once more.",
)
TIGHT: Fault = (
    "packed-too-tightly",
    "is packed in a way that we do not unpack. Print it to a new PDF, then choose that.",
)


def _name(word: str) -> bytes:
    """A name of PDF, however its letters are written."""
    letters = (b"(?:%s|#%02x)" % (re.escape(each.encode()), ord(each)) for each in word)
    return b"/" + b"".join(letters) + rb"(?![A-Za-z0-9#])"


RUNS = re.compile(b"|".join(_name(each) for each in ("JavaScript", "Launch")), re.IGNORECASE)
OBJECT_STREAMS = re.compile(b"|".join(_name(each) for each in ("ObjStm", "XRef")))
OLD_PACKING = re.compile(b"|".join(_name(each) for each in ("LZWDecode", "LZW")))


def fault_of_bytes(content: bytes) -> Fault | None:
    """A few searches through the whole."""
    if not content[:HEAD].lstrip(b"\xef\xbb\xbf\0\t\r\n ").startswith(b"%PDF-"):
        return SOMETHING_ELSE if b"%PDF-" in content[:HEAD] else NOT_A_PDF
    end = content.rfind(b"%%EOF")
    if end < 0:
        return CUT_OFF
    after = content[end + 5 :].strip(b"\0\t\r\n ")
    head = content[:HEAD].lower()
    if len(after) > MOST_AFTER or ZIP_END in content[-TAIL:] or any(each in head for each in PAGES):
        return SOMETHING_ELSE
    if RUNS.search(content):
        return SCRIPTED
    return TIGHT if OLD_PACKING.search(content) and OBJECT_STREAMS.search(content) else None
