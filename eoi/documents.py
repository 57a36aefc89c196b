"""Documents for a committee or the public: one content, printed as a page and as a tagged PDF (PDF/UA-1), so that both say the same.

A document is plain data (JSON), so that it can be kept with the decision that was taken on it and printed again years later.
What people typed reaches the PDF as data and never as markup.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

Block = dict[str, Any]
SOURCE = Path(settings.BASE_DIR) / "templates" / "documents" / "document.typ"


@dataclass
class Section:
    """A heading and what stands beneath it. The builders take plain texts; a text's blank lines part its paragraphs.

    `key` names the section in the address of the page that shows it.
    """

    title: str
    blocks: list[Block] = field(default_factory=list)
    key: str = ""

    def text(self, words: str) -> "Section":
        """Paragraphs, as somebody wrote them."""
        return self._add(kind="text", paragraphs=[part.strip() for part in words.split("\n\n") if part.strip()])

    def heading(self, words: str) -> "Section":
        """A heading beneath the section's."""
        return self._add(kind="heading", text=words)

    def facts(self, rows: Iterable[tuple[str, str]]) -> "Section":
        """Names and values."""
        return self._add(kind="facts", rows=[list(row) for row in rows])

    def items(self, texts: Iterable[str]) -> "Section":
        return self._add(kind="items", items=list(texts))

    def table(self, caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> "Section":
        """A table with a caption. Says in words when it has no rows."""
        found = [list(row) for row in rows]
        if not found:
            return self.text(f"{caption}: none.")
        return self._add(kind="table", caption=caption, columns=list(columns), rows=found)

    def files(self, caption: str, rows: Iterable[dict[str, str]]) -> "Section":
        """Files that go with the document: title, description, facts (`PDF, 214 KB`), digest, and by what they are found."""
        return self._add(kind="files", caption=caption, files=list(rows))

    def room(self, label: str, text: str = "") -> "Section":
        """Room to write in, filled so far with `text`. For files that people work in; not printed as a page or a PDF."""
        return self._add(kind="room", label=label, text=text)

    def _add(self, **block: Any) -> "Section":
        self.blocks.append(block)
        return self


@dataclass
class Document:
    """`facts` stand under the title; `closing` is the last line of each page. A long one begins with a list of its contents."""

    title: str
    subtitle: str
    facts: list[list[str]]
    sections: list[Section]
    closing: str = ""
    has_contents: bool = False

    def as_data(self) -> dict[str, Any]:
        """For keeping as JSON, and for both ways of printing."""
        return asdict(self)


def pdf_of(document: dict[str, Any], *, made_at: datetime) -> bytes:
    """The document as PDF/UA-1. About a tenth of a second for ten pages; the same content and time give the same bytes."""
    return typst.compile(
        _source(),
        format="pdf",
        sys_inputs={"document": json.dumps(document), "language": "en"},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=made_at.astimezone(UTC).replace(microsecond=0),
    )


@cache
def _source() -> bytes:
    return SOURCE.read_bytes()
