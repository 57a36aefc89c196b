"""What is called one thing and is another, and what would run, fetch or fill a disk: a sentence each (DESIGN §10)."""

import zipfile

import pikepdf
import pytest

from eoi.file_checks import archive, download_name, facts_of, format_and_size, image, problems_with_file
from tests.factories import files
from tests.factories.files import docx, open_document, pdf, picture, script, upload, xlsx

MOST = 1024 * 1024
GOOD = {
    "a.pdf": pdf(),
    "A.PDF": pdf(),
    "to-page.pdf": pdf(OpenAction=pikepdf.Array([])),
    "a.docx": docx(word__vba_dot_txt="plain words"),
    "a.xlsx": xlsx(),
    "a.odt": open_document("text"),
    "a.ods": open_document(),
    "a.jpg": picture("JPEG"),
    "a.jpeg": picture("JPEG"),
    "a.png": picture("PNG"),
}
LINKED = files.LINKS.format(files.LINK.format("hyperlink", "https://salford.example/"))
FETCHED = files.LINKS.format(files.LINK.format("attachedTemplate", "https://elsewhere.example/t.dotm"))
ENTITIES = '<!DOCTYPE x [<!ENTITY a "b">]><Relationships/>'
BAD = [
    ("format", "a.exe", b"MZ"),
    ("format", "a.docm", docx()),
    ("format", "no-ending", pdf()),
    ("empty", "a.pdf", b""),
    ("too-big", "a.pdf", b"%PDF-" + b"x" * MOST),
    ("not-its-format", "a.pdf", docx()),
    ("not-its-format", "a.docx", pdf()),
    ("not-its-format", "a.docx", xlsx()),
    ("not-its-format", "a.odt", open_document("spreadsheet")),
    ("not-its-format", "a.png", picture("JPEG")),
    ("not-its-format", "a.jpg", b"GIF89a"),
    ("damaged", "a.pdf", b"%PDF-1.7 and nothing else"),
    ("damaged", "a.docx", docx()[:-40]),
    ("damaged", "a.png", picture("PNG", (40, 40))[:60]),
    ("encrypted", "a.pdf", files.protected_pdf()),
    ("encrypted", "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    ("encrypted", "a.ods", open_document(**{"META-INF__manifest_dot_xml": "<encryption-data/>"})),
    ("scripted", "a.pdf", pdf(OpenAction=script())),
    ("scripted", "a.pdf", pdf(Names=pikepdf.Dictionary(JavaScript=pikepdf.Dictionary()))),
    ("scripted", "a.pdf", pdf(AA=pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.Launch)))),
    ("attachment", "a.pdf", pdf(Names=pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary()))),
    ("macros", "a.docx", docx(word__vbaProject_dot_bin=b"\xd0\xcf\x11\xe0")),
    ("macros", "a.xlsx", files.packed({"[Content_Types].xml": "macroEnabled", "xl/workbook.xml": "x"})),
    ("macros", "a.ods", open_document(Basic__Standard__a_dot_xml="<x/>")),
    ("macros", "a.odt", open_document("text", "<office:script x='y'>")),
    ("fetches", "a.docx", docx(word___rels__document_dot_xml_dot_rels=FETCHED)),
    ("fetches", "a.xlsx", xlsx(xl__externalLinks__externalLink1_dot_xml="<x/>")),
    ("fetches", "a.docx", docx(word__document_dot_xml="<w>DDEAUTO c:\\\\cmd</w>")),
    ("fetches", "a.odt", open_document("text", '<draw:image xlink:href="https://elsewhere.example/i.png"/>')),
    ("damaged", "a.docx", docx(word___rels__document_dot_xml_dot_rels=ENTITIES)),
    ("damaged", "a.docx", files.packed({"[Content_Types].xml": "x", "word/document.xml": "x", "../up.xml": "x"})),
    ("file-within", "a.docx", docx(word__embeddings__a_dot_bin=docx())),
    ("packed-too-tightly", "a.docx", docx(word__media__a_dot_bmp=b"\0" * 3 * 1024 * 1024)),
]


def codes(name, content):
    return [problem.code for problem in problems_with_file(upload(name, content), most=MOST)]


@pytest.mark.parametrize("name", GOOD)
def test_what_is_what_it_is_called_is_taken(name):
    assert codes(name, GOOD[name]) == []


@pytest.mark.parametrize(("code", "name", "content"), BAD, ids=[f"{code} {name}" for code, name, _ in BAD])
def test_anything_else_is_refused_in_a_sentence_that_names_it(code, name, content):
    [problem] = problems_with_file(upload(name, content), most=MOST)

    assert problem.code == code
    assert problem.message.startswith(f"“{name}” ")
    assert problem.message.endswith(".")


def test_links_that_are_clicked_are_no_fault():
    assert codes("a.docx", docx(word___rels__document_dot_xml_dot_rels=LINKED)) == []


def test_an_archive_says_how_much_it_holds_before_it_is_unpacked(monkeypatch):
    many = docx(**{f"part{number}": "x" for number in range(archive.MOST_ENTRIES)})
    assert codes("a.docx", many) == ["too-many-parts"]

    monkeypatch.setattr(archive, "MOST_UNPACKED", 10)
    assert codes("a.docx", docx()) == ["unpacks-too-big"]


def test_a_password_on_a_zip_is_seen(monkeypatch):
    marked = bytearray(docx())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(signature)
        while at >= 0:
            marked[at + place] |= 1
            at = marked.find(signature, at + 4)
    assert zipfile.ZipFile(upload("a.zip", bytes(marked))).infolist()[0].flag_bits & 1

    assert codes("a.docx", bytes(marked)) == ["encrypted"]


def test_a_picture_too_big_to_show_is_not_opened(monkeypatch):
    monkeypatch.setattr(image, "MOST_PIXELS", 3)

    assert codes("a.png", picture("PNG")) == ["too-many-pixels"]


def test_the_facts_of_a_file():
    facts = facts_of(upload("..\\..\\Plan\u202e of 2026.PDF", b"abc"))

    assert (facts.name, facts.extension, facts.size) == ("Plan of 2026.PDF", "pdf", 3)
    assert facts.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("title", "name"),
    [("Property list (2026)", "property-list-2026.pdf"), ('"\r\n/../x', "x.pdf"), ("日本", "document.pdf")],
)
def test_a_download_has_a_plain_name(title, name):
    assert download_name(title, "pdf") == name


def test_format_and_size_in_words():
    assert format_and_size("pdf", 219_000) == "PDF, 214 KB"
    assert format_and_size("xlsx", 20 * 1024 * 1024) == "Excel, 20 MB"
    assert format_and_size("png", 1) == "PNG image, 1 byte"
