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
eoi:letter-list
    its-partners        absent    page      page      page      page      page
    other-partner       absent
eoi:letter-detail
    its-partners        absent    absent    absent    page      page      page
    other-partner       absent
eoi:letter-pdf
    its-partners        absent    absent    absent    page      page      page
    other-partner       absent
eoi:minutes-detail
    its-partners        absent    absent    absent    page      page      page
    other-partner       absent
eoi:minutes-pdf
    its-partners        absent    absent    absent    page      page      page
    other-partner       absent
eoi:letter-index
    its-officers        page
    approver            page
eoi:letter-manage
    its-officers        absent    absent    absent    page      page      page
    approver            absent    absent    absent    page      page      page
eoi:letter-print
    its-officers        absent    absent    absent    page      page      page
    approver            absent    absent    absent    page      page      page
eoi:minutes-index
    its-officers        page
    approver            page
eoi:minutes-manage
    its-officers        absent    absent    absent    page      page      page
    approver            absent    absent    absent    page      page      page
eoi:feedback-index
    its-officers        page
    approver            page
""",
    shown=True,
)

FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:expression-download
    its-partners        absent    form      form      form      form      form
    other-partner       absent
eoi:minutes-confirm
    its-partners        absent    absent    absent    choose    choose    choose
    other-partner       absent
eoi:minutes-correct
    its-partners        absent    absent    absent    form      form      form
    other-partner       absent
eoi:feedback-give
    its-partners        absent    not-now   form      form      form      form
    other-partner       absent
eoi:letter-write
    its-officers        not-now   not-now   not-now   form      form      form
eoi:letter-change
    its-officers        absent    absent    absent    form      form      form
eoi:letter-approve
    approver            absent    absent    absent    choose    choose    choose
eoi:letter-send
    its-officers        absent    absent    absent    not-now   not-now   not-now
eoi:minutes-record
    its-officers        not-now   not-now   not-now   form      form      form
eoi:minutes-answer
    its-officers        absent    absent    absent    form      form      form
eoi:retention-hold
    approver            form      form      form      not-now   not-now   not-now
eoi:retention-lift
    approver            absent    absent    absent    step      step      step
eoi:retention-delete
    approver            not-now
""",
    shown=False,
)

ANYTIME_SHOWN = read(
    """
eoi:retention-index
    officers            page
    approver            page
    auditor             page
eoi:retention-run
    officers            absent
    approver            absent
    auditor             absent
""",
    shown=True,
)
