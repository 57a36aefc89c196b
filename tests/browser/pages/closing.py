"""After the closing time: officers and approvers about unsubmitted drafts, partners who come too late."""

from tests.browser.visits import Mistake, Visit

WAITING, NAMED = ("not_submitted.advert.reference",), ("named_unsubmitted.advert.reference",)
LATE = "left_lying.started_by"

PAGES = [
    Visit("eoi:unsubmitted-detail", "open.officer", ("open.advert.reference",)),
    Visit("eoi:unsubmitted-detail", "everybody_submitted.officer", ("everybody_submitted.advert.reference",)),
    Visit("eoi:unsubmitted-detail", "not_submitted.officer", WAITING),
    Visit("eoi:unsubmitted-detail", "not_submitted.approver", WAITING),
    Visit("eoi:unsubmitted-ask", "not_submitted.approver", WAITING),
    Visit("eoi:unsubmitted-ask", "open.approver", ("open.advert.reference",)),
    Visit("eoi:unsubmitted-detail", "named_unsubmitted.approver", NAMED),
    Visit("eoi:unsubmitted-detail", "named_unsubmitted.officer", NAMED, query="?page=1"),
    Visit("eoi:unsubmitted-detail", "auditor", NAMED),
    Visit("eoi:unsubmitted-decide", "named_unsubmitted.approver", NAMED),
    Visit("eoi:expression-late", LATE, ("left_lying.reference",)),
    Visit("eoi:expression-detail", LATE, ("left_lying.reference",)),
    Visit("eoi:expression-check", LATE, ("left_lying.reference",)),
    Visit("eoi:expression-late", "late.started_by", ("late.reference",)),
]

MISTAKES = [
    Mistake("eoi:unsubmitted-ask", "not_submitted.approver", WAITING),
    Mistake("eoi:unsubmitted-decide", "named_unsubmitted.approver", NAMED),
]

NOT_PAGES = {"eoi:typed-text": "a text file, from the page that refuses a late answer"}
