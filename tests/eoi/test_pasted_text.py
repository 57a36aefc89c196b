"""Word's plain text made plain: bullets and paragraphs stay, invisible signs go, nothing else is touched (P9)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eoi.pasted_text import plain


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("One\r\nTwo\rThree", "One\nTwo\nThree"),
        ("•\tFirst\n•\tSecond", "- First\n- Second"),
        ("\uf0b7\tSymbol font", "- Symbol font"),
        ("·\tMiddle dot\no\tRound\n§\tWingdings", "- Middle dot\n- Round\n- Wingdings"),
        ("\t•  Indented", "- Indented"),
        ("1.\tFirst\n(a)\tWithin\niv)\tFourth", "1. First\n(a) Within\niv) Fourth"),
        ("Soft\x0bline", "Soft\nline"),
        ("soft\xadhyphen, zero\u200bwidth, \ufeffmark", "softhyphen, zerowidth, mark"),
        ("10\xa0000 people", "10 000 people"),
        ("bell\x07 and escape\x1b", "bell and escape"),
    ],
)
def test_what_word_writes_is_made_plain(pasted, kept):
    assert plain(pasted) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "o is a letter and § a sign",
        "- typed bullet\n- another",
        "A table\tstays\ttabbed",
        "2 x 3 * 4 – five",
        "“Quotes”, £5, naïve, 漢字, 👩\u200d👧",
        "One\n\nTwo\n  indented",
        "•",
    ],
)
def test_what_was_typed_plainly_stays(typed):
    assert plain(typed) == typed


@settings(deadline=None)
@given(st.text())
def test_making_it_plain_twice_changes_nothing_more(text):
    assert plain(plain(text)) == plain(text)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "Zs", "Sc"), exclude_characters="\xa0")))
def test_no_letter_is_lost(text):
    letters = [sign for sign in text if sign.isalpha()]

    assert [sign for sign in plain(text) if sign.isalpha()] == letters
