"""Inviting many colleagues."""

from tests.browser.visits import Mistake, Visit

PAGES = [Visit("eoi:staff-invitation-bulk", "administrator")]
MISTAKES = [Mistake("eoi:staff-invitation-bulk", "administrator")]
