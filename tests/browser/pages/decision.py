"""Readiness, the decision to advertise, and its paper."""

from tests.browser.visits import Visit, Word

DAYS = Word("working-days")

PAGES = [
    Visit("eoi:advert-readiness", "draft.officer", ("draft.advert.reference",)),
    Visit("eoi:advert-readiness", "in_haste.officer", ("in_haste.advert.reference",)),
    Visit("eoi:advert-readiness", "asked.officer", ("asked.advert.reference",)),
    Visit("eoi:advert-readiness", "approver", ("decided.advert.reference",)),
    Visit("eoi:advert-readiness", "open.officer", ("open.advert.reference",)),
    Visit("eoi:readiness-reason", "in_haste.officer", ("in_haste.advert.reference", DAYS)),
    Visit("eoi:readiness-reason", "asked.officer", ("asked.advert.reference", DAYS)),
    Visit("eoi:decision-request", "ready_draft.officer", ("ready_draft.advert.reference",)),
    Visit("eoi:decision-request", "asked.officer", ("asked.advert.reference",)),
    Visit("eoi:decision-paper", "approver", ("asked.advert.reference",)),
    Visit("eoi:decision-paper", "auditor", ("opened.advert.reference",)),
    Visit("eoi:advert-decide", "approver", ("asked.advert.reference",)),
    Visit("eoi:advert-decide", "approver", ("draft.advert.reference",)),
    Visit("eoi:advert-manage", "returned.officer", ("returned.advert.reference",)),
    Visit("eoi:decision-detail", "returned.officer", ("returned.advert.reference", 1)),
    Visit("eoi:decision-detail", "auditor", ("opened.advert.reference", 1)),
]
