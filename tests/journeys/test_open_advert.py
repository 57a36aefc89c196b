"""The advert in the open, by the pages alone: published, changed, extended, asked about, another withdrawn (issue: Done when)."""

import pytest

from tests.browser.chromium import Visit
from tests.factories.world import OPENS, Clock, submit_for
from tests.journeys import open_advert
from tests.journeys.open_advert import FOLLOWER, gather, mails_to


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_from_publication_to_changes_answers_and_a_withdrawal(
    visit: Visit, transactional_db, mail_queue, clock: Clock, javascript: bool
):
    def browser_of(person=None):
        return visit(person, javascript=javascript) if person else visit(javascript=javascript)

    cast = gather(clock)
    reference = cast.world.advert.reference
    visitor, officer, approver = browser_of(), browser_of(cast.world.officer), browser_of(cast.world.approver)
    open_advert.publish(officer, reference)
    open_advert.follow(visitor, reference)
    clock.set(OPENS.replace(hour=10))
    cast.world.refresh()
    submit_for(cast.world, cast.partner)
    partner = browser_of(cast.partner)

    open_advert.amend_materially(officer, reference)
    open_advert.give_more_time(officer, reference)
    open_advert.ask(partner, reference)
    open_advert.answer(officer, reference)
    open_advert.confirm_again(partner, cast.world)
    open_advert.see_one_confirmation(officer, reference)
    open_advert.withdraw(approver, cast.other.advert.reference)

    open_advert.read_all(visitor, reference)
    open_advert.read_the_withdrawal(visitor, cast.other.advert.reference)
    told = mails_to(FOLLOWER, reference)
    assert len(told) == 3
    assert len({mail.message for mail in told}) == 3
