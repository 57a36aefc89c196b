"""PDF: opens without a password, has pages, and holds nothing that runs, launches, fetches or is unpacked (DESIGN §10).

What its bytes say is looked at first, then what a reader makes of them, which happens in a process of its own.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
from pikepdf.settings import set_qpdf_limits

from eoi.file_checks.contained import OVERWHELMED, Fault, contained
from eoi.file_checks.pdf_bytes import SCRIPTED, fault_of_bytes

MEGABYTE = 1024 * 1024
MOST_OBJECTS = 100_000
DEEPEST = 40
LONGEST_LIST = 100_000
MOST_UNPACKED = 16 * MEGABYTE  # of one stream that lists objects; pictures and pages are not unpacked
RUNS = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/Rendition",
    "/GoToE",
    "/GoToR",
    "/SubmitForm",
    "/RichMediaExecute",
    "/Movie",
    "/Sound",
}
SCRIPT_KEYS = {"/JS", "/JavaScript", "/XFA"}
ATTACHMENT_KEYS = {"/EmbeddedFiles", "/RichMedia", "/RichMediaContent", "/EF"}
OUTSIDE: Fault = ("fetches", "fetches parts from another file. Print it to a new PDF, then choose that.")
TOO_MANY: Fault = (
    "too-many-parts",
    f"has more than {MOST_OBJECTS:,} parts, too many to look through. Print it to a new PDF, then choose that.",
)
ATTACHMENT: Fault = (
    "attachment",
    "has other files inside it. Take them out, or print it to a new PDF, then choose that.",
)
ENCRYPTED: Fault = (
    "encrypted",
    "is protected by a password or encrypted. Save it without protection, then choose it again.",
)
DAMAGED: Fault = (
    "damaged",
    "cannot be opened as a PDF: it is damaged or has no page. Save it again, then choose it once more.",
)
CONTAINERS = (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array)
LEFT_OUT = ("alloc", "limit", "memory", "too large", "object stream", "error reading object")


def fault_of_pdf(file: BinaryIO) -> Fault | None:
    """Its bytes in one pass, then its objects in another."""
    file.seek(0)
    return fault_of_bytes(file.read()) or contained(_fault_of_objects, file)


def _fault_of_objects(file: BinaryIO) -> Fault | None:
    """In a process of its own, whose limits are nobody else's."""
    set_qpdf_limits(
        parser_max_container_size=LONGEST_LIST,
        parser_max_nesting=100,
        max_stream_filters=2,
        flate_max_memory=MOST_UNPACKED,
        run_length_max_memory=MOST_UNPACKED,
        png_max_memory=MOST_UNPACKED,
        tiff_max_memory=MOST_UNPACKED,
    )
    file.seek(0)
    try:
        with pikepdf.open(file) as pdf:
            if pdf.is_encrypted:
                return ENCRYPTED
            if not len(pdf.pages):
                return DAMAGED
            return _fault_within(pdf) or _fault_of_warnings(pdf)
    except pikepdf.PasswordError:
        return ENCRYPTED
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError, OverflowError):
        return DAMAGED


def _fault_of_warnings(pdf: pikepdf.Pdf) -> Fault | None:
    """The library goes on without what it could not read; we do not, because another reader might read it."""
    said = [str(warning).lower() for warning in pdf.get_warnings()]
    return OVERWHELMED if any(words in warning for warning in said for words in LEFT_OUT) else None


def _fault_within(pdf: pikepdf.Pdf) -> Fault | None:
    seen = 0
    for found in pdf.objects:
        for inner in _containers(found, DEEPEST):
            seen += 1
            if seen > MOST_OBJECTS:
                return TOO_MANY
            if not isinstance(inner, pikepdf.Array) and (fault := _fault_of_dictionary(inner)):
                return fault
    return None


def _fault_of_dictionary(inner: Any) -> Fault | None:
    keys = set(inner.keys())
    if keys & SCRIPT_KEYS or ("/S" in keys and str(inner["/S"]) in RUNS):
        return SCRIPTED
    if keys & ATTACHMENT_KEYS:
        return ATTACHMENT
    return OUTSIDE if "/F" in keys and isinstance(inner, pikepdf.Stream) else None


def _containers(found: Any, depth: int) -> Iterator[Any]:
    """Every list and dictionary in one object that does not stand on its own; those that do come in their turn."""
    if not isinstance(found, CONTAINERS):
        return
    yield found
    if depth == 0:
        raise RecursionError
    for child in list(found) if isinstance(found, pikepdf.Array) else [value for _, value in found.items()]:
        if isinstance(child, CONTAINERS) and not child.is_indirect:
            yield from _containers(child, depth - 1)
