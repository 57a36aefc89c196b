"""Word and Excel: plain ones, and those with macros, embedded files, links that fetch, and instructions that run."""

import io
from functools import partial

from docx import Document

from tests.eoi.files.corpus import Sample
from tests.factories.files import LINK, LINKS, TYPES, WORD_TYPES, docx, open_document, packed, pdf, picture, xlsx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "officeDocument/2006/relationships"
INSIDE = '<Relationship Id="r" Type="http://schemas.openxmlformats.org/{}" Target="{}"/>'
RUN, MARK = "<w:r><w:instrText>{}</w:instrText></w:r>", '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def real_word() -> bytes:
    """As the library of another maker writes it: headings, a list, a table, a picture."""
    made, out = Document(), io.BytesIO()
    made.add_heading("Our proposal", 0)
    made.add_paragraph("We answer DDE, OLE and Link questions; see also INCLUDETEXT.")
    made.add_table(2, 2)
    made.add_picture(io.BytesIO(picture("PNG", (30, 30))))
    made.save(out)
    return out.getvalue()


def word(body: str = "", namespace: str = W, encoding: str = "utf-8", **parts) -> bytes:
    text = f'<?xml version="1.0" encoding="{encoding}"?><w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    return docx(**{"word__document_dot_xml": text.encode(encoding), **parts})


def field(*instruction: str) -> str:
    """A field whose instruction is cut into runs."""
    runs = "".join(RUN.format(part) for part in instruction)
    return MARK.format("begin") + runs + MARK.format("separate") + "<w:r><w:t>shown</w:t></w:r>" + MARK.format("end")


def simple(instruction: str) -> str:
    return f'<w:fldSimple w:instr="{instruction}"/>'


def linked(kind: str, target: str = "https://elsewhere.example/x", line: str = LINK, part: str = "document") -> bytes:
    return docx(**{f"word___rels__{part}_dot_xml_dot_rels": LINKS.format(line.format(kind, target))})


def quoted(mark: str) -> bytes:
    return linked(f"{OFFICE}/image", line=LINK.replace('"', mark))


def types(main: str, kind: str, further: str = "") -> bytes:
    return packed({"[Content_Types].xml": TYPES.format(main, kind, further), main: "<x/>"})


def macro_types(encoding: str) -> bytes:
    text = WORD_TYPES.replace("document.main", "document.macroEnabled.main")
    listing = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
    return packed({"[Content_Types].xml": listing, "word/document.xml": "<x/>"})


def sheet(formula: str, encoding: str = "utf-8") -> bytes:
    text = f'<?xml version="1.0" encoding="{encoding}"?><worksheet><f>{formula}</f></worksheet>'
    return xlsx(xl__worksheets__sheet1_dot_xml=text.encode(encoding))


def good(what, make, name="a.docx"):
    return Sample(what, name, make)


def bad(refused, what, make, name="a.docx"):
    return Sample(what, name, make, refused)


BINARY = '<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.{}"/>'
CONTENTS = field("TOC \\o") + field(" PAGEREF _Toc1 ") + field("HYPERLINK ", '"https://salford.example"')
SHOWN = MARK.format("begin") + RUN.format("PAGE") + MARK.format("separate") + field("SEQ x") + MARK.format("end")
MADE = MARK.format("begin") + field("QUOTE 68 68 69") + RUN.format(" cmd /c calc") + MARK.format("end")
LATE = field("DDE cmd").replace(MARK.format("end"), "")
ENTITY = '<!DOCTYPE x [<!ENTITY a "DDE cmd">]>'
SAMPLES = [
    good("the least there is", docx),
    good("by another maker, with prose that names DDE", real_word),
    good("a table of contents and links", partial(word, CONTENTS)),
    good("a field within what a field shows", partial(word, SHOWN)),
    good("the strict kind", partial(word, field("PAGE"), STRICT)),
    good("in two bytes a letter", partial(word, "<w:p/>", encoding="utf-16")),
    good("a link to be clicked", partial(linked, f"{OFFICE}/hyperlink")),
    good("a picture from within", partial(word, field('INCLUDEPICTURE "picture.png"'))),
    good("its main part under another name", partial(types, "word/document2.xml", "wordprocessingml.document")),
    good("called in capitals", docx, "A.DOCX"),
    good("a picture", partial(word, word__media__image1_dot_png=picture("PNG", (60, 60)))),
    good("a sheet", xlsx, "a.xlsx"),
    good("formulas", partial(sheet, "SUM(A1:A9)|B1"), "a.xlsx"),
    good(
        "words that name services of the web",
        partial(xlsx, xl__sharedStrings_dot_xml="<t>A webservice (REST), DDE, ddeLink and a|'b</t>"),
        "b.xlsx",
    ),
    bad("empty", "nothing", lambda: b""),
    bad("not-its-format", "a PDF", pdf),
    bad("not-its-format", "a sheet", xlsx),
    bad("not-its-format", "a document", docx, "a.xlsx"),
    bad("not-its-format", "an OpenDocument", lambda: open_document("text")),
    bad("not-its-format", "a zip of something", lambda: packed({"a.txt": "x"})),
    bad(
        "not-its-format", "a list of contents without the document", lambda: packed({"[Content_Types].xml": WORD_TYPES})
    ),
    bad("not-its-format", "a template", partial(types, "word/document.xml", "wordprocessingml.template")),
    bad("not-its-format", "words", lambda: b"Dear Sir or Madam"),
    bad("encrypted", "what Office protects", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    bad(
        "encrypted", "a sheet that Office protects", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xlsx"
    ),
    bad("macros", "a project of macros", lambda: docx(word__vbaProject_dot_bin=b"x")),
    bad("macros", "a project in capitals", lambda: docx(WORD__VBAPROJECT_dot_BIN=b"x")),
    bad("macros", "a document that may hold macros", partial(macro_types, "utf-8")),
    bad("macros", "the same in two bytes a letter", partial(macro_types, "utf-16")),
    bad(
        "macros",
        "a project under another name",
        lambda: types("word/document.xml", "wordprocessingml.document", BINARY.format("vbaProject")),
    ),
    bad("macros", "a link to a project", partial(linked, f"{OFFICE}/vbaProject", "x.bin", INSIDE)),
    bad("macros", "a control", partial(linked, f"{OFFICE}/control", "x.bin", INSIDE)),
    bad("macros", "controls", lambda: docx(word__activeX__activeX1_dot_xml="<x/>")),
    bad("macros", "a sheet of macros", lambda: xlsx(xl__macrosheets__sheet1_dot_xml="<x/>"), "a.xlsx"),
    bad("macros", "a sheet of dialogs", lambda: xlsx(xl__dialogsheets__sheet1_dot_xml="<x/>"), "a.xlsx"),
    bad(
        "macros",
        "a workbook that may hold macros",
        lambda: types("xl/workbook.xml", "ms-excel.sheet.macroEnabled"),
        "a.xlsx",
    ),
    bad("fetches", "a template from elsewhere", partial(linked, f"{OFFICE}/attachedTemplate", part="settings")),
    bad("fetches", "a picture from elsewhere", partial(linked, f"{OFFICE}/image")),
    bad("fetches", "the same in other quotes", partial(quoted, "'")),
    bad("fetches", "an object from elsewhere", partial(linked, f"{OFFICE}/oleObject")),
    bad("fetches", "an address without saying so", partial(linked, f"{OFFICE}/image", "https://x.example/x", INSIDE)),
    bad("fetches", "an address in references", partial(linked, f"{OFFICE}/image", "&#104;ttps://x.example/x", INSIDE)),
    bad("fetches", "a share of the network", partial(linked, f"{OFFICE}/frame", "\\\\x\\y")),
    bad("fetches", "an instruction to fetch", partial(word, field("DDEAUTO c:\\\\cmd.exe"))),
    bad("fetches", "one in small letters", partial(word, field(" dde cmd x y "))),
    bad("fetches", "one cut into pieces", partial(word, field("D", "D", "EAU", "TO cmd"))),
    bad("fetches", "one in a line", partial(word, simple("DDE cmd x"))),
    bad("fetches", "one in letters of codes", partial(word, simple("&#68;DE cmd x"))),
    bad("fetches", "one in two bytes a letter", partial(word, field("DDE cmd x"), encoding="utf-16")),
    bad("fetches", "one whose name is made by another", partial(word, MADE)),
    bad("fetches", "one that never ends", partial(word, LATE)),
    bad(
        "fetches",
        "one in a header",
        lambda: docx(word__header1_dot_xml=f'<w:hdr xmlns:w="{W}">{field("DDE x")}</w:hdr>'),
    ),
    bad("fetches", "text from elsewhere", partial(word, field('INCLUDETEXT "https://x.example/x"'))),
    bad("fetches", "a picture from a share", partial(word, field('INCLUDEPICTURE "\\\\x\\y.png"'))),
    bad("fetches", "an object that is linked", partial(word, field("LINK Excel.Sheet.8 x"))),
    bad(
        "fetches",
        "a sheet of other files",
        lambda: xlsx(
            xl___rels__workbook_dot_xml_dot_rels=LINKS.format(INSIDE.format(f"{OFFICE}/externalLink", "x.xml"))
        ),
        "a.xlsx",
    ),
    bad(
        "fetches",
        "connections",
        lambda: xlsx(
            xl___rels__workbook_dot_xml_dot_rels=LINKS.format(INSIDE.format(f"{OFFICE}/connections", "x.xml"))
        ),
        "a.xlsx",
    ),
    bad("fetches", "a service of the web", partial(sheet, "_xlfn.WEBSERVICE(&quot;https://x.example&quot;)"), "a.xlsx"),
    bad("fetches", "a program in a formula", partial(sheet, "cmd|'/c calc'!A0"), "a.xlsx"),
    bad("unusual-text", "a sheet in two bytes a letter", partial(sheet, "WEBSERVICE(A1)", "utf-16"), "a.xlsx"),
    bad("file-within", "a document within", lambda: docx(word__embeddings__a_dot_bin=docx())),
    bad("file-within", "a program within", lambda: docx(word__media__a_dot_png=b"MZ\x90\0")),
    bad("file-within", "a PDF within", lambda: docx(word__media__a_dot_bin=pdf())),
    bad("file-within", "a page of the web taken in", partial(linked, f"{OFFICE}/aFChunk", "x.xht", INSIDE)),
    bad("file-within", "an object of another program", partial(linked, f"{OFFICE}/oleObject", "x.bin", INSIDE)),
    bad("file-within", "a script by its name", lambda: docx(word__media__x_dot_js="x")),
    bad("file-within", "a rich text", lambda: docx(word__x_dot_bin="{\\rtf1}")),
    bad("damaged", "entities", lambda: docx(word__document_dot_xml=ENTITY + "<x>&a;</x>")),
    bad("damaged", "entities among its links", lambda: docx(word___rels__document_dot_xml_dot_rels=ENTITY + "<x/>")),
    bad("damaged", "XML that breaks off", lambda: docx(word__document_dot_xml="<document>")),
    bad("damaged", "the letters of no encoding", lambda: docx(word__document_dot_xml=b"<x>\xff\xfe\xfa</x>")),
    bad("damaged", "cut off", lambda: real_word()[:-40]),
    bad("damaged", "its first half", lambda: real_word()[: len(real_word()) // 2]),
    bad(
        "too-many-parts",
        "cells without end",
        lambda: word("".join(f"<w:p>{number}</w:p>" for number in range(510_000))),
    ),
]
