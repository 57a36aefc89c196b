"""Changes of a published advert, more time, withdrawal (P5, P20). Somebody asked for more time; nothing changed materially."""

from tests.matrix.words import read

SHOWN = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:advert-change-list
    officers            page
    approver            page
eoi:extension-list
    its-officers        page
    approver            page
""",
    shown=True,
)

FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:advert-change-create
    its-officers        not-now   form      not-now   not-now   not-now   not-now
eoi:advert-extend
    its-officers        not-now   form      not-now   not-now   not-now   not-now
eoi:advert-withdraw
    approver            not-now   form      form      not-now   not-now   not-now
eoi:extension-grant
    approver            absent    form      not-now   not-now   not-now   not-now
eoi:extension-decline
    approver            absent    form      not-now   not-now   not-now   not-now
eoi:submission-reconfirm
    its-partners        absent    not-now   not-now   not-now   not-now   not-now
    other-partner       absent
eoi:extension-ask
    its-partners        absent    form      not-now   not-now   not-now   not-now
    other-partner       absent
""",
    shown=False,
)
