"""Known issues: service managers, officers, approvers and panels read; who keeps changes; keepers and officers release (DESIGN §5).

The issue of the addresses is of the whole of Corporate Services, open and internal: any service manager keeps it. The service
manager of the matrix keeps no service.
"""

from tests.matrix.words import read

# Whose answers hang on no advert.
ANYTIME_SHOWN = read(
    """
eoi:issue-list
    service-manager     page
    officers            page
    approver            page
    evaluators          page
eoi:issue-detail
    service-manager     page
    officers            page
    approver            page
    evaluators          page
""",
    shown=True,
)

ANYTIME_FORMS = read(
    """
eoi:issue-create
    service-manager     form
eoi:issue-edit
    service-manager     form
eoi:issue-close
    service-manager     form
eoi:issue-reopen
    service-manager     not-now
eoi:issue-release
    service-manager     form
    officers            form
eoi:issue-release-withdraw
    service-manager     not-now
    officers            not-now
eoi:nothing-to-report-create
    service-manager     form
""",
    shown=False,
)

SHOWN = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:advert-issues
    officers            page
    approver            page
""",
    shown=True,
)

FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:advert-issues-choose
    its-officers        form      not-now   not-now   not-now   not-now   not-now
""",
    shown=False,
)
