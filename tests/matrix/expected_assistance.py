"""Assistance: the officer who enters, the one who reads back, the organisation that asked; nobody else learns of it (DESIGN §5)."""

from tests.matrix.words import read

# The partner asked the other officer, who does not run the advert, and has not said yes.
ANYTIME_SHOWN = read(
    """
eoi:assistance-list
    officers            page
eoi:assistance-detail
    officers            absent
    other-officer       page
    its-partners        page
    other-partner       absent
""",
    shown=True,
)

ANYTIME_FORMS = read(
    """
eoi:assistance-record
    officers            form
eoi:assistance-begin
    officers            absent
    other-officer       step
eoi:assistance-enter
    officers            absent
    other-officer       not-now
eoi:assistance-read-back
    officers            absent
    other-officer       not-now
    partner             not-now
    other-partner       absent
eoi:assistance-end
    officers            absent
    other-officer       step
    partner             step
    other-partner       absent
""",
    shown=False,
)
