"""What one text changed of another, in bounded time."""

import time

from hypothesis import given
from hypothesis import strategies as st

from eoi.answer_changes import AnswerChanges, difference
from eoi.wording_changes import ADDED, REMOVED


def kinds(old, new):
    return [(piece.kind, piece.text.strip()) for piece in difference(old, new)]


def test_a_word_put_in_and_a_word_taken_out_are_marked():
    assert kinds("We help people today.", "We help all people.") == [
        ("same", "We help"),
        ("added", "all"),
        ("same", "people"),
        ("removed", "today"),
        ("same", "."),
    ]


def test_words_are_counted():
    changes = AnswerChanges("one two three", "one four five six three")

    assert (changes.added, changes.removed) == (3, 1)


def test_white_space_alone_is_no_change():
    assert AnswerChanges("one\ntwo", "one  two").added == 0


def test_long_stretches_that_did_not_change_are_cut():
    same = "word " * 500
    [before, added, after] = AnswerChanges(f"{same}{same}", f"{same}new {same}").pieces

    assert added.kind == ADDED
    assert all("…" in piece.text for piece in (before, after))
    assert len(before.text) < 200


def test_two_long_texts_without_a_word_in_common_are_compared_in_no_time():
    old, new = " ".join(f"a{number}" for number in range(15_000)), " ".join(f"b{number}" for number in range(15_000))
    began = time.monotonic()

    pieces = AnswerChanges(old, new).pieces

    assert [piece.kind for piece in pieces] == [REMOVED, ADDED]
    assert time.monotonic() - began < 2


def test_what_is_put_in_or_taken_out_at_the_end_stands_apart():
    for old, new in (("One.", "One.\n\nTwo."), ("One.\n\nTwo.", "One.")):
        assert [piece.text for piece in difference(old, new)] == ["One.\n\n", "Two."]


def test_a_text_where_there_was_none_is_the_first():
    assert AnswerChanges("", "Words").is_first
    assert not AnswerChanges("", "").is_first
    assert not AnswerChanges("Words", "").is_first


@given(st.text(alphabet="ab .\n", max_size=60), st.text(alphabet="ab .\n", max_size=60))
def test_the_new_text_can_be_read_from_the_pieces(old, new):
    shown = "".join(piece.text for piece in difference(old, new) if piece.kind != REMOVED)

    assert shown.split() == new.split() or "".join(shown.split()) == "".join(new.split())
