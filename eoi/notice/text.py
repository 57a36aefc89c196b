"""The notice as plain text under the headings of the regulation, to be copied into the forms of the central platform (R2)."""

from collections.abc import Sequence

from eoi.models import Advert
from eoi.notice.content import Part

LINE = 72


def notice_text(advert: Advert, parts: Sequence[Part]) -> str:
    """No query. What is missing is said in its place, so that nobody copies half a notice unawares."""
    heading = f"Preliminary market engagement notice (UK2): {advert.reference}"
    return "\n\n".join([f"{heading}\n{'=' * min(len(heading), LINE)}", *(_block(part) for part in parts)]) + "\n"


def _block(part: Part) -> str:
    heading = f"({part.letter}) {part.heading}"
    missing = [f"[Missing: {problem.message}]" for problem in part.problems]
    return "\n".join([heading, "-" * min(len(heading), LINE), *part.lines, *missing])
