"""What one edition of an answer changed of the one before, in words that are there now and words that were. Pure.

Comparing two long texts word by word takes time that grows with both lengths: what both begin and end with is left out of the
comparison, and where what remains is very long it is shown as taken out and put in as a whole.
"""

from dataclasses import dataclass
from functools import cached_property

from eoi.wording_changes import ADDED, REMOVED, SAME, WORDS, Piece, changes_between
from eoi.words import count_words

MOST_COMPARED = 300_000  # words of the one times words of the other: about a fifth of a second at worst
WORDS_AROUND = 12


@dataclass(frozen=True)
class AnswerChanges:
    """`pieces` in reading order; unchanged words are shown only around what changed."""

    earlier: str
    text: str

    @cached_property
    def pieces(self) -> list[Piece]:
        return _shortened(difference(self.earlier, self.text))

    @property
    def is_first(self) -> bool:
        return bool(self.text.strip()) and not self.earlier.strip()

    @property
    def added(self) -> int:
        return sum(count_words(piece.text) for piece in self.pieces if piece.kind == ADDED)

    @property
    def removed(self) -> int:
        return sum(count_words(piece.text) for piece in self.pieces if piece.kind == REMOVED)


def difference(old: str, new: str) -> list[Piece]:
    before, after = WORDS.findall(old), WORDS.findall(new)
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    old_middle, new_middle = before[start : len(before) - end], after[start : len(after) - end]
    if len(old_middle) * len(new_middle) > MOST_COMPARED:
        middle = [Piece(REMOVED, "".join(old_middle)), Piece(ADDED, "".join(new_middle))]
    else:
        middle = changes_between("".join(old_middle), "".join(new_middle))
    same = [
        Piece(SAME, "".join(_longer_spaces(before[:start], after[:start]))),
        *middle,
        Piece(SAME, "".join(after[len(after) - end :])),
    ]
    return [piece for piece in same if piece.text]


def _longer_spaces(before: list[str], after: list[str]) -> list[str]:
    """What both begin with; where one of them ends there, what comes next in the other keeps its distance."""
    return [*after[:-1], max(before[-1], after[-1], key=len)] if after else []


def _alike(before: list[str], after: list[str]) -> int:
    """With how many words both begin; white space is no difference."""
    number = 0
    for one, other in zip(before, after, strict=False):
        if one.strip() != other.strip():
            return number
        number += 1
    return number


def _shortened(pieces: list[Piece]) -> list[Piece]:
    """Long stretches that did not change are cut to the words next to what did."""
    last = len(pieces) - 1
    return [
        Piece(SAME, _around(piece.text, is_first=place == 0, is_last=place == last)) if piece.kind == SAME else piece
        for place, piece in enumerate(pieces)
    ]


def _around(text: str, *, is_first: bool, is_last: bool) -> str:
    words = WORDS.findall(text)
    if len(words) <= 2 * WORDS_AROUND:
        return text
    head = "" if is_first else "".join(words[:WORDS_AROUND])
    tail = "" if is_last else "".join(words[-WORDS_AROUND:])
    return f"{head}… {tail}"
