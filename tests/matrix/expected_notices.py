"""The notice: officers and approvers read it from the draft on, everybody takes it as open data once it is published."""

from tests.matrix.words import read

ANYTIME_SHOWN = read(
    """
eoi:notice-detail
    officers            page
    approver            page
eoi:notice-copy
    officers            page
    approver            page
eoi:notice-text-file
    officers            page
    approver            page
""",
    shown=True,
)

SHOWN = read(
    """
                        draft       open        closed      opened      scoring     concluded
eoi:notice-json
    everybody           absent      page        page        page        page        page
""",
    shown=True,
)

FORMS = read(
    """
                        draft       open        closed      opened      scoring     concluded
eoi:notice-record
    its-officers        not-now     form        form        form        form        form
""",
    shown=False,
)
