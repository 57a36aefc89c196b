"""Objectives, pledges and needs: most of the council reads, officers change. What one advert aims at: its officers, while it is a draft."""

from tests.matrix.words import Expected, read

READERS = """
    officers            page
    approver            page
    evaluators          page
    lead-member         page
    representatives     page
    service-manager     page
"""

ANYTIME_SHOWN = read(
    "".join(
        f"{name}{READERS}"
        for name in (
            "eoi:objective-list",
            "eoi:objective-set-detail",
            "eoi:objective-detail",
            "eoi:pledge-list",
            "eoi:need-list",
        )
    ),
    shown=True,
)

# The addresses name the default set, which is neither retired nor made the default again, and pledge 1, which has no title yet.
ANYTIME_FORMS = read(
    """
eoi:objective-set-create
    officers            form
eoi:objective-set-default
    officers            not-now
eoi:objective-set-retire
    officers            not-now
eoi:objective-reword
    officers            form
eoi:pledge-create
    officers            form
eoi:pledge-edit
    officers            form
eoi:pledge-confirm
    officers            not-now
eoi:pledge-link
    officers            form
eoi:pledge-retire
    officers            step
eoi:need-create
    officers            form
eoi:need-edit
    officers            form
eoi:need-retire
    officers            step
""",
    shown=False,
)

SHOWN: dict[str, Expected] = {}
FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:advert-aims
    its-officers        form      not-now   not-now   not-now   not-now   not-now
eoi:advert-set-choose
    its-officers        not-now
eoi:advert-wording-take
    its-officers        not-now
""",
    shown=False,
)
