"""The bodies that are consulted (DESIGN §5)."""

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
