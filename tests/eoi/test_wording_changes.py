"""What changed between two wordings, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoi.wording_changes import ADDED, REMOVED, SAME, Piece, changed_paragraphs, changes_between


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


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.", [[], [(ADDED, "Three.")]]),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", [[], [(REMOVED, "Two.")], []]),
        (
            "One two.\n\nRest.",
            "One three.\n\nRest.",
            [[(SAME, "One "), (REMOVED, "two"), (ADDED, "three"), (SAME, ".")], []],
        ),
        ("One.\n\nTwo.", "Other.", [[(REMOVED, "One.")], [(REMOVED, "Two.")], [(ADDED, "Other.")]]),
        ("", "One.", [[(ADDED, "One.")]]),
        ("One\ntwo.", "One two.", [[]]),
    ],
)
def test_of_a_long_text_only_the_paragraphs_that_differ_are_shown(old, new, shown):
    assert changed_paragraphs(old, new) == tuple(tuple(Piece(*piece) for piece in pieces) for pieces in shown)
