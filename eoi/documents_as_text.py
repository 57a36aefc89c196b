"""A document as plain text, for whoever works in a mail or an editor. Pure; unwrapped, so that lines can be copied."""

from collections.abc import Iterator
from typing import Any

BETWEEN = "\n\n"


def text_of(document: dict[str, Any]) -> str:
    """Headings underlined, bullets as hyphens, names and values with a colon. Ends with a line feed."""
    facts = "\n".join(f"{name}: {value}" for name, value in document["facts"])
    parts = [_underlined(document["title"], "="), document["subtitle"], facts]
    for section in document["sections"]:
        parts.append(_underlined(section["title"], "-"))
        parts += [words for block in section["blocks"] for words in _block(block)]
    return BETWEEN.join([*filter(None, parts), document["closing"]]).rstrip() + "\n"


def _block(block: dict[str, Any]) -> Iterator[str]:
    match block["kind"]:
        case "text":
            yield from block["paragraphs"]
        case "heading":
            yield block["text"]
        case "items":
            yield "\n".join(f"- {item}" for item in block["items"])
        case "facts":
            yield "\n".join(f"{name}: {value}" for name, value in block["rows"])
        case "room":
            yield f"{block['label']}\n\n{block['text']}".rstrip() + "\n"
        case kind:
            raise ValueError(f"A text has no way to show {kind}.")


def _underlined(words: str, line: str) -> str:
    return f"{words}\n{line * len(words)}"
