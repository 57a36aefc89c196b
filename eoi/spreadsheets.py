"""CSV that is safe to open in a spreadsheet: no cell can be taken for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"  # tells spreadsheets that the file is UTF-8


def safe_cell(text: str) -> str:
    """Text that a spreadsheet would calculate is marked as text with an apostrophe."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """One row after the other, for a response that streams."""
    yield BYTE_ORDER_MARK
    for row in rows:
        out = io.StringIO()
        csv.writer(out).writerow([safe_cell(cell) for cell in row])
        yield out.getvalue()
