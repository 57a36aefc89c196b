"""Receipts: the check that is open to everybody, and the files an organisation keeps."""

from tests.browser.visits import Mistake, Visit

PAGES = [
    Visit("eoi:receipt-check"),
    Visit("eoi:receipt-check", "submitted.submitted_by"),
]

MISTAKES = [Mistake("eoi:receipt-check", typed={"receipt": "garbage"})]

NOT_PAGES = {
    "eoi:receipt-specification": "a text",
    "eoi:receipt-verifier": "a program",
    "eoi:submission-content-json": "a JSON file",
    "eoi:submission-receipt-json": "a JSON file",
    "eoi:submission-receipt-pdf": "a PDF file",
}
