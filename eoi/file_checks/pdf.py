"""PDF: opens without a password, has pages, and holds nothing that runs, launches or is unpacked (DESIGN §10)."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf

HEADER_WITHIN = 1024
MOST_OBJECTS = 200_000
DEEPEST = 40
RUNS = {"/JavaScript", "/Launch", "/ImportData", "/Rendition", "/GoToE", "/SubmitForm"}
SCRIPT_KEYS = {"/JS", "/JavaScript"}
ATTACHMENT_KEYS = {"/EmbeddedFiles", "/RichMedia", "/RichMediaContent", "/EF"}


def fault_of_pdf(file: BinaryIO) -> tuple[str, str] | None:
    """One pass over all its objects."""
    if b"%PDF-" not in file.read(HEADER_WITHIN):
        return "not-its-format", "is named as a PDF but is not one. Save it as PDF from the program it was made with."
    file.seek(0)
    try:
        with pikepdf.open(file) as pdf:
            if pdf.is_encrypted:
                return _encrypted()
            if not len(pdf.pages):
                return _damaged()
            return _fault_within(pdf)
    except pikepdf.PasswordError:
        return _encrypted()
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError, OverflowError):
        return _damaged()


def _fault_within(pdf: pikepdf.Pdf) -> tuple[str, str] | None:
    seen = 0
    for found in pdf.objects:
        for inner in _dictionaries(found, DEEPEST):
            seen += 1
            if seen > MOST_OBJECTS:
                return "too-many-parts", (
                    f"has more than {MOST_OBJECTS:,} parts, too many to look through. Print it to a new PDF, then choose that."
                )
            keys = set(inner.keys())
            if keys & SCRIPT_KEYS or str(inner.get("/S", "")) in RUNS:
                return "scripted", (
                    "holds a script, or an action that starts something. Print it to a new PDF, then choose that."
                )
            if keys & ATTACHMENT_KEYS:
                return "attachment", (
                    "has other files inside it. Take them out, or print it to a new PDF, then choose that."
                )
    return None


def _dictionaries(found: Any, depth: int) -> Iterator[Any]:
    """Every dictionary in one object that does not stand on its own; those that do come in their turn."""
    if depth == 0 or not isinstance(found, pikepdf.Object):
        return
    if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        yield found
        children = [value for _, value in found.items()]
    elif isinstance(found, pikepdf.Array):
        children = list(found)
    else:
        return
    for child in children:
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            yield from _dictionaries(child, depth - 1)


def _encrypted() -> tuple[str, str]:
    return "encrypted", "is protected by a password or encrypted. Save it without protection, then choose it again."


def _damaged() -> tuple[str, str]:
    return (
        "damaged",
        "cannot be opened as a PDF: it is damaged or has no page. Save it again, then choose it once more.",
    )
