"""Before the advert, from an overdue profile to the decision, by the pages alone, with JavaScript and without (issue: Done when)."""

import pytest

from tests.browser.chromium import Visit
from tests.browser.visitor import Visitor
from tests.factories.world import Clock
from tests.journeys import preparing
from tests.journeys.preparing_cast import Preparing, gather


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_from_an_overdue_profile_to_the_decision(
    visit: Visit, transactional_db, mail_queue, clock: Clock, javascript: bool
):
    def browser_of(person):
        return visit(person, javascript=javascript)

    cast = gather(clock)
    officer, manager, representative, approver = map(
        browser_of, (cast.officer, cast.manager, cast.union, cast.approver)
    )
    still_open = list(preparing.AT_FIRST)

    def met(*conditions: str) -> None:
        for condition in conditions:
            still_open.remove(condition)
        preparing.see_readiness(officer, *still_open)

    met()
    assert officer.page.locator("body.js-enabled").count() == javascript
    _keep_the_service(manager, met)
    _resolve(officer, browser_of(cast.colleague), cast, met)
    preparing.make_a_representation(representative)
    preparing.see_readiness(officer, preparing.ANSWERED)
    preparing.ask_for_the_decision(officer)
    preparing.be_blocked(approver, cast.reference)
    preparing.answer_the_representation(officer, cast.reference)
    met()
    preparing.agree_to_close(representative)
    preparing.decide(approver, cast.reference)
    preparing.read_the_decision(officer, cast.approver.full_name)


def _keep_the_service(manager: Visitor, met) -> None:
    preparing.revise_the_profile(manager)
    preparing.sign_off_the_profile(manager)
    met(preparing.IN_DATE)
    preparing.record_an_issue(manager)
    met(preparing.ISSUES)


def _resolve(officer: Visitor, colleague: Visitor, cast: Preparing, met) -> None:
    """Each condition from the page that names it."""
    preparing.begin_the_consultation(officer, cast.reference)
    preparing.share_the_draft(officer)
    met(preparing.BEGUN)
    preparing.begin_the_plan(officer, cast.reference)
    met(preparing.PLAN, preparing.COMMUNICATION)
    preparing.let_staff_ask(officer, cast.reference)
    met(preparing.STAFF_QUESTIONS)
    preparing.write_guidance(officer, cast.reference)
    met(preparing.CRITERIA)
    preparing.ask_to_agree(officer, cast.reference, cast.colleague.full_name)
    preparing.agree_the_criteria(colleague, cast.reference)
    met(preparing.AGREED)
    preparing.record_a_reason(officer, cast.reference)
    met(preparing.OF_THE_WHOLE)
