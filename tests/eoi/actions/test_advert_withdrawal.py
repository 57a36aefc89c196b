"""Withdrawing an advert: who, until when, who is told, and what stands still from then on."""

from datetime import timedelta

import pytest
from post_office.models import Email

from eoi import due
from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.actions.plan_reminder import remind_plan_owners
from eoi.actions.submission import submit
from eoi.actions.submission import withdraw as withdraw_submission
from eoi.clock import database_now
from eoi.identity import perform
from eoi.models import Advert, AdvertChange, ClosingRecord, Follower, Phase
from eoi.problems import ActionRefused
from eoi.registry import cards_for
from tests.factories.amendments import ask, withdraw
from tests.factories.people import make_partner
from tests.factories.questions import ask_question, draft_for, publish
from tests.factories.world import CLOSES, DECLARATION, fill_in, make_draft, make_open, make_opened, start, submit_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_queue")]


@pytest.fixture
def world(clock):
    return make_open(clock)


def test_it_is_withdrawn_for_everybody_to_read(world, clock):
    withdrawal = withdraw(world)

    advert, now = world.advert, withdrawal.withdrawn_at
    assert (advert.withdrawn_at, advert.phase(at=now)) == (now, Phase.WITHDRAWN)
    change = AdvertChange.objects.get()
    assert (change.kind, change.reason) == ("withdrawal", withdrawal.reason)
    assert list(Advert.objects.over(at=now)) == [advert]
    for list_of in (Advert.objects.open, Advert.objects.closed, Advert.objects.forthcoming):
        assert not list_of(at=now).exists()
    assert not Advert.objects.closed(at=CLOSES + timedelta(days=1)).exists()


def test_drafts_opened_and_withdrawn_adverts_are_not_withdrawn(clock):
    draft = make_draft(clock, reference="SAL-2026-900")
    with pytest.raises(ActionRefused, match="nothing to withdraw"):
        withdraw(draft)
    opened = make_opened(clock, submissions=1)
    with pytest.raises(ActionRefused, match="can no longer be withdrawn"):
        withdraw(opened)


def test_it_is_done_once(world):
    withdraw(world)

    with pytest.raises(ActionRefused, match="was withdrawn"):
        withdraw(world)


def test_nothing_of_it_waits_for_anybody_any_more(world, clock):
    drafted = draft_for(world, ask_question(world))
    clock.set(CLOSES - timedelta(hours=2))
    before = {card.title for card in cards_for(world.officer, at=database_now())}
    assert {title.partition(":")[0] for title in before} >= {"A question waits for an answer", "Yours"}
    withdraw(world)
    clock.set(CLOSES + timedelta(days=1))

    assert not cards_for(world.officer, at=database_now())
    assert perform(remind_plan_owners, by=None) == 0
    with pytest.raises(ActionRefused, match="nothing about it changes any more"):
        publish(world, drafted)


def test_everybody_is_told_once(world):
    submit_for(world)
    drafting = make_partner()
    start(world, drafting)
    Follower.objects.create(advert=world.advert, email="kim@reader.example", confirmed_at=world.advert.published_at)

    withdraw(world)

    told = Email.objects.filter(subject="Withdrawn: advert SAL-2026-014")
    assert sorted(mail.to[0] for mail in told) == sorted(
        [world.partners[0].email, drafting.email, "kim@reader.example"]
    )
    assert all("stays sealed" in mail.message for mail in told if mail.to != ["kim@reader.example"])


def test_partners_are_refused_in_a_sentence_and_keep_their_receipt(world):
    submission = submit_for(world)
    partner, expression = world.partners[0], submission.expression
    late = make_partner()
    draft = fill_in(start(world, late), late)
    withdraw(world)

    attempts = (
        lambda: perform(save_answers, by=late, expression=draft, changes=[AnswerChange("objective-1", 1, "More")]),
        lambda: perform(submit, by=late, expression=draft, draft_version=draft.draft_version, declaration=DECLARATION),
        lambda: perform(withdraw_submission, by=partner, expression=expression, reason="Gone"),
        lambda: ask(draft, late, until=CLOSES + timedelta(days=1)),
        lambda: start(world, make_partner()),
    )
    for attempt in attempts:
        with pytest.raises(ActionRefused, match="withdrawn"):
            attempt()
    expression.refresh_from_db()
    again = perform(
        submit, by=partner, expression=expression, draft_version=submission.draft_version, declaration=DECLARATION
    )
    assert again == submission  # the same receipt, as ever


def test_no_closing_record_is_made_or_mailed(world, clock):
    submit_for(world)
    withdraw(world)
    clock.set(CLOSES + timedelta(minutes=1))

    assert due.run_due()["closing records"] == 0
    assert not ClosingRecord.objects.exists()
    assert not Email.objects.filter(subject__startswith="Closing record").exists()
