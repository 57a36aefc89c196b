"""Word and Excel: the part each format needs, no macros, nothing embedded, nothing fetched from elsewhere (DESIGN §10)."""

import re
import zipfile
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from eoi.file_checks.archive import NESTED, not_its_format
from eoi.file_checks.entries import Fault, pieces_of
from eoi.file_checks.fields import Fields
from eoi.file_checks.markup import Attributes, Reader, local
from eoi.file_checks.zipped import MACROS, OUTSIDE, check_zipped

LISTING = "[Content_Types].xml"
MACRO_PARTS = re.compile(r"(^|/)(vbaProject|vbaData|macrosheets?|activeX|dialogsheets)(\.|/|$)", re.IGNORECASE)
MACRO_TYPES = re.compile(r"macroEnabled|vbaProject|vbaData|activeX|macrosheet|dialogsheet", re.IGNORECASE)
MACRO_LINKS = re.compile(r"/(vbaProject|wordVbaData|xlMacrosheet|xlIntlMacrosheet|dialogsheet|control)$", re.IGNORECASE)
FILE_LINKS = re.compile(r"/(oleObject|package|aFChunk|subDocument|frame)$", re.IGNORECASE)
OUTSIDE_LINKS = re.compile(
    r"/(externalLink|externalLinkPath|attachedToolbars|connections|webSettings/frame)$", re.IGNORECASE
)
CLICKED = "/hyperlink"
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:|//|\\\\", re.IGNORECASE)
LIVE_WORDS = (b"webservice", b"ddelink", b"|")
LIVE_FORMULA = re.compile(
    rb"<(?:\w+:)?(?:ddeLink\b|(?:f|formula|definedName)\b[^>]{0,200}>(?:[^<]{0,2000}?WEBSERVICE\s*\(|[^<|]{1,80}\|\s*(?:'|&apos;)))",
    re.IGNORECASE,
)
LONGEST_FORMULA = 2400
TWO_BYTES = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
UNUSUAL: Fault = (
    "unusual-text",
    "has parts in an encoding that office programs do not write. Save it again as a new file, then choose that.",
)


class Types:
    """What the list of contents says each part is."""

    def __init__(self) -> None:
        self.by_ending: dict[str, str] = {}
        self.by_name: dict[str, str] = {}

    def begins(self, name: str, attributes: Attributes) -> None:
        kind = attributes.get("ContentType", "")
        if local(name) == "Default":
            self.by_ending[attributes.get("Extension", "").lower()] = kind
        elif local(name) == "Override":
            self.by_name[attributes.get("PartName", "").lstrip("/").lower()] = kind

    def of(self, name: str) -> str:
        name = name.lower()
        return self.by_name.get(name) or self.by_ending.get(name.rpartition(".")[2], "")

    def all(self) -> list[str]:
        return [*self.by_ending.values(), *self.by_name.values()]


def _fault_within(file: BinaryIO, archive: zipfile.ZipFile, *, label: str, main: str) -> Fault | None:
    """Links that a reader follows with a click are no fault; what is fetched by itself is."""
    entries = {each.filename: each for each in archive.infolist() if not each.is_dir()}
    if LISTING not in entries:
        return not_its_format(label)
    reader, types = Reader(), Types()
    reader.read(pieces_of(file, entries[LISTING]), types.begins)
    if any(MACRO_PARTS.search(name) for name in entries) or any(MACRO_TYPES.search(kind) for kind in types.all()):
        return MACROS
    if not any(types.of(name) == f"{main}.main+xml" for name in entries):
        return not_its_format(label)
    for name, entry in entries.items():
        if name.lower().endswith(".rels") and (fault := _fault_of_links(reader, file, entry)):
            return fault
    for name, entry in entries.items():
        is_text = types.of(name).endswith("xml") and name != LISTING and not name.lower().endswith(".rels")
        if is_text and (fault := _fault_of_part(reader, file, entry, is_word="wordprocessing" in main)):
            return fault
    return None


def _fault_of_links(reader: Reader, file: BinaryIO, entry: zipfile.ZipInfo) -> Fault | None:
    links: list[Attributes] = []
    reader.read(pieces_of(file, entry), lambda name, attributes: links.append(attributes))
    for link in links:
        kind, target = link.get("Type", "").strip(), link.get("Target", "").strip()
        is_outside = link.get("TargetMode", "").strip().lower() == "external" or ADDRESS.match(target) is not None
        if MACRO_LINKS.search(kind):
            return MACROS
        if (is_outside and not kind.endswith(CLICKED)) or OUTSIDE_LINKS.search(kind):
            return OUTSIDE
        if FILE_LINKS.search(kind):
            return NESTED
    return None


def _fault_of_part(reader: Reader, file: BinaryIO, entry: zipfile.ZipInfo, *, is_word: bool) -> Fault | None:
    """Word's parts are read as XML for their fields; Excel's, which may be huge, are searched."""
    if is_word:
        fields = Fields()
        reader.read(pieces_of(file, entry), fields.begins, ends=fields.ends, text=fields.text)
        fields.finish()
        return OUTSIDE if fields.fetches else None
    kept, is_first = b"", True
    for piece in pieces_of(file, entry):
        if is_first and piece.startswith(TWO_BYTES):
            return UNUSUAL
        is_first = False
        looked_at = kept + piece
        lowered = looked_at.lower()
        if any(word in lowered for word in LIVE_WORDS) and LIVE_FORMULA.search(looked_at):
            return OUTSIDE
        kept = piece[-LONGEST_FORMULA:]
    return None


def _office(label: str, main: str) -> Callable[[BinaryIO], Fault | None]:
    kind = f"application/vnd.openxmlformats-officedocument.{main}"
    return partial(check_zipped, label=label, within=partial(_fault_within, label=label, main=kind))


fault_of_docx = _office("Word (docx)", "wordprocessingml.document")
fault_of_xlsx = _office("Excel (xlsx)", "spreadsheetml.sheet")
