"""Inviting many colleagues, owners of services, handovers and deputies: whose answers hang on no advert's phase (DESIGN §5)."""

from tests.matrix.words import read

SHOWN = read(
    """
eoi:service-keeper-list
    administrator       page
eoi:handover-list
    administrator       page
eoi:handover-detail
    officers            page
    service-manager     absent
    representatives     absent
    administrator       page
""",
    shown=True,
)

# Without a thing in the address the page of a new handover asks which. The handover of the stage has not begun.
FORMS = read(
    """
eoi:staff-invitation-bulk
    administrator       form
eoi:service-owner-change
    administrator       form
eoi:handover-create
    officers            form
    service-manager     form
    representatives     form
    administrator       form
eoi:handover-cancel
    officers            no
    officer             form
    service-manager     absent
    representatives     absent
    administrator       form
eoi:handover-end
    officers            no
    officer             not-now
    service-manager     absent
    representatives     absent
    administrator       not-now
""",
    shown=False,
)
