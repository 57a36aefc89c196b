"""Staff questions: anybody who has the address asks, whoever they are; officers of the advert and keepers answer."""

from tests.matrix.words import read

# The question is about all services: no service manager keeps them all, so it does not exist for one.
ANYTIME_SHOWN = read(
    """
eoi:staff-question-sent
    everybody           page
eoi:staff-question-list
    officers            page
    approver            page
eoi:staff-question-inbox
    service-manager     page
""",
    shown=True,
)

ANYTIME_FORMS = read(
    """
eoi:staff-question-ask
    everybody           form
eoi:staff-question-page-edit
    its-officers        form
eoi:staff-question-page-renew
    its-officers        step
eoi:staff-question-answer
    its-officers        form
    other-officer       absent
    service-manager     absent
eoi:staff-question-decline
    its-officers        form
    other-officer       absent
    service-manager     absent
eoi:staff-question-remove-wording
    its-officers        not-now
    other-officer       absent
    service-manager     absent
""",
    shown=False,
)
