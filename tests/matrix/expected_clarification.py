"""Questions about an advert: partners ask while it takes them, its officers answer, approvers read, everybody reads the answers."""

from tests.matrix.words import read

# The question was asked by the partner's organisation while the advert was open, and waits.
SHOWN = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:question-list
    everybody           absent    page      page      page      page      page
eoi:clarification-mine
    partners            page
eoi:clarification-sent
    its-partners        absent    page      page      page      page      page
    other-partner       absent
eoi:clarification-list
    officers            page
    approver            page
eoi:clarification-detail
    its-officers        absent    page      page      page      page      page
    approver            absent    page      page      page      page      page
""",
    shown=True,
)

FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:clarification-ask
    partners            absent    form      not-now   not-now   not-now   not-now
eoi:clarification-publish
    its-officers        not-now
eoi:clarification-answer
    its-officers        absent    form      form      form      form      form
eoi:clarification-answer-privately
    its-officers        absent    form      form      form      form      form
eoi:clarification-reveal
    its-officers        absent    form      form      form      form      form
""",
    shown=False,
)
