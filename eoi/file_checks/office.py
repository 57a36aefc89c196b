"""Word, Excel and OpenDocument: the parts each format needs, no macros, nothing fetched from elsewhere (DESIGN §10)."""

import re
import zipfile
from collections.abc import Callable
from functools import partial
from typing import BinaryIO
from xml.parsers import expat

from eoi.file_checks.archive import BROKEN, Fault, fault_of_beginning, fault_of_contents, fault_of_directory, holds

BIGGEST_LIST = 4 * 1024 * 1024
MACROS: Fault = ("macros", "holds macros. Save it in a format without macros, then choose it again.")
OUTSIDE: Fault = (
    "fetches",
    "fetches parts from another file or place. Break those links or put the parts into the file, then choose it again.",
)
ENCRYPTED: Fault = ("encrypted", "is protected by a password. Save it without protection, then choose it again.")
MACRO_PARTS = re.compile(r"(^|/)(vbaProject|vbaData|macrosheets?|activeX|dialogsheets)(\.|/|$)", re.IGNORECASE)
MACRO_TYPES = re.compile(rb"macroEnabled|vbaProject|ms-office\.activeX", re.IGNORECASE)
LIVE_DATA = re.compile(rb"\bDDE(AUTO)?\b")
SCRIPT_FOLDERS = ("Basic/", "Scripts/")
SCRIPTS = re.compile(rb"<(script:event-listener|office:script)[\s>]")
FETCHED = re.compile(
    rb"<(draw:image|draw:object|draw:object-ole|draw:plugin|draw:floating-frame|text:section-source|table:table-source)\b"
    rb"[^>]*xlink:href=\"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|\.\./)"
)
ODF_LIVE_DATA = re.compile(rb"<(office|text|table):dde-")

Check = Callable[[zipfile.ZipFile, set[str]], Fault | None]


def _fault(file: BinaryIO, *, label: str, needs: set[str], check: Check) -> Fault | None:
    if fault := fault_of_beginning(file, label):
        return fault
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if not needs <= names:
                return "not-its-format", (
                    f"is named as {label} but is something else. Save it as {label}, then choose it again."
                )
            return fault_of_directory(archive) or check(archive, names) or fault_of_contents(archive)
    except (
        zipfile.BadZipFile,
        expat.ExpatError,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
    ):
        return BROKEN


def _in_office(archive: zipfile.ZipFile, names: set[str], *, main: str) -> Fault | None:
    """Links that a reader follows with a click are no fault; what is fetched by itself is."""
    if any(MACRO_PARTS.search(name) for name in names) or holds(archive, "[Content_Types].xml", MACRO_TYPES):
        return MACROS
    if any(name.startswith("xl/externalLinks/") for name in names):
        return OUTSIDE
    for name in names:
        if name.endswith(".rels") and _fetches(archive, name):
            return OUTSIDE
    return OUTSIDE if holds(archive, main, LIVE_DATA) else None


def _fetches(archive: zipfile.ZipFile, name: str) -> bool:
    if archive.getinfo(name).file_size > BIGGEST_LIST:
        return True
    return any(
        each.get("TargetMode", "").lower() == "external" and not each.get("Type", "").endswith("/hyperlink")
        for each in _attributes(archive.read(name))
    )


def _attributes(xml: bytes) -> list[dict[str, str]]:
    """Of every element. A document type, in which entities could be declared, is refused."""
    found: list[dict[str, str]] = []

    def refuse(*declaration: object) -> None:
        raise ValueError("A list of relationships declares no document type.")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: found.append(attributes)
    parser.Parse(xml, True)
    return found


def _in_open_document(archive: zipfile.ZipFile, names: set[str], *, kind: str) -> Fault | None:
    if archive.getinfo("mimetype").file_size > 100 or archive.read("mimetype").decode("ascii", "replace") != kind:
        return "not-its-format", (
            "is in another OpenDocument format than its name says. Save it as odt or ods, then choose it again."
        )
    if holds(archive, "META-INF/manifest.xml", re.compile(rb"encryption-data")):
        return ENCRYPTED
    if any(name.startswith(SCRIPT_FOLDERS) for name in names):
        return MACROS
    for name in {"content.xml", "styles.xml"} & names:
        if holds(archive, name, SCRIPTS):
            return MACROS
        if holds(archive, name, FETCHED) or holds(archive, name, ODF_LIVE_DATA):
            return OUTSIDE
    return None


def _office(label: str, main: str) -> Callable[[BinaryIO], Fault | None]:
    return partial(_fault, label=label, needs={"[Content_Types].xml", main}, check=partial(_in_office, main=main))


def _open_document(label: str, kind: str) -> Callable[[BinaryIO], Fault | None]:
    needs = {"mimetype", "content.xml", "META-INF/manifest.xml"}
    return partial(_fault, label=label, needs=needs, check=partial(_in_open_document, kind=kind))


fault_of_docx = _office("Word (docx)", "word/document.xml")
fault_of_xlsx = _office("Excel (xlsx)", "xl/workbook.xml")
fault_of_odt = _open_document("OpenDocument text (odt)", "application/vnd.oasis.opendocument.text")
fault_of_ods = _open_document("OpenDocument spreadsheet (ods)", "application/vnd.oasis.opendocument.spreadsheet")
