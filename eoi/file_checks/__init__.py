"""Whether a file may be taken in: format, size, structure (DESIGN §10). The same for the council's documents and for partners' files.

What a file is called is never believed: its structure has to agree with its extension. Nothing in it is run or rendered.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from django.core.files.base import File
from django.utils.text import slugify

from eoi.file_checks.contained import BROKEN, OVERWHELMED, Fault
from eoi.file_checks.image import fault_of_jpeg, fault_of_png
from eoi.file_checks.office import fault_of_docx, fault_of_xlsx
from eoi.file_checks.open_document import fault_of_ods, fault_of_odt
from eoi.file_checks.pdf import fault_of_pdf
from eoi.problems import Problem

LONGEST_NAME = 255
KILOBYTE, MEGABYTE = 1024, 1024 * 1024
CHUNK = 64 * 1024
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))}
FaultOf = Callable[[BinaryIO], Fault | None]


@dataclass(frozen=True)
class Format:
    """`fault_of` looks into an open file and says what is wrong with it: a code, and a sentence about `it`; or nothing."""

    extension: str
    label: str
    content_type: str
    fault_of: FaultOf


OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
FORMATS = {
    each.extension: each
    for each in (
        Format("pdf", "PDF", "application/pdf", fault_of_pdf),
        Format("docx", "Word", f"{OFFICE}.wordprocessingml.document", fault_of_docx),
        Format("xlsx", "Excel", f"{OFFICE}.spreadsheetml.sheet", fault_of_xlsx),
        Format("odt", "OpenDocument text", f"{OPEN_DOCUMENT}.text", fault_of_odt),
        Format("ods", "OpenDocument spreadsheet", f"{OPEN_DOCUMENT}.spreadsheet", fault_of_ods),
        Format("jpg", "JPEG image", "image/jpeg", fault_of_jpeg),
        Format("png", "PNG image", "image/png", fault_of_png),
    )
}
ALIASES = {"jpeg": "jpg"}
FORMATS_IN_WORDS = "PDF, Word (docx), Excel (xlsx), OpenDocument (odt, ods), JPEG or PNG"


@dataclass(frozen=True)
class FileFacts:
    """What is kept of a file that was checked. `digest` is its SHA-256."""

    name: str
    extension: str
    size: int
    digest: str


def size_in_words(size: int) -> str:
    """`214 KB`, `1.4 MB`, as it stands beside a document."""
    if size < KILOBYTE:
        return f"{size} byte{'' if size == 1 else 's'}"
    if size < MEGABYTE:
        return f"{round(size / KILOBYTE)} KB"
    return f"{size / MEGABYTE:.1f} MB".replace(".0 ", " ")


def format_and_size(extension: str, size: int) -> str:
    """`PDF, 214 KB`."""
    return f"{FORMATS[extension].label}, {size_in_words(size)}"


def label_and_size(content_type: str, size: int) -> str:
    """The same for what is known by its type."""
    label = next((each.label for each in FORMATS.values() if each.content_type == content_type), "File")
    return f"{label}, {size_in_words(size)}"


def download_name(title: str, extension: str) -> str:
    """A name that is safe in a header and on every file system: small letters, digits, hyphens."""
    return f"{slugify(title)[:80].strip('-') or 'document'}.{extension}"


def file_download_name(name: str, extension: str) -> str:
    """The same for what somebody named; no name that Windows keeps for its devices."""
    stem = PurePath(name).stem
    return download_name(f"file {stem}" if stem.split(".")[0].strip().upper() in DEVICES else stem, extension)


def problems_with_file(file: File, *, most: int) -> list[Problem]:
    """Why this file is not taken, naming it, the limit and the fix. Reads it once; at most `most` bytes are looked at."""
    name = shown_name(file)
    extension = _extension(name)
    if extension not in FORMATS:
        return [
            Problem("format", f"“{name}” is in a format we do not take. Save it as {FORMATS_IN_WORDS}, then choose it.")
        ]
    if not file.size:
        return [Problem("empty", f"“{name}” is empty: it has 0 bytes. Save it again, then choose it once more.")]
    if file.size > most:
        limit = size_in_words(most)
        return [
            Problem("too-big", f"“{name}” is bigger than {limit}, the most that a file may have. Divide or shrink it.")
        ]
    file.seek(0)
    fault = _fault_of(FORMATS[extension], file)
    file.seek(0)
    return [Problem(fault[0], f"“{name}” {fault[1]}")] if fault else []


def _fault_of(form: Format, file: File) -> Fault | None:
    """Whatever surprises a library that looks into it, is damage to us."""
    try:
        return form.fault_of(file.file)  # type: ignore[arg-type]
    except MemoryError:
        return OVERWHELMED
    except Exception:
        return BROKEN


def facts_of(file: File) -> FileFacts:
    """Of a file without problems. Reads it once."""
    name = shown_name(file)
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    for chunk in file.chunks(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    file.seek(0)
    return FileFacts(name, _extension(name), size, digest.hexdigest())


def shown_name(file: File) -> str:
    """The name without a path or anything that a reader could not see."""
    name = PurePath(str(file.name or "").replace("\\", "/")).name
    return "".join(letter for letter in name if letter.isprintable())[-LONGEST_NAME:] or "file"


def _extension(name: str) -> str:
    ending = PurePath(name).suffix.lower().removeprefix(".")
    return ALIASES.get(ending, ending)
