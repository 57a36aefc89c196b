"""Signing up, registering an organisation, answering, submitting, amending: as prospective partners do it."""

import re

from post_office.models import Email

from tests.browser.visitor import Visitor
from tests.factories.people import PASSWORD
from tests.journeys.cast import TITLE

NEED = "We run shared desks for four councils and would open ours to Salford."


def sign_up(visitor: Visitor, *, name: str, email: str) -> None:
    """From the advert, by form, with the link of the mail; then signed in by form."""
    visitor.open("/")
    visitor.follow(TITLE)
    visitor.follow("create an account")
    visitor.fill("Full name", name)
    visitor.fill("E-mail address", email)
    for password in visitor.page.locator("input[type=password]").all():
        password.fill(PASSWORD)
    visitor.press("Create account")
    visitor.sees_heading("Check your e-mail")
    found = re.search(r"/account/confirm-email/\S+", Email.objects.filter(to__contains=email).latest("pk").message)
    assert found
    visitor.open(found.group())
    visitor.sees(email)
    visitor.press("Confirm this address")
    visitor.open("/account/login/")
    if visitor.path == "/account/login/":
        visitor.fill("E-mail address", email)
        visitor.fill("Password", PASSWORD)
        visitor.press("Sign in", within="main")
    visitor.sees_heading("My expressions of interest")
    visitor.sees("Register your organisation first.")


def start(partner: Visitor, *, organisation: str, number: str) -> None:
    """From the advert's button; the organisation is registered on the way."""
    partner.open("/")
    partner.follow(TITLE)
    partner.press("Start an expression of interest")
    partner.sees("You come back to this advert afterwards.")
    partner.fill("Name of the organisation", organisation)
    partner.fill("Company number", number)
    partner.choose("Company", within="fieldset:has-text('What kind of organisation')")
    partner.choose("10 to 49", within="fieldset:has-text('How large')")
    partner.fill("Address", "1 Chapel Street\nSalford\nM50 9ZZ")
    partner.press("Register this organisation")
    partner.sees(f"{organisation} is registered, and you are its lead.", f"You start for {organisation}")
    partner.press("Start for this organisation")
    partner.sees_heading("Your expression of interest")
    partner.sees("NOT SUBMITTED", "Not started")


def answer_everything(partner: Visitor, *, words: str, nothing_for: str = "") -> None:
    """From the task list through every page with “Save and next”, to the check page."""
    answer(partner, first="About your organisation", pages=6, words=words, nothing_for=nothing_for)
    answer_the_rest(partner)


def answer(partner: Visitor, *, first: str, pages: int, words: str, nothing_for: str = "") -> None:
    """From the task list through some of the pages that ask for words alone."""
    partner.follow(first, within="main")
    for _ in range(pages):
        title = partner.page.locator("h1").inner_text()
        if title == nothing_for:
            partner.choose("We offer nothing for this objective")
        else:
            partner.fill("Your answer", f"{words}\n\nThis is about {title.lower()}.")
        partner.press("Save and next")
        partner.sees(f"“{title}” is saved.")


def answer_the_rest(partner: Visitor) -> None:
    """From the page after the objectives to the check page."""
    partner.sees_heading("People and jobs")
    partner.press("Save and next")
    partner.sees_heading("The needs you can meet")
    first = partner.page.locator("main section.formset-item").first
    first.get_by_role("checkbox").check()
    first.get_by_role("textbox").fill(NEED)
    partner.press("Save and next")
    partner.sees_heading("Services you could help")
    partner.choose("Finance")
    partner.press("Save and next")
    partner.sees_heading("Other ideas")
    partner.press("Save and next")
    partner.sees_heading("Use of artificial intelligence")
    partner.press("Save and check")
    partner.sees_heading("Check your expression of interest")


def submit(partner: Visitor, *, edition: int = 1) -> str:
    """The receipt's reference, as the page shows it."""
    partner.sees("This is what will be submitted, word for word.", NEED)
    partner.fill("Your position", "Director")
    partner.choose("I am authorised to make this expression of interest")
    partner.choose("I have read the standing statements")
    partner.press("Submit this expression of interest")
    partner.sees_heading("Expression of interest submitted")
    partner.sees("Submitted", "Can be changed until", "Digest", "What happens next")
    assert partner.path.endswith(f"/submissions/{edition}/")
    found = re.search(r"EOI-\w{4}-\w{4}-\d+", partner.main.inner_text())
    assert found
    return found.group()


def amend(partner: Visitor, *, words: str) -> None:
    """What is changed is not submitted until it is submitted again."""
    partner.open("/partner/")
    partner.follow(TITLE)
    partner.follow("Other ideas", within="main")
    partner.fill("Your answer", words)
    partner.press("Save and next")
    partner.press("Save and check")
    partner.sees("Your changes after edition 1 are not submitted: edition 1 stands")
    partner.sees(words)


def be_too_late(partner: Visitor) -> None:
    partner.open("/partner/")
    partner.sees("The advert has closed. Nothing for you to do now.")
    partner.follow(TITLE)
    partner.sees("nothing changes any more")
    partner.follow("Other ideas", within="main")
    partner.sees("this answer can be read but no longer changed")
    assert partner.page.get_by_role("textbox").count() == 0
