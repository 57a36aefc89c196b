"""What changed between two wordings, word by word: for `<ins>` and `<del>` on a page. Pure: texts in, pieces out."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

SAME, ADDED, REMOVED = "same", "added", "removed"
WORDS = re.compile(r"(?:\w[\w’'-]*|[^\w\s])\s*")  # a mark of punctuation counts as a word of its own


@dataclass(frozen=True)
class Piece:
    """A run of words; `kind` is "same", "added" or "removed"."""

    kind: str
    text: str


def changes_between(old: str, new: str) -> list[Piece]:
    """The new text with what was taken out of the old one left in, in reading order. White space alone is no change."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    matcher = SequenceMatcher(None, _bare(before), _bare(after), autojunk=False)
    pieces: list[Piece] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(SAME, "".join(after[new_start:new_end])))
            continue
        if start < end:
            pieces.append(Piece(REMOVED, "".join(before[start:end])))
        if new_start < new_end:
            pieces.append(Piece(ADDED, "".join(after[new_start:new_end])))
    return pieces


@lru_cache(maxsize=256)
def changed_paragraphs(old: str, new: str) -> tuple[tuple[Piece, ...], ...]:
    """Only the paragraphs that differ, word by word; an empty one stands where some that stayed are left out.

    For a long text of which little changed. Remembered, because public pages ask for the same ones.
    """
    before, after = _paragraphs(old), _paragraphs(new)
    matcher = SequenceMatcher(None, _spaced(before), _spaced(after), autojunk=False)
    found: list[tuple[Piece, ...]] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            found.append(())
        elif len(before[start:end]) == len(after[new_start:new_end]):
            found += [
                tuple(changes_between(*pair)) for pair in zip(before[start:end], after[new_start:new_end], strict=True)
            ]
        else:
            found += [(Piece(REMOVED, words),) for words in before[start:end]]
            found += [(Piece(ADDED, words),) for words in after[new_start:new_end]]
    return tuple(found)


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def _spaced(paragraphs: list[str]) -> list[str]:
    """White space alone is no change."""
    return [" ".join(words.split()) for words in paragraphs]


def _bare(words: list[str]) -> list[str]:
    return [word.strip() for word in words]
