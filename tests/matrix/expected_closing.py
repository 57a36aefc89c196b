"""After the closing time: who comes too late, and complete drafts that nobody submitted (P18)."""

from tests.matrix.words import read

SHOWN = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:expression-late
    its-partners        absent    onward    page      page      page      page
    other-partner       absent
eoi:availability-advert
    officers            absent    page      page      page      page      page
    approver            absent    page      page      page      page      page
    auditor             absent    page      page      page      page      page
eoi:availability-advert-file
    officers            absent    page      page      page      page      page
    approver            absent    page      page      page      page      page
    auditor             absent    page      page      page      page      page
eoi:unsubmitted-detail
    its-officers        page
    approver            page
    auditor             page
""",
    shown=True,
)

ANYTIME_SHOWN = read(
    """
eoi:availability-list
    officers            page
    approver            page
    auditor             page
eoi:availability-day
    officers            page
    approver            page
    auditor             page
eoi:availability-day-file
    officers            page
    approver            page
    auditor             page
""",
    shown=True,
)

FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:typed-text
    its-partners        absent    onward    onward    onward    onward    onward
    other-partner       absent
eoi:unsubmitted-ask
    approver            not-now   not-now   form      form      form      form
eoi:unsubmitted-decide
    approver            not-now   not-now   not-now   not-now   not-now   not-now
""",
    shown=False,
)
