"""Two people of one organisation: invited and joined, writing one answer at once, choosing between the two texts."""

import re

from playwright.sync_api import expect
from post_office.models import Email

from tests.browser.visitor import Visitor
from tests.journeys.answering import sign_up
from tests.journeys.cast import TITLE

BOTH_WRITE = "Other ideas"


def see_the_tasks(partner: Visitor) -> None:
    partner.open("/partner/")
    partner.follow(TITLE)
    partner.sees_heading("Your expression of interest")


def invite(lead: Visitor, *, email: str) -> None:
    """From the task list."""
    see_the_tasks(lead)
    lead.follow("Invite or change people", within="main")
    lead.press("Invite a colleague")
    lead.fill("Your colleague's e-mail address", email)
    lead.press("Send the invitation")
    lead.sees(f"We are sending an invitation to {email}.", "1 invitation")


def join(colleague: Visitor, *, name: str, email: str, organisation: str) -> None:
    """Signs up with the address that the invitation was sent to, then follows the link of its mail."""
    sign_up(colleague, name=name, email=email)
    mail = Email.objects.get(to__contains=email, subject__startswith="Invitation to work for")
    found = re.search(r"/partner/invitations/\S+", mail.message)
    assert found
    colleague.open(found.group())
    colleague.sees_heading(f"Work for {organisation}?")
    colleague.press("Accept the invitation")
    colleague.sees(f"You now act for {organisation}.", "2 people")


def write_at_once(first: Visitor, second: Visitor, *, saved: str, typed: str) -> None:
    """Both have the page before them. Whoever saves second is shown both texts."""
    for person in (first, second):
        see_the_tasks(person)
        person.follow(BOTH_WRITE, within="main")
        person.sees_heading(BOTH_WRITE)
    first.fill("Your answer", saved)
    first.press("Save and next")
    first.sees(f"“{BOTH_WRITE}” is saved.")
    second.fill("Your answer", typed)
    second.press("Save and next")
    _sees_both(second, saved=saved, typed=typed)


def choose_what_was_typed(partner: Visitor, *, saved: str, typed: str) -> None:
    """The text that came second stands in the end; the history keeps the other."""
    see_the_tasks(partner)
    partner.follow(BOTH_WRITE, within="main")
    partner.sees("Two people wrote this answer at the same time. Both texts are kept.")
    partner.follow("Choose which stands")
    _sees_both(partner, saved=saved, typed=typed)
    partner.press("Save the text in this box")
    partner.sees(f"“{BOTH_WRITE}” is settled. Both texts stay in its history.")
    expect(partner.page.get_by_label("Your answer").first).to_have_value(typed)
    partner.follow("Who changed what", within="main")
    partner.sees("3 versions", "Stands now", "Set aside, settled")
    partner.main.get_by_text("Read this text").last.click()
    partner.sees(saved)


def _sees_both(partner: Visitor, *, saved: str, typed: str) -> None:
    partner.sees_heading(f"Two versions of “{BOTH_WRITE}”")
    partner.sees(saved)
    expect(partner.page.get_by_label("Your answer").first).to_have_value(typed)
