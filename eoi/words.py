"""What a word is, for every limit and every count: a run of anything but white space.

The counter under a text box (static/src/words.js, `/\\S+/g`) counts the same way, so that page and server agree to the word. White space
is what JavaScript takes for it; Python's own `split` also divides at a few control characters, and not at U+FEFF. So “well-being”
and “council’s” are one word each, a non-breaking space divides words as any space does, and a bullet that stands alone is one.
"""

import re

WHITE_SPACE = "\t\n\x0b\x0c\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
WORD = re.compile(f"[^{WHITE_SPACE}]+")


def count_words(text: str | None) -> int:
    return sum(1 for _ in WORD.finditer(text or ""))
