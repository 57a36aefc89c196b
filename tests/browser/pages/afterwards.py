"""After submitting: status, withdrawal, everything in one file."""

from tests.browser.visits import Visit

SUBMITTED = ("submitted.submitted_by", ("submitted.expression.reference",))
WITHDRAWN = ("withdrawn.submitted_by", ("withdrawn.expression.reference",))
A_PARTNER = "a_submission.submitted_by"
ITS_EXPRESSION = "a_submission.expression.reference"

PAGES = [
    Visit("eoi:expression-status", "lead", ("begun.reference",)),
    Visit("eoi:expression-status", *SUBMITTED),
    Visit("eoi:expression-status", *WITHDRAWN),
    Visit("eoi:expression-status", "late.started_by", ("late.reference",)),
    Visit("eoi:expression-status", A_PARTNER, (ITS_EXPRESSION,)),
    Visit("eoi:withdrawal-receipt", "withdrawn.submitted_by", ("withdrawn.expression.reference", 1)),
    Visit("eoi:expression-download", *SUBMITTED),
    Visit("eoi:expression-download", "lead", ("begun.reference",)),
]

MISTAKES: list = []
