"""What changed between two wordings, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoi.wording_changes import ADDED, REMOVED, SAME, Piece, changes_between


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", []),
        ("One two.", "One two.", [(SAME, "One two.")]),
        ("One two.", "One three two.", [(SAME, "One "), (ADDED, "three "), (SAME, "two.")]),
        ("One two three.", "One three.", [(SAME, "One "), (REMOVED, "two "), (SAME, "three.")]),
        ("invest again.", "invest again in services.", [(SAME, "invest again "), (ADDED, "in services"), (SAME, ".")]),
        ("people's job", "people’s job", [(REMOVED, "people's "), (ADDED, "people’s "), (SAME, "job")]),
        ("One  two", "One\ntwo", [(SAME, "One\ntwo")]),
    ],
)
def test_words_that_came_and_went_are_marked(old, new, pieces):
    assert changes_between(old, new) == [Piece(*piece) for piece in pieces]


@given(st.text("ab .,’\n", max_size=40), st.text("ab .,’\n", max_size=40))
def test_nothing_of_the_new_text_is_lost(old, new):
    shown = "".join(piece.text for piece in changes_between(old, new) if piece.kind != REMOVED)

    assert "".join(shown.split()) == "".join(new.split())
