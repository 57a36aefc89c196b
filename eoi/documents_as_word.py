"""A document as a Word file with real headings, lists and a language, so that it can be worked in and read aloud (P9)."""

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGE = "en-GB"
INK, PETROL = RGBColor(0x0B, 0x0C, 0x0C), RGBColor(0x0B, 0x4F, 0x5C)
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
EMPTY_LINES = 3
EDGES = ("top", "left", "bottom", "right")


def word_of(document: dict[str, Any], *, made_at: datetime) -> bytes:
    """The document as a .docx. What was typed is text in it and never markup; characters that XML cannot hold are left out."""
    file = docx.Document()
    _dress(file)
    _describe(file, document, made_at)
    file.add_paragraph(_plain(document["title"]), style="Title")
    file.add_paragraph(_plain(document["subtitle"]), style="Subtitle")
    _facts(file, document["facts"])
    for section in document["sections"]:
        file.add_heading(_plain(section["title"]), level=1)
        for block in section["blocks"]:
            _block(file, block)
    file.sections[0].footer.paragraphs[0].text = _plain(document["closing"])
    into = BytesIO()
    file.save(into)
    return into.getvalue()


def _block(file: WordFile, block: dict[str, Any]) -> None:
    match block["kind"]:
        case "text":
            for words in block["paragraphs"]:
                file.add_paragraph(_plain(words))
        case "heading":
            file.add_heading(_plain(block["text"]), level=2)
        case "items":
            for words in block["items"]:
                file.add_paragraph(_plain(words), style="List Bullet")
        case "facts":
            _facts(file, block["rows"])
        case "room":
            _room(file, block["label"], block["text"])
        case kind:
            raise ValueError(f"A Word file has no way to show {kind}.")


def _facts(file: WordFile, rows: list[list[str]]) -> None:
    for name, value in rows:
        paragraph = file.add_paragraph()
        paragraph.add_run(f"{_plain(name)}: ").bold = True
        paragraph.add_run(_plain(value))


def _room(file: WordFile, label: str, text: str) -> None:
    """A frame to write in: a paragraph with borders, which grows as it is filled."""
    named = file.add_paragraph()
    named.add_run(_plain(label)).bold = True
    named.paragraph_format.keep_with_next = True
    for words in text.split("\n") if text else [""] * EMPTY_LINES:
        _frame(file.add_paragraph(_plain(words)))


def _frame(paragraph: Paragraph) -> None:
    borders = OxmlElement("w:pBdr")
    for edge in EDGES:
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "6"), ("color", "0B4F5C")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    paragraph.paragraph_format.space_after = Pt(0)


def _dress(file: WordFile) -> None:
    """A face that every Word has, the council's colour for headings, and the language for those who listen."""
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Arial", Pt(11), INK
    normal.paragraph_format.space_after = Pt(8)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    normal.element.get_or_add_rPr().append(language)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2"):
        style = file.styles[name]
        style.font.name, style.font.color.rgb, style.font.italic = "Arial", PETROL, False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for of_theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{of_theme}"), None)


def _describe(file: WordFile, document: dict[str, Any], made_at: datetime) -> None:
    about, moment = file.core_properties, made_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    about.title, about.subject = _plain(document["title"])[:255], _plain(document["subtitle"])[:255]
    about.author, about.comments, about.language = "", "", LANGUAGE
    about.created = about.modified = moment


def _plain(words: str) -> str:
    return NOT_IN_XML.sub("", words)
