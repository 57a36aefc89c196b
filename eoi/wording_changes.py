"""What changed between two wordings, word by word: for `<ins>` and `<del>` on a page. Pure: texts in, pieces out."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

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


def _bare(words: list[str]) -> list[str]:
    return [word.strip() for word in words]
