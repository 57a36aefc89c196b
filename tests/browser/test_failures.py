"""The pages of what goes wrong, the second factor at sign-in, and that the checks of pages find what they look for."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import OperationalError
from django.urls import reverse

from eoi.identity import RequestIdentity
from tests.browser.adverts import STILL_OPEN
from tests.browser.chromium import Visit
from tests.browser.faults import faults_of, faults_of_refusal
from tests.evaluation.world import lock
from tests.factories.people import PASSWORD, TOTP_SECRET

pytestmark = pytest.mark.browser
TELEPHONE = "0161 496 0000"


def test_an_unknown_address_and_somebody_elses_page_are_explained(visit: Visit, places):
    stranger = visit()
    assert stranger.open("/no-such-page/") == 404
    stranger.sees("Page not found", TELEPHONE)
    assert [*faults_of(stranger)] == []

    partner = visit(places.lead)
    assert partner.open(reverse("eoi:officer-start")) == 403
    partner.sees("procurement officers and approvers", TELEPHONE)
    assert [*faults_of(partner)] == []


def test_what_was_typed_is_shown_when_the_session_has_ended(visit: Visit, places):
    partner = visit(places.lead)
    partner.open(reverse("eoi:answer-edit", args=[places.begun.reference, "objective-1"]))
    partner.fill("Your answer", "We would bring the queues down within a year.")
    partner.page.context.clear_cookies(name="sessionid")
    partner.press("Save and next")

    assert partner.page.get_by_text("We would bring the queues down within a year.").is_visible()
    assert [*faults_of(partner)] == []


def test_what_was_typed_is_shown_when_the_forms_token_is_missing(visit: Visit, places):
    partner = visit(places.lead)
    partner.open(reverse("eoi:answer-edit", args=[places.begun.reference, "objective-1"]))
    partner.fill("Your answer", "We would bring the queues down within a year.")
    partner.page.context.clear_cookies(name="csrftoken")
    partner.press("Save and next")

    assert partner.page.get_by_text("We would bring the queues down within a year.").is_visible()
    assert [*faults_of(partner)] == []


def test_what_comes_second_or_too_late_is_shown_and_not_lost(visit: Visit, places):
    address = reverse("eoi:answer-edit", args=[places.begun.reference, "objective-1"])
    first, second, late = (visit(places.lead) for _ in range(3))
    for partner, words in ((first, "From the first page."), (second, "From the second."), (late, "Too late.")):
        partner.open(address)
        partner.fill("Your answer", words)
    first.press("Save and next")
    second.press("Save and next")
    second.sees("Two versions of", "From the first page.")
    assert second.page.get_by_role("textbox").input_value() == "From the second."
    assert [*faults_of(second)] == []

    places.clock.set(STILL_OPEN)
    late.press("Save and next")
    late.sees("What you typed was not saved", f"telephone {TELEPHONE} now", "From the first page.")
    assert late.page.get_by_role("textbox").input_value() == "Too late."
    assert [*faults_of(late)] == []


def test_scores_that_come_after_the_lock_are_shown_and_not_lost(visit: Visit, places):
    it = places.scoring
    evaluator = visit(places.scoring_second)
    evaluator.open(reverse("evaluation:assessment-edit", args=[it.panel.reference, places.untouched.reference]))
    evaluator.page.locator('[name="objective-1-rationale"]').fill("Written in another tab.")
    lock(it, it.members[1], places.untouched)
    evaluator.press("Save these scores")

    evaluator.sees("What you typed was not saved", "You have locked these scores")
    assert evaluator.page.get_by_label("Better services, sooner").first.input_value() == "Written in another tab."
    assert [*faults_of(evaluator)] == []


@pytest.mark.parametrize(("fault", "status"), [(RuntimeError("a fault"), 500), (OperationalError("no database"), 503)])
def test_a_fault_of_ours_gives_a_reference_and_a_telephone_number(visit: Visit, places, monkeypatch, fault, status):
    def fail(self, request):
        raise fault

    visitor = visit()
    monkeypatch.setattr(RequestIdentity, "__call__", fail)
    assert visitor.open("/") == status
    visitor.sees("F-", TELEPHONE)
    assert [*faults_of(visitor)] == []


def test_signing_in_with_a_second_factor(visit: Visit, places):
    officer = visit()
    officer.open(reverse("account_login"))
    officer.fill("E-mail address", places.officer.email)
    officer.fill("Password", PASSWORD)
    officer.press("Sign in", within="main")
    assert officer.path.startswith(reverse("mfa_authenticate"))
    assert [*faults_of(officer)] == []

    officer.page.get_by_role("textbox").first.fill("12")
    officer.page.locator("main form").first.get_by_role("button").first.click()
    assert [*faults_of(officer), *faults_of_refusal(officer)] == []

    officer.page.get_by_role("textbox").first.fill(format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30)))
    officer.page.locator("main form").first.get_by_role("button").first.click()
    officer.sees_heading("Adverts")


def test_the_checks_find_what_they_look_for(visit: Visit, places):
    visitor = visit()
    visitor.open("/")
    visitor.page.evaluate(
        """() => {
        document.title = "Adverts";
        const main = document.querySelector("main");
        main.insertAdjacentHTML("beforeend", '<h1>Again</h1><img src="/x.png"><svg width="900" height="9"></svg>');
        console.error("said a script");
    }"""
    )
    found = "\n".join(faults_of(visitor))

    for words in ("title is “Adverts”", "2 headings", "image-alt", "320 px, wider than the window", "said a script"):
        assert words in found
    assert "no error summary" in "\n".join(faults_of_refusal(visitor))
