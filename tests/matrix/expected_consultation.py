"""Bodies, consultations and representations (DESIGN §5)."""

from tests.matrix.words import read

# Whose answers hang on no advert.
ANYTIME_SHOWN = read(
    """
eoi:body-list
    officers            page
    approver            page
eoi:body-detail
    officers            page
    approver            page
""",
    shown=True,
)

ANYTIME_FORMS = read(
    """
eoi:body-create
    officers            form
eoi:body-edit
    officers            form
eoi:body-retire
    officers            step
eoi:body-reinstate
    officers            not-now
eoi:representative-name
    officers            form
eoi:representative-remove
    officers            step
""",
    shown=False,
)

# The representative speaks for the body that made the representation; the other one for another body of the consultation.
SHOWN = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:consultation-detail
    officers            page
    approver            page
eoi:consultation-log
    officers            page
    approver            page
eoi:consultation-log-csv
    officers            page
    approver            page
eoi:consultation-log-pdf
    officers            page
    approver            page
eoi:representative-start
    representatives     page
eoi:representative-consultation
    representatives     page
eoi:representation-detail
    officers            page
    approver            page
    representative      page
""",
    shown=True,
)

FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:consultation-bodies
    its-officers        form
eoi:consultation-share
    its-officers        form
eoi:consultation-share-withdraw
    its-officers        form
eoi:consultation-event-create
    its-officers        form
eoi:consultation-event-edit
    its-officers        form
eoi:representation-create
    representatives     form
eoi:representation-acknowledge
    its-officers        step
    approver            step
eoi:representation-answer
    its-officers        form
    approver            form
eoi:representation-close
    its-officers        not-now
eoi:representation-reply
    representative      form
eoi:representation-agree
    representative      step
eoi:representation-withdraw
    representative      form
""",
    shown=False,
)
