"""What a word is. The browser counts the same texts in tests/browser/test_autosave.py."""

import pytest

from eoi.words import count_words

COUNTED = [
    ("", 0),
    (" \n\t ", 0),
    ("one two  three", 3),
    ("well-being is the council’s own", 5),
    ("it's - well - rock'n'roll", 5),
    ("no\u00a0break\u202fhere\u2009or\u3000there", 5),
    ("• first\n• second", 4),
    ("- first\n- second\n\n1. third", 6),
    ("line\u2028paragraph\u2029end", 3),
    ("zero\u200bwidth", 1),
    ("\ufeffmarked\ufeffbytes", 2),
    ("control\x1cseparated\x85next", 1),
    ("£21,888,848 (602 staff)", 3),
    ("naïve café 名前 🏗️", 4),
]


@pytest.mark.parametrize(("text", "number"), COUNTED)
def test_a_word_is_a_run_of_anything_but_white_space(text, number):
    assert count_words(text) == number


def test_nothing_has_no_words():
    assert count_words(None) == 0
