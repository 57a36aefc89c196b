"""After submitting: status, withdrawal, letters, minutes, feedback, everything in one file."""

from tests.browser.visits import Mistake, Visit

SUBMITTED = ("submitted.submitted_by", ("submitted.expression.reference",))
WITHDRAWN = ("withdrawn.submitted_by", ("withdrawn.expression.reference",))
A_PARTNER = "a_submission.submitted_by"
ITS_EXPRESSION = "a_submission.expression.reference"
FIRST, SECOND = "told_first.submitted_by", "told_second.submitted_by"
OF_FIRST, OF_SECOND = "told_first.expression.reference", "told_second.expression.reference"
ADVERT, OFFICER, APPROVER = "corresponding.advert.reference", "corresponding.officer", "corresponding.approver"
TO_APPROVE, TO_SEND = (ADVERT, "letter_to_approve.reference"), (ADVERT, "letter_to_send.reference")
SENT, CONFIRM = (OF_FIRST, "sent_letter.reference"), (OF_FIRST, "minutes_to_confirm.reference")
CORRECTED = (ADVERT, "corrected_minutes.reference")

PAGES = [
    Visit("eoi:expression-status", "lead", ("begun.reference",)),
    Visit("eoi:expression-status", *SUBMITTED),
    Visit("eoi:expression-status", *WITHDRAWN),
    Visit("eoi:expression-status", "late.started_by", ("late.reference",)),
    Visit("eoi:expression-status", A_PARTNER, (ITS_EXPRESSION,)),
    Visit("eoi:withdrawal-receipt", "withdrawn.submitted_by", ("withdrawn.expression.reference", 1)),
    Visit("eoi:expression-download", *SUBMITTED),
    Visit("eoi:expression-download", "lead", ("begun.reference",)),
    Visit("eoi:letter-index", "closed.officer", ("closed.advert.reference",)),
    Visit("eoi:letter-index", OFFICER, (ADVERT,)),
    Visit("eoi:minutes-index", OFFICER, (ADVERT,)),
    Visit("eoi:feedback-index", OFFICER, (ADVERT,)),
    Visit("eoi:letter-list", FIRST, (OF_FIRST,)),
    Visit("eoi:letter-write", OFFICER, (ADVERT,)),
    Visit("eoi:letter-manage", OFFICER, TO_APPROVE),
    Visit("eoi:letter-manage", APPROVER, TO_APPROVE),
    Visit("eoi:letter-change", OFFICER, TO_APPROVE),
    Visit("eoi:letter-approve", APPROVER, TO_APPROVE),
    Visit("eoi:letter-send", OFFICER, TO_APPROVE),
    Visit("eoi:letter-send", OFFICER, TO_SEND),
    Visit("eoi:letter-detail", FIRST, SENT),
    Visit("eoi:minutes-record", OFFICER, (ADVERT,)),
    Visit("eoi:minutes-detail", FIRST, CONFIRM),
    Visit("eoi:minutes-confirm", FIRST, CONFIRM),
    Visit("eoi:minutes-correct", FIRST, CONFIRM),
    Visit("eoi:minutes-manage", OFFICER, CORRECTED),
    Visit("eoi:minutes-answer", OFFICER, CORRECTED),
    Visit("eoi:minutes-correct", SECOND, (OF_SECOND, "corrected_minutes.reference")),
    Visit("eoi:expression-status", FIRST, (OF_FIRST,)),
    Visit("eoi:partner-start", FIRST),
    Visit("eoi:feedback-give", FIRST, (OF_FIRST,)),
    Visit("eoi:feedback-give", "feedback_given.submitted_by", ("feedback_given.expression.reference",)),
    Visit("eoi:feedback-index", "told.officer", ("told.advert.reference",)),
    Visit("eoi:letter-list", FIRST, (OF_FIRST,), query="?page=1"),
    Visit("eoi:letter-index", OFFICER, (ADVERT,), query="?page=1"),
    Visit("eoi:minutes-index", OFFICER, (ADVERT,), query="?page=1"),
]

MISTAKES = [
    Mistake("eoi:letter-write", OFFICER, (ADVERT,)),
    Mistake("eoi:letter-change", OFFICER, TO_APPROVE),
    Mistake("eoi:minutes-record", OFFICER, (ADVERT,)),
    Mistake("eoi:minutes-correct", FIRST, CONFIRM),
    Mistake("eoi:minutes-answer", OFFICER, CORRECTED),
    Mistake("eoi:feedback-give", FIRST, (OF_FIRST,)),
]

NOT_PAGES = {
    "eoi:letter-pdf": "a PDF file",
    "eoi:letter-print": "a PDF file",
    "eoi:minutes-pdf": "a PDF file",
}
