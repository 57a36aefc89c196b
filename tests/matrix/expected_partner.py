"""What everybody reads, and the partners' own pages of an expression of interest (DESIGN §5)."""

from tests.matrix.words import read

SHOWN = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:advert-list
    everybody           page
eoi:start
    signed-in           onward
    lead-member         page
eoi:advert-detail
    everybody           absent    page      page      page      page      page
eoi:closing-record-detail
    everybody           absent    page      page      page      page      page
eoi:closing-record-text
    everybody           absent    onward    page      page      page      page
eoi:question-set-word
    everybody           absent    page      page      page      page      page
eoi:question-set-text
    everybody           absent    page      page      page      page      page
eoi:partner-start
    partners            page
eoi:expression-detail
    its-partners        absent    page      page      page      page      page
    other-partner       absent
eoi:expression-check
    its-partners        absent    page      page      page      page      page
    other-partner       absent
eoi:answers-word
    its-partners        absent    page      page      page      page      page
    other-partner       absent
eoi:answers-text
    its-partners        absent    page      page      page      page      page
    other-partner       absent
eoi:submission-receipt
    its-partners        absent    page      page      page      page      page
    other-partner       absent
eoi:submission-receipt-json
    its-partners        absent    page      page      page      page      page
    other-partner       absent
""",
    shown=True,
)

# Both organisations have begun: who starts a second time is led to the first.
FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:expression-start
    partners            absent    step      step      step      step      step
eoi:answer-edit
    its-partners        absent    choose    not-now   not-now   not-now   not-now
    other-partner       absent
eoi:needs-edit
    its-partners        absent    step      not-now   not-now   not-now   not-now
    other-partner       absent
eoi:assistance-ask
    contributor         absent    no        no        no        no        no
    partner             absent    form      not-now   not-now   not-now   not-now
    other-partner       absent
eoi:expression-submit
    its-partners        absent    check     late      late      late      late
    other-partner       absent
eoi:expression-withdraw
    its-partners        absent    step      not-now   not-now   not-now   not-now
    other-partner       absent
""",
    shown=False,
)
