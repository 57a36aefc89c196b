"""Preparing an advert up to the decision: as those concerned do it, page by page."""

from tests.browser.visitor import Visitor
from tests.journeys.advertising import PARTS
from tests.journeys.cast import TITLE
from tests.journeys.preparing_cast import STAFF_GROUP, UNION

CRITERIA = "The criteria are drafted"
AGREED = "The criteria are agreed by named people"
IN_DATE = "No profile in scope is overdue for review"
ISSUES = "The issues facing each service in scope are assembled"
OF_THE_WHOLE = "Issues for the whole of Corporate Services or Personnel are looked at"
BEGUN = "Consultation with staff and trades unions has begun"
ANSWERED = "Formal representations are answered"
STAFF_QUESTIONS = "Staff questions are answered"
PLAN = "A project plan with dates and owners is there"
COMMUNICATION = "A communication plan is there"
AT_FIRST = [CRITERIA, AGREED, IN_DATE, ISSUES, OF_THE_WHOLE, BEGUN, STAFF_QUESTIONS, PLAN, COMMUNICATION]

STRENGTHS = "Payments are quick. Invoices now arrive by electronic post."
CLAIM, REPLY = "Our terms of employment", "Nobody is moved to other terms without your agreement."
BLOCKED = "A formal representation stands unanswered. Write why you go ahead, or return the draft."


def see_readiness(officer: Visitor, *still_open: str) -> None:
    """The number that are met, and by name those that are not."""
    officer.open("/officer/")
    officer.follow(TITLE)
    officer.follow("Readiness", within=PARTS)
    officer.sees_heading("Readiness")
    conditions = officer.main.locator(".checklist > li")
    waiting = conditions.filter(has_text="Not met").get_by_role("heading").all_inner_texts()
    assert waiting == list(still_open)
    officer.sees(f"{conditions.count() - len(waiting)} of {conditions.count()} conditions are met.")


def mend(officer: Visitor, reference: str, condition: str) -> None:
    """From the condition to the page that mends it."""
    officer.open(f"/officer/adverts/{reference}/readiness/")
    officer.follow("Mend this", within=_item_of(condition))


def _item_of(condition: str) -> str:
    return f".checklist > li:has-text('{condition}')"


def revise_the_profile(manager: Visitor) -> None:
    manager.open("/service/")
    manager.sees("Owner", "Edition 1")
    manager.follow("Finance", within="main table")
    manager.press("Draft the next edition")
    manager.press("Draft edition 2")
    manager.sees("The draft of edition 2 is begun.")
    manager.fill("Strengths", STRENGTHS, within="section[aria-labelledby=assessment]")
    manager.fill("Staff (full-time equivalents)", "96.5")
    manager.fill("Review by", "2027-03-31")
    manager.press("Save this draft")
    manager.sees("The draft of edition 2 is saved.")


def sign_off_the_profile(manager: Visitor) -> None:
    """Having seen what changed."""
    manager.follow("Sign off what is saved")
    manager.follow("see what changed since the edition before")
    manager.sees("96.5", "Invoices now arrive by electronic post.", "Figures", "Words")
    manager.page.go_back()
    manager.press("Sign off edition 2")
    manager.sees("Edition 2 of Finance is signed off, and stands from now on.", STRENGTHS)


def record_an_issue(manager: Visitor) -> None:
    manager.open("/services/issues/")
    manager.press("Record an issue")
    manager.choose("Finance", within="main")
    manager.choose("Known issue", within="main")
    manager.choose("Now", exact=True)
    manager.fill("Title", "Invoices wait for weeks")
    manager.fill("What the matter is", "Each is opened by hand, and two posts are empty.")
    manager.press("Record this issue")
    manager.sees("“Invoices wait for weeks” is recorded for Finance. It is internal: nothing of it is public.")


def begin_the_consultation(officer: Visitor, reference: str) -> None:
    mend(officer, reference, BEGUN)
    officer.follow("Begin the consultation")
    officer.choose(UNION)
    officer.choose(STAFF_GROUP)
    officer.press("Begin the consultation")
    officer.sees(f"Consulted on {reference} from now on:", "Una Steward")


def share_the_draft(officer: Visitor) -> None:
    officer.press("Share something")
    officer.fill("What is it?", "The draft of the advert")
    officer.fill("Why do you share it", "Tell us what it leaves out about staff.")
    officer.choose("Let them read the draft of the advert")
    officer.press("Share this")
    officer.sees("It is shared, and the representatives have been told by mail.")


def begin_the_plan(officer: Visitor, reference: str) -> None:
    """One step meets the condition of the plan and that of communication."""
    mend(officer, reference, PLAN)
    officer.follow("Look at the usual plan")
    officer.press("Begin with this plan")
    officer.sees("The plan is begun:", "all of them yours until you hand them on")


def let_staff_ask(officer: Visitor, reference: str) -> None:
    mend(officer, reference, STAFF_QUESTIONS)
    officer.follow("Open a page for staff questions")
    officer.fill("Last day for questions", "2026-03-16")
    officer.press("Open the page")
    officer.sees("The page for staff questions is open.", "No questions yet")


def write_guidance(officer: Visitor, reference: str) -> None:
    """Each criterion in its turn; the descriptors are the standard ones."""
    mend(officer, reference, CRITERIA)
    for number in range(1, 6):
        officer.fill("Guidance", f"Say what would be better within a year ({number}).")
        officer.press("Save")
    officer.sees("The criteria are saved. The weightings total 100.")


def ask_to_agree(officer: Visitor, reference: str, colleague: str) -> None:
    mend(officer, reference, AGREED)
    officer.page.get_by_label("Who should agree the criteria?").select_option(label=colleague)
    officer.press("Ask this person")
    officer.sees(f"{colleague} is asked to agree the criteria, and has been told by mail.")


def agree_the_criteria(colleague: Visitor, reference: str) -> None:
    colleague.open("/start/")
    colleague.follow(f"criteria of {reference}")
    colleague.sees("Say what would be better within a year (1).", "Weighting 20%")
    colleague.choose("I agree to them as they stand")
    colleague.press("Send my answer")
    colleague.sees("Recorded: you agree to the criteria as they stand.")


def record_a_reason(officer: Visitor, reference: str) -> None:
    officer.open(f"/officer/adverts/{reference}/readiness/")
    officer.follow("record a reason instead", within=_item_of(OF_THE_WHOLE))
    officer.fill("Your reason", "The advert is about Finance alone.")
    officer.press("Record this reason")
    officer.sees("counts as met with a reason", "The advert is about Finance alone.")


def make_a_representation(representative: Visitor) -> None:
    """In the workspace, having read what was shared."""
    representative.open("/representative/")
    representative.sees(f"You speak for {UNION}.")
    representative.follow(TITLE)
    representative.sees("Tell us what it leaves out about staff.", "Nothing yet")
    representative.press("Make a representation")
    representative.fill("What is it about?", CLAIM)
    representative.fill("What do you want to say?", "The draft does not say that our terms stay as they are.")
    representative.choose("Formal", exact=True)
    representative.choose("The decision to advertise", within="main")
    representative.press("Make this representation")
    representative.sees(f"is made for {UNION}.", "Until then the decision to advertise waits")


def ask_for_the_decision(officer: Visitor) -> None:
    """From the readiness page: an open representation does not keep the officers from asking."""
    officer.sees(f"One formal representation about the decision to advertise is unanswered, from {UNION}.")
    officer.press("Ask for the decision to advertise")
    officer.press("Ask for the decision", within="main form")
    officer.sees("The approvers are asked to decide")


def be_blocked(approver: Visitor, reference: str) -> None:
    """Refused without a reason for going ahead, and what was typed stays."""
    approver.open("/officer/")
    approver.follow(f"Decide whether to advertise {reference}")
    approver.sees("so the decision is blocked", f"is unanswered, from {UNION}.")
    approver.choose("Advertise: the officers may publish this draft")
    approver.fill("Your reasons", "The evidence is sufficient.")
    with approver.page.expect_response(lambda response: response.request.method == "POST") as answer:
        approver.press("Record this")
    assert answer.value.status == 422
    approver.sees(BLOCKED)
    assert approver.page.get_by_label("Your reasons").input_value() == "The evidence is sufficient."


def answer_the_representation(officer: Visitor, reference: str) -> None:
    mend(officer, reference, ANSWERED)
    officer.follow(CLAIM)
    officer.follow("Acknowledge it first")
    officer.press("Acknowledge this representation")
    officer.sees("is acknowledged in your name.", "The draft does not say that our terms stay as they are.")
    officer.press("Answer", within="main")
    officer.fill("What do you answer?", REPLY)
    officer.press("Send this answer")
    officer.sees(f"is sent. {UNION} has been told.", REPLY)


def agree_to_close(representative: Visitor) -> None:
    representative.open("/representative/")
    representative.follow(TITLE)
    representative.follow(CLAIM)
    representative.sees(REPLY, "Answered")
    representative.press("Agree to close it")
    representative.press("Agree to close it", within="main form")
    representative.sees("is closed by agreement.", "Nothing more.")


def decide(approver: Visitor, reference: str) -> None:
    approver.open("/officer/")
    approver.follow(f"Decide whether to advertise {reference}")
    approver.does_not_see("the decision is blocked", "Why do you go ahead")
    approver.choose("Advertise: the officers may publish this draft")
    approver.fill("Your reasons", "The evidence is sufficient, and the union has been answered.")
    approver.press("Record this")
    approver.sees(f"Your decision on {reference} is recorded.")


def read_the_decision(officer: Visitor, approver: str) -> None:
    """With the paper it was taken on, which is kept."""
    officer.open("/officer/")
    officer.follow(TITLE)
    officer.sees(f"Recorded by {approver}", "The evidence is sufficient, and the union has been answered.")
    officer.follow("Decision paper", within=PARTS)
    officer.sees_heading("Decision paper")
    officer.follow("The paper it was taken on")
    officer.sees_heading("Decision 1: Advertise")
    officer.sees("word for word", "The advert is about Finance alone.")
