"""Documents for a committee: one content, two ways of printing, and nothing that was typed is taken for markup."""

import re
import zlib
from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string

from eoi.documents import Document, Section, pdf_of
from eoi.templatetags.documents import beside

MADE = datetime(2026, 3, 2, 9, 30, 15, 123, tzinfo=UTC)
TYPED = "A *bold* #panic() claim, $x^2$, <script>alert(1)</script> @nobody \\ “quoted” £21,888,848"


def document(*sections: Section) -> dict:
    return Document("Decision paper", "SAL-2026-014", [["Made", "2 March 2026"]], list(sections), "Closing").as_data()


def full() -> dict:
    section = Section("All kinds").heading("Beneath").text(f"{TYPED}\n\nSecond\nline").facts([("Name", TYPED)])
    section.items([TYPED, "two"]).table("Milestones", ["What", "When"], [[TYPED, "3 March"]] * 60)
    return document(section)


def test_it_is_tagged_named_and_says_that_it_is_pdf_ua():
    pdf = pdf_of(full(), made_at=MADE)

    assert pdf.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in pdf
    assert b"/Lang" in pdf
    streams = [
        zlib.decompress(found)
        for found in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
        if found[:1] == b"x"
    ]
    said = b"".join([pdf, *streams])
    assert b"pdfuaid:part" in said
    assert b"Decision paper" in said


def test_the_same_content_and_time_give_the_same_bytes():
    assert pdf_of(full(), made_at=MADE) == pdf_of(full(), made_at=MADE)


@pytest.mark.parametrize(
    "section", [Section("Empty"), Section("T").text(""), Section("T").facts([]), Section("T").items([])]
)
def test_nothing_in_a_section_is_no_failure(section):
    assert pdf_of(document(section), made_at=MADE)


@pytest.mark.parametrize(
    ("cells", "is_figure"),
    [
        (["1,260", "14,300"], True),
        (["£3,344,624"], True),
        (["31 %", "9.7 %"], True),
        (["31 %", "13.1 days"], False),
        (["1,260", ""], False),
        (["2001/02"], False),
    ],
)
def test_a_column_of_nothing_but_figures_is_told_from_others(cells, is_figure):
    block = {"columns": ["Number"], "rows": [[cell] for cell in cells]}

    assert beside(["Number"], block) == [("Number", is_figure)]


def test_a_table_without_rows_says_so():
    assert Section("Plan").table("Milestones", ["What"], []).blocks == [
        {"kind": "text", "paragraphs": ["Milestones: none."]}
    ]


def test_the_page_says_the_same_and_escapes_what_was_typed():
    page = render_to_string("_components/document.html", {"document": full()})

    assert "A *bold* #panic() claim" in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert page.count("<tr>") == 61
    assert '<th scope="col">When</th>' in page
