"""What people do about an advert while it is open, page by page."""

import json
import re
from dataclasses import dataclass

from post_office.models import Email

from eoi.models import User
from tests.browser.visitor import Visitor
from tests.factories.people import make_partner
from tests.factories.world import Clock, World, decide, make_draft, make_open

FOLLOWER = "kim@reader.example"
OTHER = "SAL-2026-015"
WORDS = "We want to hear how your organisation could help us, pensions included."
QUESTION, ANSWER = "Is the contact centre in scope?", "Yes: it belongs to Customer Services."
REASON = "The council will write a new advert."
PARTS = ".side-list"


@dataclass(frozen=True)
class Cast:
    world: World
    other: World
    partner: User


def gather(clock: Clock) -> Cast:
    """A draft that has been decided on, another advert that is open, and somebody who will answer."""
    other = make_open(clock, reference=OTHER)
    world = make_draft(clock)
    decide(world)
    return Cast(world, other, make_partner())


def publish(officer: Visitor, reference: str) -> None:
    officer.open(f"/officer/adverts/{reference}/")
    officer.follow("Publication", within=PARTS)
    officer.press("Publish this advert")
    officer.sees(f"{reference} is published.")


def follow(visitor: Visitor, reference: str) -> None:
    visitor.open(f"/adverts/{reference}/")
    visitor.follow("Follow this advert by e-mail")
    visitor.fill("Your e-mail address", "kim")
    visitor.press("Send me the link")
    visitor.sees("This is not an e-mail address.")
    visitor.fill("Your e-mail address", FOLLOWER)
    visitor.press("Send me the link")
    visitor.sees("a link is on its way to it")
    visitor.open(re.search(r"https?://[^/\s]+(/follow/\S+)", Email.objects.get(to=FOLLOWER).message)[1])
    visitor.press("Follow this advert")
    visitor.sees_heading("You follow this advert")


def amend_materially(officer: Visitor, reference: str) -> None:
    officer.open(f"/officer/adverts/{reference}/")
    officer.follow("Changes", within=PARTS)
    officer.sees("No changes since it was published")
    officer.press("Change this advert", within="main")
    officer.fill("Summary", WORDS)
    officer.press("Show what would change")
    officer.sees("Say whether the change is material.")
    officer.fill("What changed, in a sentence", "Pensions are in scope as well.")
    officer.fill("Why", "Partners asked for it.")
    officer.choose("Yes: it may change whether somebody answers")
    officer.press("Show what would change")
    officer.sees("Nothing has been changed yet.", "asked to confirm it or to submit again")
    officer.press("Make this change public")
    officer.sees(f"{reference} is changed.", "0 of 1 submitted")


def give_more_time(officer: Visitor, reference: str) -> None:
    officer.press("Give everybody more time")
    for date, sentence in (("2026-03-01", "later"), ("2026-04-13", "Nothing has been changed yet.")):
        officer.fill("Date", date, within="fieldset:has-text('New closing time')")
        officer.fill("What changed, in a sentence", "The advert closes two weeks later.")
        officer.fill("Why", "Easter falls into the time.")
        officer.press("Show what would change")
        officer.sees(sentence)
    officer.press("Make this change public")
    officer.sees(f"{reference} is changed.")


def ask(partner: Visitor, reference: str) -> None:
    partner.open(f"/adverts/{reference}/")
    partner.follow("Ask a question about this advert")
    partner.fill("Your question", QUESTION)
    partner.press("Send this question")
    partner.sees("Your question has been sent")


def answer(officer: Visitor, reference: str) -> None:
    officer.open(f"/officer/adverts/{reference}/")
    officer.follow("Questions and answers", within=PARTS)
    officer.sees(QUESTION)
    officer.page.locator("main").get_by_role("link", name=re.compile("Q-")).first.click()
    officer.press("Draft an answer to all")
    officer.fill("The answer", ANSWER)
    officer.press("Save this draft")
    officer.press("Read it once more and publish")
    officer.sees(ANSWER)
    officer.page.locator("main input[type=checkbox]").first.check()
    officer.press("Publish to all")
    officer.sees("published")


def confirm_again(partner: Visitor, world: World) -> None:
    partner.open(f"/partner/{world.submissions[0].expression.reference}/")
    partner.sees("stands")
    partner.open(f"/partner/{world.submissions[0].expression.reference}/confirm-again/")
    partner.press("Confirm this submission")
    partner.sees("You confirmed that your submission still says what you want.")


def see_one_confirmation(officer: Visitor, reference: str) -> None:
    officer.open(f"/officer/adverts/{reference}/changes/")
    officer.sees("1 of 1 submitted")


def withdraw(approver: Visitor, reference: str) -> None:
    approver.open(f"/officer/adverts/{reference}/changes/")
    approver.press("Withdraw this advert")
    approver.fill("Why is it withdrawn?", REASON)
    approver.press("Withdraw this advert", within="main form")
    approver.sees("withdrawn")


def read_all(visitor: Visitor, reference: str) -> None:
    """Without an account: the page, the pack in three forms, the answers, the notice."""
    visitor.open(f"/adverts/{reference}/")
    visitor.sees(WORDS, "Pensions are in scope as well.", "The advert closes two weeks later.", "13 April 2026", ANSWER)
    visitor.open(f"/adverts/{reference}/questions/")
    visitor.sees(QUESTION, ANSWER)
    visitor.open(f"/adverts/{reference}/pack/")
    visitor.sees(ANSWER)
    assert visitor.page.request.get(f"/adverts/{reference}/pack.pdf").body().startswith(b"%PDF")
    assert visitor.page.request.get(f"/adverts/{reference}/pack.zip").body().startswith(b"PK")
    releases = json.loads(visitor.page.request.get(f"/adverts/{reference}/notice.json").body())["releases"]
    assert [each["tag"] for each in releases] == [["planning"], ["planningUpdate"], ["planningUpdate"]]


def read_the_withdrawal(visitor: Visitor, reference: str) -> None:
    visitor.open(f"/adverts/{reference}/")
    visitor.sees("Withdrawn", REASON)


def mails_to(address: str, reference: str) -> list[Email]:
    """Of changes to this advert."""
    found = Email.objects.filter(to=address, subject__contains=reference).order_by("pk")
    return [mail for mail in found if "hange" in mail.subject]
