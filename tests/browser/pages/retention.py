"""Retention: the rules, what is due, a hold, a run. Last of all, because the clock goes on for years."""

from tests.browser.visits import Mistake, Visit, Word

DUE = (Word("submissions"), "due.advert.reference")

PAGES = [
    Visit("eoi:retention-index", "approver"),
    Visit("eoi:retention-hold", "approver", ("told.advert.reference",)),
    Visit("eoi:retention-lift", "approver", ("held.reference",)),
    Visit("eoi:retention-run", "auditor", ("deleted.reference",)),
    Visit("eoi:retention-delete", "due.approver", DUE),
    Visit("eoi:retention-index", "due.approver", query="?page=1"),
    Visit("eoi:retention-index", "due.officer"),
]

MISTAKES = [
    Mistake("eoi:retention-hold", "approver", ("told.advert.reference",)),
    Mistake("eoi:retention-delete", "due.approver", DUE),
]
