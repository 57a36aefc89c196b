"""Documents of the information packs: before publication, and one that was added to the open advert (S10, P20)."""

import io
import tomllib
import zipfile
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from django.core.files.base import ContentFile

from eoi.actions.pack import add_pack_document
from eoi.clock import database_now, stop_clock
from eoi.documents import Document, Section, pdf_of
from eoi.identity import perform
from eoi.models import Advert
from evaluation.demonstration.staff import Staff

if TYPE_CHECKING:
    from evaluation.demonstration.preparation import Preparation

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
PARTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
BEGINNING = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def add_documents(preparation: "Preparation") -> None:
    """As soon as the words stand."""
    advert, staff, day = preparation.advert, preparation.staff, preparation.day
    stop_clock(day(preparation.drafted + 3, 11, 40))
    for facts in _content()["documents"]:
        if advert.reference.rpartition("-")[2] in facts["adverts"]:
            _add(advert, staff, facts)
    advert.refresh_from_db()


def add_one_later(advert: Advert, staff: Staff, day: Callable[..., datetime]) -> None:
    """To the advert that is open: announced, so its pack has a second edition."""
    facts = _content()["later"]
    stop_clock(day(-3, 11, 20))
    _add(advert, staff, {**facts, "format": "pdf"}, announcement=facts["announcement"])


def _add(advert: Advert, staff: Staff, facts: dict[str, Any], **announced: str) -> None:
    content = _spreadsheet(facts) if facts["format"] == "xlsx" else _pdf(facts)
    file = ContentFile(content, name=f"{facts['title']}.{facts['format']}")
    words = {name: facts[name] for name in ("title", "description")}
    perform(add_pack_document, by=staff.officers[0], advert=advert, file=file, **words, **announced)


def _pdf(facts: dict[str, Any]) -> bytes:
    section = Section(facts["caption"]).table(facts["caption"], facts["columns"], facts["rows"])
    document = Document(facts["title"], facts["description"], [], [section], closing=facts["title"])
    return pdf_of(document.as_data(), made_at=database_now())


def _spreadsheet(facts: dict[str, Any]) -> bytes:
    """The least that a spreadsheet program opens."""
    rows = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in [facts["columns"], *facts["rows"]])
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": _link("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{SHEETS}" xmlns:r="{PARTS}"><sheets>'
        f'<sheet name="{escape(facts["caption"])}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _link("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEETS}"><sheetData>{rows}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, f"{BEGINNING}\n{content}")
    return out.getvalue()


def _cell(value: str) -> str:
    if value.isdecimal():
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _link(kind: str, target: str) -> str:
    return f'<Relationships xmlns="{LINKS}"><Relationship Id="rId1" Type="{PARTS}/{kind}" Target="{target}"/></Relationships>'


@cache
def _content() -> dict[str, Any]:
    with Path(__file__).with_name("pack.toml").open("rb") as file:
        return tomllib.load(file)
