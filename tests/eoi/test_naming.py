"""Names found in words that everybody will read: whatever their case, punctuation and legal form."""

import pytest

from eoi.naming import names_in

VANTAGEWELL = "Vantagewell Ltd"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vantagewell asks.", VANTAGEWELL),
        ("Does VANTAGEWELL LIMITED qualify?", VANTAGEWELL),
        ("In Vantagewell’s view", VANTAGEWELL),
        ("Smith & Jones may.", "Smith and Jones PLC"),
        ("halden-marsh", "Halden Marsh plc"),
        ("The lrwell and Irwell Trust", "The Irwell Trust"),
        ("Write to kim@vantagewell.example please", "kim@vantagewell.example"),
        ("Ｖantagewell", VANTAGEWELL),  # full-width letters read the same
        ("We, company 01234567, ask", "01234567"),
    ],
)
def test_a_name_is_found(text, name):
    assert names_in(text, [name]) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [("Vantagewellness", VANTAGEWELL), ("A vantage well placed", VANTAGEWELL), ("limited", VANTAGEWELL), ("x", "X")],
)
def test_a_part_of_a_word_or_a_legal_form_alone_is_no_name(text, name):
    assert names_in(text, [name]) == []


def test_each_name_is_found_once_in_order():
    assert names_in("Beta and Alpha, then Beta", ["Beta Ltd", "Alpha", "Gamma"]) == ["Alpha", "Beta Ltd"]
