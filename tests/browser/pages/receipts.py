"""Receipts: the check that is open to everybody, and the files an organisation keeps; reminders to submit."""

from tests.browser.visits import Mistake, Visit

PAGES = [
    Visit("eoi:receipt-check"),
    Visit("eoi:receipt-check", "submitted.submitted_by"),
    Visit("eoi:reminder-preview", "draft.officer", ("draft.advert.reference",)),
    Visit("eoi:reminder-preview", "open.officer", ("open.advert.reference",)),
    Visit("eoi:reminder-preview", "officer", ("closed.advert.reference",)),
    Visit("eoi:expression-check", "changed_since.changed_by", ("changed_since.reference",)),
    Visit("eoi:reminder-preview", "approver", ("open.advert.reference",)),
]

MISTAKES = [Mistake("eoi:receipt-check", typed={"receipt": "garbage"})]

NOT_PAGES = {
    "eoi:receipt-specification": "a text",
    "eoi:receipt-verifier": "a program",
    "eoi:submission-content-json": "a JSON file",
    "eoi:submission-receipt-json": "a JSON file",
    "eoi:submission-receipt-pdf": "a PDF file",
}
