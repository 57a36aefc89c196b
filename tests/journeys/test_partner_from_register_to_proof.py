"""The partner's side by the pages alone, with JavaScript and without: from registering to a proof offline (issue: Done when)."""

from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command

from tests.browser.chromium import Visit
from tests.browser.visitor import Visitor
from tests.factories.partner_files import fresh_pdf
from tests.factories.world import CLOSES, Clock, make_open
from tests.journeys import answering, attaching, colleagues, proving
from tests.journeys.answering import NEED

LEAD, COLLEAGUE = "philip@northgate.example", "cora@northgate.example"
ORGANISATION = "Northgate Shared Services plc"
SAVED = "A works council would meet every quarter."
TYPED = "Residents would test each new counter first."
AMENDED = "Residents would test each new counter, and each new form."


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_from_registering_to_a_receipt_verified_offline(
    visit: Visit, transactional_db, mail_queue, clock: Clock, tmp_path: Path, javascript: bool
):
    make_open(clock)
    lead, colleague = visit(javascript=javascript), visit(javascript=javascript)

    _gather(lead, colleague)
    assert lead.page.locator("body.js-enabled").count() == javascript
    _fill_in_together(lead, colleague)
    _attach(colleague)
    _check(lead)
    receipts = [_submit(lead, 1, tmp_path)]
    clock.advance(days=1)
    answering.amend(colleague, words=AMENDED)
    receipts.append(_submit(colleague, 2, tmp_path))
    clock.advance(days=1)
    _withdraw(lead)
    clock.advance(days=1)
    _check(lead)
    receipts.append(_submit(lead, 3, tmp_path))
    clock.set(CLOSES.replace(minute=1))
    call_command("run_due")
    _prove(lead, receipts, tmp_path)


def _gather(lead: Visitor, colleague: Visitor) -> None:
    answering.sign_up(lead, name="Philip Founder", email=LEAD)
    answering.start(lead, organisation=ORGANISATION, number="04811273")
    colleagues.invite(lead, email=COLLEAGUE)
    colleagues.join(colleague, name="Cora Colleague", email=COLLEAGUE, organisation=ORGANISATION)


def _fill_in_together(lead: Visitor, colleague: Visitor) -> None:
    """Each answers some of the questions, and both the same one."""
    for person in (lead, colleague):
        colleagues.see_the_tasks(person)
    answering.answer(lead, first="About your organisation", pages=3, words="Philip wrote this.")
    answering.answer(colleague, first="Working together", pages=3, words="Cora wrote this.")
    answering.answer_the_rest(colleague)
    colleagues.write_at_once(lead, colleague, saved=SAVED, typed=TYPED)
    colleagues.choose_what_was_typed(lead, saved=SAVED, typed=TYPED)


def _attach(partner: Visitor) -> None:
    colleagues.see_the_tasks(partner)
    partner.follow("Add supporting files", within="main")
    attaching.choose(partner, "Our structure.pdf", fresh_pdf(), "Who does what")
    partner.sees("Received “Our structure.pdf”", "1 file,")


def _submit(partner: Visitor, edition: int, folder: Path) -> Path:
    """The receipt's file, as the browser saved it."""
    reference = answering.submit(partner, edition=edition)
    partner.sees("Philip wrote this.", "Cora wrote this.", TYPED if edition == 1 else AMENDED, "Our structure.pdf")
    partner.does_not_see(SAVED)
    return proving.keep_receipt(partner, reference, folder)


def _check(partner: Visitor) -> None:
    colleagues.see_the_tasks(partner)
    partner.follow("Check and submit", within="main")


def _withdraw(partner: Visitor) -> None:
    colleagues.see_the_tasks(partner)
    partner.follow("Withdraw", within="main")
    partner.sees_heading("Withdraw this expression of interest?")
    partner.press("Withdraw this expression of interest")
    partner.sees_heading("Expression of interest withdrawn")
    partner.sees("Philip Founder, for", "Edition 2")
    partner.follow("Edition 2", within="main")
    partner.sees("This edition no longer stands")


def _prove(partner: Visitor, receipts: list[Path], folder: Path) -> None:
    """Of every edition, also those that no longer stand; a receipt of which one letter was changed is found out."""
    colleagues.see_the_tasks(partner)
    partner.follow("Edition 3", within="main")
    proof = proving.gather_proof(partner, receipts=receipts, to=LEAD, folder=folder)
    assert proving.digest_mailed(COLLEAGUE) == proof.digest
    assert (
        len([message for message in mail.outbox if COLLEAGUE in message.to and "Receipt EOI" in message.subject]) == 3
    )

    code, said = proof.verify()
    assert (code, said.count(" agrees.")) == (0, 4), said
    code, said = proof.with_one_character_changed(NEED, NEED.replace("four", "foul")).verify()
    assert (code, said.count("does NOT agree.")) == (1, 1), said
    assert "The content was changed" in said
