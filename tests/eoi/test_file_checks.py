"""What is known of a file, and the limits that the corpus (tests/eoi/files) has no patience to reach (DESIGN §10)."""

import pytest

from eoi.file_checks import archive, download_name, facts_of, format_and_size, image, problems_with_file
from tests.factories.files import docx, picture, upload

MOST = 1024 * 1024


def codes(name, content):
    return [problem.code for problem in problems_with_file(upload(name, content), most=MOST)]


def test_an_archive_says_how_much_it_holds_before_it_is_unpacked(monkeypatch):
    many = docx(**{f"part{number}": "x" for number in range(archive.MOST_ENTRIES)})
    assert codes("a.docx", many) == ["too-many-parts"]

    monkeypatch.setattr(archive, "MOST_UNPACKED", 10)
    assert codes("a.docx", docx()) == ["unpacks-too-big"]


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
