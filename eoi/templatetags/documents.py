"""Tables of documents: columns of figures are aligned to the right, as in their PDF (templates/documents/document.typ)."""

import re
from typing import Any

from django import template

register = template.Library()
FIGURE = re.compile(r"[+−-]?£?[0-9][0-9,.]*( ?%)?")


@register.filter
def beside(row: list[str], block: dict[str, Any]) -> list[tuple[str, bool]]:
    """Each cell with whether its column holds nothing but figures."""
    return list(zip(row, _are_figures(block), strict=True))


def _are_figures(block: dict[str, Any]) -> list[bool]:
    return [all(FIGURE.fullmatch(cell) for cell in column) for column in zip(*block["rows"], strict=True)]
