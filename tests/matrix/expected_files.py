"""Supporting files: their organisation's, and after the opening of those who may read the submission that holds them."""

from tests.matrix.words import read

SHOWN = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:file-download
    its-partners        absent    page      page      page      page      page
    other-partner       absent
eoi:submission-own-file
    its-partners        absent    page      page      page      page      page
    other-partner       absent
eoi:submission-file
    signed-in           absent
    its-officers        absent    absent    absent    page      page      page
    approver            absent    absent    absent    page      page      page
    auditor             absent    absent    absent    page      page      page
    chair               absent    absent    absent    absent    page      page
    evaluator           absent    absent    absent    absent    page      page
""",
    shown=True,
)

FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:file-list
    its-partners        absent    form      not-now   not-now   not-now   not-now
    other-partner       absent
eoi:file-edit
    its-partners        absent    form      not-now   not-now   not-now   not-now
    other-partner       absent
eoi:file-remove
    its-partners        absent    step      not-now   not-now   not-now   not-now
    other-partner       absent
eoi:file-put-back
    its-partners        absent    step      not-now   not-now   not-now   not-now
    other-partner       absent
""",
    shown=False,
)
