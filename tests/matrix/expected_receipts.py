"""Receipts: an organisation's own, and the check that is open to everybody (DESIGN §5)."""

from tests.matrix.words import Expected, read

SHOWN = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:submission-receipt-pdf
    its-partners        absent    page      page      page      page      page
    other-partner       absent
eoi:reminder-preview
    officers            page
    approver            page
eoi:submission-content-json
    its-partners        absent    page      page      page      page      page
    other-partner       absent
""",
    shown=True,
)

FORMS: dict[str, Expected] = {}

ANYTIME_SHOWN = read(
    """
eoi:receipt-verifier
    everybody           page
eoi:receipt-specification
    everybody           page
""",
    shown=True,
)

ANYTIME_FORMS = read(
    """
eoi:receipt-check
    everybody           form
""",
    shown=False,
)
