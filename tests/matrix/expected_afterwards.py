"""What follows a submission: its organisation's people only (DESIGN §5)."""

from tests.matrix.words import read

# Nothing was withdrawn.
SHOWN = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:expression-status
    its-partners        absent    page      page      page      page      page
    other-partner       absent
eoi:withdrawal-receipt
    partners            absent
""",
    shown=True,
)

FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:expression-download
    its-partners        absent    form      form      form      form      form
    other-partner       absent
""",
    shown=False,
)
