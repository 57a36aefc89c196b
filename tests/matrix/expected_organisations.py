"""Leads, new leads by the council, the history of an organisation's people, and consortia."""

from tests.matrix.words import read

ANYTIME_SHOWN = read(
    """
eoi:organisation-history
    its-partners        page
    other-partner       absent
eoi:lead-recovery-list
    officers            page
    administrator       page
eoi:lead-recovery-detail
    officers            page
    administrator       page
eoi:lead-recovery-letter
    officers            page
    administrator       page
""",
    shown=True,
)

# The stage's request was recorded by the first officer a moment ago: the lead may still object.
ANYTIME_FORMS = read(
    """
eoi:membership-transfer
    partner             step
    other-partner       absent
eoi:membership-end
    partner             step
    other-partner       absent
eoi:lead-recovery-create
    officers            form
    administrator       form
eoi:lead-recovery-confirm
    officers            not-now
    administrator       not-now
eoi:lead-recovery-cancel
    officers            form
    administrator       form
eoi:lead-recovery-stop
    partner             step
    other-partner       absent
""",
    shown=False,
)

SHOWN = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:consortium-list
    its-partners        absent    page      page      page      page      page
    other-partner       absent
""",
    shown=True,
)

FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:consortium-add
    its-partners        absent    form      not-now   not-now   not-now   not-now
    other-partner       absent
eoi:consortium-edit
    its-partners        absent    form      not-now   not-now   not-now   not-now
    other-partner       absent
eoi:consortium-remove
    its-partners        absent    step      not-now   not-now   not-now   not-now
    other-partner       absent
""",
    shown=False,
)
