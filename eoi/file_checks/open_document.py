"""OpenDocument: the kind that its name says, no macros, nothing fetched from elsewhere (DESIGN §10)."""

import re
import zipfile
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from eoi.file_checks.archive import not_its_format
from eoi.file_checks.entries import Fault, pieces_of
from eoi.file_checks.markup import Attributes, Reader, local
from eoi.file_checks.zipped import ENCRYPTED, MACROS, OUTSIDE, check_zipped

MIMETYPE, LISTING, CONTENT = "mimetype", "META-INF/manifest.xml", "content.xml"
NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
SCRIPTS = f"{NAMESPACE}script:1.0 "
SCRIPT, TEMPLATE = f"{NAMESPACE}office:1.0 script", f"{NAMESPACE}meta:1.0 template"
CLICKED = {f"{NAMESPACE}text:1.0 a", f"{NAMESPACE}drawing:1.0 a", f"{NAMESPACE}office:1.0 a"}
HREF, FORMULA = "http://www.w3.org/1999/xlink href", f"{NAMESPACE}table:1.0 formula"
LIVE_PARTS = ("dde-", "database-source")
SCRIPT_FOLDERS = ("basic/", "scripts/")
SCRIPT_ADDRESS = re.compile(r"\s*(vnd\.sun\.star\.(script|expand|uno)|macro|javascript|service):", re.IGNORECASE)
ELSEWHERE = re.compile(r"\s*([a-z][a-z0-9+.-]*:|/|\\|\.\.[/\\])", re.IGNORECASE)
LIVE_FORMULA = re.compile(r"\b(DDE|WEBSERVICE)\s*\(", re.IGNORECASE)


class Watch:
    """Follows the parts of one document; the first fault stays."""

    def __init__(self) -> None:
        self.fault: Fault | None = None

    def begins(self, name: str, attributes: Attributes) -> None:
        if name.startswith(SCRIPTS) or name == SCRIPT:
            self.fault = self.fault or MACROS
        elif name.endswith("encryption-data"):
            self.fault = self.fault or ENCRYPTED
        elif local(name).startswith(LIVE_PARTS):
            self.fault = self.fault or OUTSIDE
        if attributes:
            self._look_at(name, attributes)

    def _look_at(self, name: str, attributes: Attributes) -> None:
        href, formula = attributes.get(HREF), attributes.get(FORMULA)
        if href is not None:
            if SCRIPT_ADDRESS.match(href):
                self.fault = self.fault or MACROS
            elif name not in CLICKED and name != TEMPLATE and ELSEWHERE.match(href):
                self.fault = self.fault or OUTSIDE
        if formula is not None and LIVE_FORMULA.search(formula):
            self.fault = self.fault or OUTSIDE


def _fault_within(file: BinaryIO, archive: zipfile.ZipFile, *, label: str, kind: str) -> Fault | None:
    entries = {each.filename: each for each in archive.infolist() if not each.is_dir()}
    if not {MIMETYPE, LISTING, CONTENT} <= entries.keys():
        return not_its_format(label)
    said = entries[MIMETYPE]
    if said.file_size > 100 or b"".join(pieces_of(file, said)) != kind.encode():
        return "not-its-format", (
            "is in another OpenDocument format than its name says. Save it as odt or ods, then choose it again."
        )
    if any(name.lower().startswith(SCRIPT_FOLDERS) for name in entries):
        return MACROS
    reader, watch = Reader(), Watch()
    for name, entry in sorted(entries.items(), key=lambda each: each[0] != LISTING):
        if name.lower().endswith((".xml", ".rdf")):
            reader.read(pieces_of(file, entry), watch.begins)
            if watch.fault:
                return watch.fault
    return None


def _open_document(label: str, kind: str) -> Callable[[BinaryIO], Fault | None]:
    return partial(check_zipped, label=label, within=partial(_fault_within, label=label, kind=kind))


fault_of_odt = _open_document("OpenDocument text (odt)", "application/vnd.oasis.opendocument.text")
fault_of_ods = _open_document("OpenDocument spreadsheet (ods)", "application/vnd.oasis.opendocument.spreadsheet")
