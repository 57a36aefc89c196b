"""Two texts of an answer, its history, and bringing an earlier one back: the organisation's own people only."""

from tests.matrix.words import read

SHOWN = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:answer-history
    its-partners        absent    page      page      page      page      page
    other-partner       absent
""",
    shown=True,
)

# The text that is restored stands already, so that nothing is in its way while the advert is open.
FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:answer-settle
    its-partners        absent    form      form      form      form      form
    other-partner       absent
eoi:answer-restore
    its-partners        absent    step      not-now   not-now   not-now   not-now
    other-partner       absent
""",
    shown=False,
)
