"""XML inside office files, read as such: in whatever encoding, with whatever quotes and references (DESIGN §10).

A document type is refused, because entities are declared in it; so is more than can be read in a second.
"""

from collections.abc import Callable, Iterable
from xml.parsers import expat

MOST_MARKUP = 48 * 1024 * 1024
MOST_ELEMENTS = 500_000

Attributes = dict[str, str]
TOO_MUCH = (
    "too-many-parts",
    "holds more text or cells than we can look through. Divide it, or save it as PDF, then choose that.",
)


class TooMuchMarkup(Exception):
    """Beyond what is read of one file."""


class Reader:
    """Reads the parts of one file, within one limit for all of them. Names come as `namespace name`."""

    def __init__(self) -> None:
        self.size = self.elements = 0

    def read(
        self,
        pieces: Iterable[bytes],
        begins: Callable[[str, Attributes], None],
        *,
        ends: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = self._counted(begins)
        if ends:
            parser.EndElementHandler = ends
        if text:
            parser.CharacterDataHandler = text
        for piece in pieces:
            self.size += len(piece)
            if self.size > MOST_MARKUP:
                raise TooMuchMarkup
            parser.Parse(piece, False)
        parser.Parse(b"", True)

    def _counted(self, begins: Callable[[str, Attributes], None]) -> Callable[[str, Attributes], None]:
        def counted(name: str, attributes: Attributes) -> None:
            self.elements += 1
            if self.elements > MOST_ELEMENTS:
                raise TooMuchMarkup
            begins(name, attributes)

        return counted


def local(name: str) -> str:
    """Without its namespace."""
    return name.rpartition(" ")[2]


def _refuse(*declaration: object) -> None:
    raise ValueError("No part of an office file declares a document type.")
