"""Drafting, deciding, publishing; later opening: as the council's officers do it, page by page."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.browser.visitor import Visitor
from tests.factories.people import TOTP_SECRET
from tests.journeys.cast import IRWELL, NORTHGATE, REFERENCE, TITLE, WEIGHTINGS

PARTS = ".side-list"


def draft_the_advert(officer: Visitor, colleague: str) -> None:
    officer.open("/officer/")
    officer.sees_heading("Adverts")
    officer.sees("No adverts yet")
    officer.press("Draft an advert")
    officer.fill("Title", TITLE)
    officer.fill("Reference", REFERENCE)
    officer.press("Draft this advert")
    officer.sees(f"{REFERENCE} is drafted. Only officers and approvers see it.")
    _write_words_and_dates(officer)
    _weigh_the_criteria(officer)
    officer.follow("As the public sees it", within=PARTS)
    officer.sees("DRAFT", "Nobody outside the council sees it yet", "30%")
    officer.follow("Go back", within="main")
    officer.follow("Officers", within=PARTS)
    officer.page.get_by_label("Procurement officer").select_option(label=colleague)
    officer.press("Add this officer")
    officer.sees(f"{colleague} is an officer of {REFERENCE} now.")


def _write_words_and_dates(officer: Visitor) -> None:
    officer.fill("Summary", "We want to hear how your organisation could help us run Corporate Services.")
    officer.fill("Text of the advert", "All of Corporate Services is in scope.\n\nThis is an invitation to talk.")
    officer.fill("Who to ask", "Corporate procurement")
    officer.fill("Their e-mail address", "partnering@salford.example")
    officer.fill("Their telephone number", "0161 496 0000")
    for name, day, hour in (("Opens at", "2026-03-09", "09:00"), ("Closes at", "2026-03-30", "17:00")):
        part = f"fieldset:has-text('{name}')"
        officer.fill("Date", day, within=part)
        officer.fill("Time of day", hour, within=part)
    officer.press("Save this draft")
    officer.sees(f"{REFERENCE} is saved.", "Decision to advertise")


def _weigh_the_criteria(officer: Visitor) -> None:
    """Saved at a total of 90 with a warning, then at 100."""
    officer.follow("Criteria", within=PARTS)
    for number, weighting in enumerate(WEIGHTINGS, start=1):
        officer.fill(f"Weighting of objective {number}", str(weighting if number > 1 else weighting - 10))
    officer.press("Save the criteria")
    officer.sees("The criteria are saved, but the weightings total 90.")
    officer.fill("Weighting of objective 1", str(WEIGHTINGS[0]))
    officer.press("Save the criteria")
    officer.sees("The criteria are saved. The weightings total 100.")


def ask_for_the_decision(officer: Visitor) -> None:
    officer.open(f"/officer/adverts/{REFERENCE}/readiness/")
    officer.sees("There are only 15 working days.", "The market knows this service well.")
    officer.press("Ask for the decision to advertise")
    officer.fill("Note for the approver", "The committee meets in March.")
    officer.press("Ask for the decision")
    officer.sees("The approvers are asked to decide")


def decide_to_advertise(approver: Visitor) -> None:
    approver.open("/officer/")
    approver.follow(f"Decide whether to advertise {REFERENCE}")
    approver.sees("This is an invitation to talk.", "We want to hear how your organisation could help us")
    approver.sees("The committee meets in March.")
    approver.choose("Advertise: the officers may publish this draft")
    approver.fill("Your reasons", "The evidence is sufficient to ask the market.")
    approver.press("Record this")
    approver.sees(f"Your decision on {REFERENCE} is recorded.", "Recorded by Ada Approver")


def publish_the_advert(officer: Visitor) -> None:
    officer.open(f"/officer/adverts/{REFERENCE}/")
    officer.follow("Publication", within=PARTS)
    officer.sees("Everybody can read it", "frozen for good")
    officer.press("Publish this advert")
    officer.sees(f"{REFERENCE} is published.")


def read_the_advert(visitor: Visitor) -> None:
    """Without an account."""
    visitor.open("/")
    visitor.follow(TITLE)
    visitor.sees_heading(TITLE)
    visitor.sees("30%", "Corporate procurement", "Before you start")


def see_numbers_only(officer: Visitor) -> None:
    officer.open(f"/officer/adverts/{REFERENCE}/")
    officer.sees("Numbers only")
    officer.does_not_see(NORTHGATE, IRWELL)
    officer.follow("Submissions", within=PARTS)
    officer.sees("The submissions are sealed")
    officer.does_not_see(NORTHGATE, IRWELL)


def ask_for_the_opening(officer: Visitor) -> None:
    officer.open(f"/officer/adverts/{REFERENCE}/opening/")
    officer.sees("Ready to be opened", "with 3 receipts")
    officer.press("Ask to open the submissions")
    officer.sees("another officer of this advert has to confirm it")
    officer.press("Ask to open the submissions")
    officer.sees("You have asked for the opening.", "Asked for, not confirmed")
    officer.does_not_see("Confirm the opening", NORTHGATE)


def confirm_the_opening(second_officer: Visitor) -> None:
    """In another session, with a code of the second factor."""
    second_officer.open(f"/officer/adverts/{REFERENCE}/opening/")
    second_officer.press("Confirm the opening")
    second_officer.sees_heading("Confirm with a code that it is you")
    code = format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30))
    second_officer.page.get_by_role("textbox").first.fill(code)
    second_officer.press("Confirm", within="main")
    second_officer.sees("The seal is lifted for good")
    second_officer.press("Open the submissions")
    second_officer.sees("The submissions are opened.", "2 submissions that stand", NORTHGATE, IRWELL)
    second_officer.follow(NORTHGATE)
    second_officer.sees("We would bring the queues down within a year.")
