"""The words in a PDF, as far as a test needs them: each page's text decoded with the character map of each of its fonts.

Which font a run of text is set in is not looked up, so beside the words stands nonsense from the other fonts; a word that is there
is found. Words are joined as they stand, without the breaks between lines.
"""

import re
import zlib

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
PAIR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
PLAIN = rb"[^()\\]|\\."
INNERMOST = rb"\((?:" + PLAIN + rb")*\)"  # pairs of brackets within a string stand as they are
INNER = rb"\((?:" + PLAIN + rb"|" + INNERMOST + rb")*\)"
STRING = re.compile(rb"\(((?:" + PLAIN + rb"|" + INNER + rb")*)\)", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words_in(document: bytes) -> str:
    """What each font makes of the text, one after the other, and the document's own plain characters."""
    streams = [*_streams(document)]
    maps = [_character_map(stream) for stream in streams if b"beginbfchar" in stream]
    texts = [_codes(stream) for stream in streams if b"BT" in stream and b"Tf" in stream]
    found = ["".join(letters.get(code, "") for code in codes) for letters in maps for codes in texts]
    plain = b" ".join([document, *streams]).replace(b"\0", b"").decode("latin-1")
    return " ".join([*found, plain])


def _streams(document: bytes):
    for stream in STREAM.findall(document):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            yield stream


def _character_map(stream: bytes) -> dict[int, str]:
    """From the codes of a font to characters."""
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for code, text in PAIR.findall(stream)
    }


def _codes(stream: bytes) -> list[int]:
    """The codes of the text in order, two bytes each; kerning is left out."""
    text = b"".join(ESCAPE.sub(_unescaped, string) for string in STRING.findall(stream))
    return [int.from_bytes(text[start : start + 2], "big") for start in range(0, len(text), 2)]


def _unescaped(match: "re.Match[bytes]") -> bytes:
    what = match.group(1)
    if what.isdigit():
        return bytes([int(what, 8)])
    return ESCAPES.get(what, what)
