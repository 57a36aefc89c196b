"""Text as it comes out of Word, made plain: paragraphs and bullets are kept, the rest goes (P9). Pure.

Browsers without our script paste Word's own plain text, whose bullets are signs of its symbol fonts followed by a tab.
"""

import re

SOFT_LINE, HARD_SPACE = "\x0b", "\xa0"
NOT_SEEN = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\ufeff]")
SIGNS = "\u2022\u2023\u25aa\u25ab\u25a0\u25a1\u25cf\u25cb\u25e6\uf0b7\uf0a7\uf0d8\uf076\uf0fc"
BULLET = re.compile(rf"^[ \t]*(?:[{SIGNS}][ \t]*|[\xb7\xa7o\u2013\u2014*-]\t[ \t]*)(?=\S)", re.MULTILINE)
NUMBER = re.compile(r"^[ \t]*(\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\t[ \t]*(?=\S)", re.MULTILINE)


def plain(text: str) -> str:
    """Lines end in a line feed, bullets are `- `, numbers `1. `; invisible signs go. What is plain already stays as it is."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace(SOFT_LINE, "\n").replace(HARD_SPACE, " ")
    text = NOT_SEEN.sub("", text)
    return NUMBER.sub(r"\1 ", BULLET.sub("- ", text))
