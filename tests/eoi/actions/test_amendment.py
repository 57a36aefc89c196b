"""Changing a published advert: what may, until when, and who is told (P20)."""

from datetime import UTC, datetime, timedelta

import pytest
from post_office.models import Email

from eoi.actions.amendment import amend_advert
from eoi.actions.submission import submit
from eoi.actions.submission import withdraw as withdraw_submission
from eoi.identity import perform
from eoi.models import AdvertChange, ChangeKind, Follower, Milestone, PlanMove
from eoi.problems import ActionRefused
from eoi.reconfirming import tally_of
from eoi.working_days import uk_day
from tests.factories.amendments import amend, confirm_again, give_more_time, withdraw
from tests.factories.people import make_partner
from tests.factories.world import CLOSES, DECLARATION, fill_in, make_draft, make_open, make_published, start, submit_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_queue")]


@pytest.fixture
def world(clock):
    return make_open(clock)


def follow(world, email="kim@reader.example"):
    return Follower.objects.create(advert=world.advert, email=email, confirmed_at=world.advert.published_at)


def changes_mailed():
    return {mail.to[0]: mail for mail in Email.objects.all() if world_words(mail)}


def world_words(mail):
    return "dvert SAL-2026-014" in mail.subject and "decision" not in mail.subject.casefold()


def test_a_change_of_words_is_public_with_before_and_after(world):
    before = world.advert.summary

    change = amend(world, summary="Come and talk.")

    assert world.advert.summary == "Come and talk."
    assert (change.kind, change.number, change.is_material) == (ChangeKind.AMENDMENT, 1, False)
    assert change.details == [{"field": "summary", "label": "Summary", "before": before, "after": "Come and talk."}]
    assert world.advert.public_version == change.public_version == 2


def test_a_later_closing_time_alone_is_more_time_for_everybody(world):
    change = give_more_time(world, days=2)

    assert change.kind == ChangeKind.EXTENSION
    assert world.advert.closes_at == CLOSES + timedelta(days=2)
    assert "(UK time)" in change.details[0]["after"]


def test_an_advert_that_opens_later_can_be_changed(clock):
    world = make_published(clock)

    assert amend(world).number == 1


def test_a_draft_is_not_amended(clock):
    with pytest.raises(ActionRefused, match="change the draft instead"):
        amend(make_draft(clock))


@pytest.mark.parametrize(("seconds", "is_late"), [(-1, False), (0, True), (1, True)])
def test_the_closing_time_ends_it(seconds, is_late, world, clock):
    clock.set(CLOSES + timedelta(seconds=seconds))

    if not is_late:
        assert give_more_time(world, hours=1).number == 1
        return
    with pytest.raises(ActionRefused, match="no longer change"):
        give_more_time(world, hours=1)
    assert world.refresh().closes_at == CLOSES


def test_nothing_changed_is_nothing_to_announce(world):
    with pytest.raises(ActionRefused, match="Nothing on this page differs"):
        amend(world, summary=world.advert.summary)
    assert not AdvertChange.objects.exists()


def test_an_earlier_closing_time_is_refused_in_a_sentence(world):
    with pytest.raises(ActionRefused, match="only moves later"):
        give_more_time(world, seconds=-1)


@pytest.mark.parametrize(("seconds", "is_enough"), [(-1, False), (0, True), (1, True)])
def test_a_material_change_leaves_five_working_days(seconds, is_enough, world, clock):
    day_begins = datetime(2026, 4, 1, 23, tzinfo=UTC)  # Thursday 2 April in the United Kingdom
    clock.set(datetime(2026, 3, 26, 9, tzinfo=UTC))  # Thursday: five working days later is Thursday 2 April
    changes = {"closes_at": day_begins + timedelta(seconds=seconds), "body": "Everything, evenings too."}

    if is_enough:
        assert amend(world, material=True, **changes).is_material
        return
    with pytest.raises(ActionRefused, match="Thursday 2 April 2026 or later"):
        amend(world, material=True, **changes)
    assert not AdvertChange.objects.exists()
    assert amend(world, **changes).kind == ChangeKind.AMENDMENT  # not material: any later time will do


def test_a_colleagues_change_is_not_written_over(world):
    read = world.advert
    amend(world)

    with pytest.raises(ActionRefused, match="changed while you were writing"):
        perform(
            amend_advert,
            by=world.second_officer,
            advert=read,
            changes={"body": "Mine"},
            summary="Mine.",
            reason="Mine.",
            is_material=False,
            public_version=1,
        )


def test_the_plan_follows_the_closing_day(world):
    milestone = Milestone.objects.filter(advert=world.advert, anchor="closing").first()
    assert milestone is not None

    give_more_time(world, days=7)

    assert PlanMove.objects.filter(entry_reference=milestone.reference, reason__contains="evenings").exists()
    milestone.refresh_from_db()
    assert milestone.planned_on >= uk_day(CLOSES)


def test_everybody_is_told_once_and_only_who_has_something_to_do_is_asked(world):
    submit_for(world)
    drafting = make_partner()
    start(world, drafting)
    follow(world)
    follow(world, world.partners[0].email.upper())
    world.clock.advance(hours=1)

    amend(world, material=True)

    told = changes_mailed()
    assert set(told) == {world.partners[0].email, drafting.email, "kim@reader.example"}
    assert len([mail for mail in Email.objects.all() if world_words(mail)]) == 3
    asked = told[world.partners[0].email]
    assert asked.subject.startswith("Action needed: ")
    assert "confirm-again" in asked.message
    assert "stands" in asked.message
    for email in (drafting.email, "kim@reader.example"):
        assert told[email].subject == "Important change to advert SAL-2026-014"
        assert "#changes" in told[email].message


def test_a_plain_change_asks_nobody_to_do_anything(world):
    submit_for(world)
    amend(world)

    assert changes_mailed()[world.partners[0].email].subject == "Change to advert SAL-2026-014"


def test_submitted_partners_confirm_or_submit_again_and_the_council_reads_numbers(world, clock):
    for _ in range(3):
        submit_for(world)
    assert tally_of(world.advert) is None
    clock.advance(hours=1)
    amend(world, material=True)
    clock.advance(hours=1)

    first, second, third = world.submissions
    confirm_again(first.expression, world.partners[0])
    confirm_again(first.expression, world.partners[0])  # twice is once
    expression = fill_in(second.expression, world.partners[1], words="Evenings too.")
    perform(
        submit,
        by=world.partners[1],
        expression=expression,
        draft_version=expression.draft_version,
        declaration=DECLARATION,
    )

    tally = tally_of(world.advert)
    assert (tally.standing, tally.settled) == (3, 2)
    with pytest.raises(ActionRefused, match="nothing to confirm"):
        confirm_again(second.expression, world.partners[1])
    perform(withdraw_submission, by=world.partners[2], expression=third.expression, reason="Gone")
    with pytest.raises(ActionRefused, match="nothing to confirm"):
        confirm_again(third.expression, world.partners[2])
    assert (tally_of(world.advert).standing, tally_of(world.advert).settled) == (2, 2)


def test_a_second_material_change_asks_again(world, clock):
    expression = submit_for(world).expression
    clock.advance(hours=1)
    amend(world, material=True)
    confirm_again(expression, world.partners[0])
    clock.advance(hours=1)
    first = AdvertChange.objects.get()

    amend(world, material=True, body="Evenings and Saturdays.")

    assert tally_of(world.advert).settled == 0
    assert confirm_again(expression, world.partners[0]).change.number == first.number + 1


@pytest.mark.parametrize(("seconds", "is_late"), [(-1, False), (0, True), (1, True)])
def test_what_stands_is_confirmed_until_the_closing_time(seconds, is_late, world, clock):
    expression = submit_for(world).expression
    clock.advance(hours=1)
    amend(world, material=True)
    clock.set(CLOSES + timedelta(seconds=seconds))

    if not is_late:
        assert confirm_again(expression, world.partners[0]).pk
        return
    with pytest.raises(ActionRefused, match="closing time has passed"):
        confirm_again(expression, world.partners[0])


def test_a_withdrawn_advert_is_not_amended(world):
    withdraw(world)

    with pytest.raises(ActionRefused, match="was withdrawn"):
        amend(world)
