"""What templates ask of a text: how many words, its paragraphs, a digest in readable groups."""

import re
from dataclasses import dataclass

from django import template

from eoi.words import count_words

register = template.Library()


@dataclass(frozen=True)
class Paragraph:
    number: int
    text: str


@register.filter
def words(text: str | None) -> int:
    """How many words, as everywhere."""
    return count_words(text)


@register.filter
def numbered_paragraphs(text: str | None) -> list[Paragraph]:
    """Paragraphs, divided by blank lines, numbered from 1 so that a rationale can cite ¶2."""
    parts = re.split(r"\n\s*\n", (text or "").replace("\r\n", "\n"))
    found = [part.strip() for part in parts if part.strip()]
    return [Paragraph(number, part) for number, part in enumerate(found, start=1)]


@register.filter
def digest_groups(digest: str | None) -> str:
    """A digest in groups of four characters, so that two people can compare it on the telephone."""
    text = digest or ""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
