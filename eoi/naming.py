"""Names found in words that everybody will read. Pure: texts in, names out (R1, ADR 0024)."""

import re
import unicodedata
from collections.abc import Iterable

LEGAL_FORMS = frozenset({"ltd", "limited", "plc", "llp", "lp", "cic", "cio", "inc", "incorporated", "llc"})
POSSESSIVE = re.compile(r"['’]s\b")
APOSTROPHE = re.compile("['’]")
WORD = re.compile(r"[\w.+-]+@[\w.-]+\w|\w+")
SHORTEST = 2  # letters


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Those of `names` that the text contains as whole words: whatever the case, the punctuation, or the legal form behind."""
    words = f" {_plain(text)} "
    found = {name for name in names if any(f" {form} " in words for form in _forms(name))}
    return sorted(found, key=lambda name: (name.casefold(), name))


def _forms(name: str) -> set[str]:
    """As it is written, without its legal form, and without the article in front."""
    words = _plain(name).split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    short = words[1:] if len(words) > 1 and words[0] == "the" else words
    forms = {" ".join(words), " ".join(short)}
    return {form for form in forms if len(form) >= SHORTEST}


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    return " ".join(WORD.findall(APOSTROPHE.sub("", POSSESSIVE.sub("", folded))))
