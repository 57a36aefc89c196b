"""Changes of a published advert, more time, withdrawal: officers, approvers, partners, and what the public reads."""

from tests.browser.visits import Mistake, Visit

OPEN, OFFICER, APPROVER = "open.advert.reference", "open.officer", "open.approver"
AMENDED, THEIRS = "amended.advert.reference", "to_confirm.started_by"
CALLED_OFF = "called_off.advert.reference"
ASKED = ("amended.advert.reference", "time_asked.reference")

PAGES = [
    Visit("eoi:advert-change-list", OFFICER, (OPEN,)),
    Visit("eoi:advert-change-list", APPROVER, (OPEN,)),
    Visit("eoi:advert-change-list", "draft.officer", ("draft.advert.reference",)),
    Visit("eoi:advert-change-create", OFFICER, (OPEN,)),
    Visit("eoi:advert-change-create", "closed.officer", ("closed.advert.reference",)),
    Visit("eoi:advert-extend", OFFICER, (OPEN,)),
    Visit("eoi:advert-withdraw", APPROVER, (OPEN,)),
    Visit("eoi:advert-withdraw", "opened.approver", ("opened.advert.reference",)),
    Visit("eoi:extension-list", OFFICER, (OPEN,)),
    Visit("eoi:extension-list", "amended.approver", (AMENDED,)),
    Visit("eoi:extension-grant", "amended.approver", ASKED),
    Visit("eoi:extension-decline", "amended.approver", ASKED),
    Visit("eoi:submission-reconfirm", THEIRS, ("to_confirm.reference",)),
    Visit("eoi:submission-reconfirm", "ready.started_by", ("ready.reference",)),
    Visit("eoi:extension-ask", THEIRS, ("to_confirm.reference",)),
    Visit("eoi:extension-ask", "time_asked.asked_by", ("waiting_for_time.reference",)),
    Visit("eoi:expression-detail", THEIRS, ("to_confirm.reference",)),
    Visit("eoi:expression-detail", "time_asked.asked_by", ("waiting_for_time.reference",)),
    Visit("eoi:advert-detail", "", (AMENDED,)),
    Visit("eoi:advert-detail", "", (CALLED_OFF,)),
    Visit("eoi:advert-manage", "called_off.officer", (CALLED_OFF,)),
    Visit("eoi:closing-record-detail", "", (CALLED_OFF,)),
    Visit("eoi:expression-detail", "called_off_expression.started_by", ("called_off_expression.reference",)),
    Visit("eoi:submission-receipt", "called_off_expression.started_by", ("called_off_expression.reference", 1)),
    Visit("eoi:advert-change-list", "amended.officer", (AMENDED,), query="?page=1"),
    Visit("eoi:extension-list", "amended.officer", (AMENDED,), query="?page=1"),
]

MISTAKES = [
    Mistake("eoi:advert-change-create", OFFICER, (OPEN,)),
    Mistake("eoi:advert-extend", OFFICER, (OPEN,)),
    Mistake("eoi:advert-withdraw", APPROVER, (OPEN,)),
    Mistake("eoi:extension-grant", "amended.approver", ASKED),
    Mistake("eoi:extension-decline", "amended.approver", ASKED),
    Mistake("eoi:extension-ask", THEIRS, ("to_confirm.reference",)),
]
