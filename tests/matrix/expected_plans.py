"""Plans: officers and approvers read, the officers of the advert change (S13, S14). Nothing in these plans belongs to anybody else."""

from tests.matrix.words import read

SHOWN = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:plan-detail
    officers            page
    approver            page
eoi:communication-list
    officers            page
    approver            page
eoi:plan-feed
    everybody           absent
""",
    shown=True,
)

FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:advert-copy
    officers            form
eoi:plan-start
    its-officers        not-now
eoi:plan-agree
    its-officers        step
eoi:plan-feed-manage
    officers            form
    approver            form
eoi:plan-move
    its-officers        form
eoi:milestone-create
    its-officers        form
eoi:milestone-edit
    its-officers        form
eoi:milestone-done
    its-officers        form
eoi:milestone-remove
    its-officers        step
eoi:communication-create
    its-officers        form
eoi:communication-edit
    its-officers        form
eoi:communication-done
    its-officers        form
eoi:communication-remove
    its-officers        step
""",
    shown=False,
)
