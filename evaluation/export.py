"""The ranking as CSV, safe to open in a spreadsheet: no cell can be taken for a formula."""

import csv
import io

from eoi.spreadsheets import BYTE_ORDER_MARK, safe_cell
from eoi.templatetags.numbers import decimal2
from evaluation.ranking import Ranking, Row

NOT_A_DECISION = (
    "A rank is an aid to choosing whom to talk to first. It is not a decision, and no contract follows from it."
)
REDACTED = "Not shown: you declared a conflict of interest about this organisation."


def ranking_csv(ranking: Ranking) -> str:
    """One row a submission, in the order of the ranking, then the sentence that belongs to it (S6)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe_cell(heading) for heading in _headings(ranking)])
    for row in ranking.rows:
        writer.writerow([safe_cell(cell) for cell in _cells(row, len(ranking.criteria))])
    writer.writerow([NOT_A_DECISION])
    return BYTE_ORDER_MARK + out.getvalue()


def _headings(ranking: Ranking) -> list[str]:
    fixed = ["Rank", "Organisation", "Submission", "Total", "Total, unrounded", "Lowest total", "Highest total"]
    fixed += ["Evaluators counted"]
    for criterion in ranking.criteria:
        title = f"{criterion.wording.objective.number} {criterion.wording.short_title}"
        fixed += [f"{title}: mean", f"{title}: spread", f"{title}: evaluators who found it not addressed"]
    return [*fixed, "Note"]


def _cells(row: Row, criteria: int) -> list[str]:
    if row.result is None:
        return ["", row.organisation_name, row.submission.reference, *[""] * (5 + 3 * criteria), REDACTED]
    result = row.result
    cells = [
        str(result.rank or ""),
        row.organisation_name,
        row.submission.reference,
        decimal2(result.total),
        "" if result.total is None else str(result.total),
        decimal2(result.low),
        decimal2(result.high),
        str(len(result.individual_totals)),
    ]
    for part in result.criteria:
        cells += [decimal2(part.mean), decimal2(part.spread), str(part.not_addressed_count)]
    cells += [""] * (3 * (criteria - len(result.criteria)))
    return [*cells, "" if result.rank else "Not scored: no evaluator locked scores for this submission."]
