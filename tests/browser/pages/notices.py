"""The notice, before publication and after."""

from tests.browser.visits import Mistake, Visit

DRAFT, OPEN = ("draft.advert.reference",), ("open.advert.reference",)

PAGES = [
    Visit("eoi:notice-detail", "draft.officer", DRAFT),
    Visit("eoi:notice-detail", "approver", OPEN),
    Visit("eoi:notice-copy", "draft.officer", DRAFT),
    Visit("eoi:notice-record", "draft.officer", DRAFT),
    Visit("eoi:notice-record", "open.officer", OPEN),
    Visit("eoi:notice-detail", "noticed.officer", ("noticed.advert.reference",)),
    Visit("eoi:notice-record", "noticed.officer", ("noticed.advert.reference",)),
    Visit("eoi:advert-detail", "", ("noticed.advert.reference",)),
]

NOT_PAGES = {"eoi:notice-json": "a JSON file", "eoi:notice-text-file": "a text file"}

MISTAKES = [
    Mistake("eoi:notice-record", "open.officer", OPEN, typed={"url": "http://not.example/safe"}),
]
