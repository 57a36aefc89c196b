"""Handovers and deputies: what they do to who holds what, on which day, and what they refuse."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from post_office.models import Email

from eoi.actions.advert import add_officer
from eoi.actions.handover import begin_handover, cancel_handover, end_handover, record_handover
from eoi.actions.opening import cancel_opening_request, request_opening
from eoi.actions.person import change_roles, disable_person
from eoi.due import run_due
from eoi.handovers_due import put_handovers_into_effect
from eoi.holdings import holders_of
from eoi.identity import perform
from eoi.models import AuditEvent, Handover, HandoverState, ReadingGrant, Role, Submission
from eoi.permissions import may_keep_service, may_represent, may_run_advert
from eoi.problems import ActionRefused
from tests.evaluation.world import make_panel
from tests.factories.handovers import REASON, hand_over, name_deputy, plan_of
from tests.factories.people import (
    make_administrator,
    make_evaluator,
    make_officer,
    make_person,
)
from tests.factories.ready_consultation import make_body, make_representative
from tests.factories.services import make_deputy, make_owner, service_of
from tests.factories.world import close, make_draft, make_open, make_opened, open_submissions, submit_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_queue")]


def again(handover):
    return Handover.objects.get(pk=handover.pk)


def reads(person, world):
    return Submission.objects.standing().for_advert(world.advert).readable_by(person).count()


def test_an_advert_handed_over_today_changes_hands_at_once(clock):
    world, taker = make_draft(clock), make_officer()

    handover = hand_over(world.advert, world.officer, taker, by=world.officer)

    assert may_run_advert(taker, world.advert)
    assert not may_run_advert(world.officer, world.advert)
    assert handover.state == HandoverState.ENDED
    assert {mail.to[0] for mail in Email.objects.filter(subject__contains="has taken over")} == {
        taker.email,
        world.officer.email,
    }


def test_one_for_a_later_day_waits_for_that_day_in_the_united_kingdom(clock):
    clock.set(datetime(2026, 6, 1, 10, tzinfo=UTC))
    service, taker = service_of(), make_person(Role.SERVICE_MANAGER)
    giver = make_owner(service)
    handover = hand_over(service, giver, taker, starts_in=7)
    assert Email.objects.filter(subject__contains=f"{handover.reference}: from 8 June 2026").count() == 2

    clock.set(datetime(2026, 6, 7, 22, 59, 59, tzinfo=UTC))  # a second before midnight in British Summer Time
    assert put_handovers_into_effect() == 0
    assert may_keep_service(giver, service)

    clock.set(datetime(2026, 6, 7, 23, tzinfo=UTC))
    assert run_due()["handovers"] == 1
    assert run_due()["handovers"] == 0
    assert service.owner == taker
    assert not may_keep_service(giver, service)
    begun = AuditEvent.objects.get(action="handover.begin")
    assert begun.actor is None
    assert begun.after == {"kind": "handover", "service": service.key}


def test_a_deputy_holds_it_too_until_the_end_of_the_last_day(clock):
    clock.set(datetime(2026, 1, 5, 10, tzinfo=UTC))
    body = make_body("A Union", by=make_officer(), speakers=0)
    giver, taker = make_representative(body, by=make_officer()), make_person(Role.REPRESENTATIVE)

    name_deputy(body, giver, taker, by=giver, lasts=3)
    assert may_represent(giver, body)
    assert may_represent(taker, body)

    clock.set(datetime(2026, 1, 7, 23, 59, 59, tzinfo=UTC))
    assert put_handovers_into_effect() == 0
    clock.set(datetime(2026, 1, 8, tzinfo=UTC))
    assert put_handovers_into_effect() == 1
    assert may_represent(giver, body)
    assert not may_represent(taker, body)
    assert Email.objects.filter(subject__contains="no longer").count() == 2


def test_leave_to_read_follows_the_officers_after_the_opening(clock):
    world, taker = make_opened(clock, submissions=2), make_officer()

    hand_over(world.advert, world.officer, taker)

    assert reads(taker, world) == 2
    assert reads(world.officer, world) == 0
    ended = ReadingGrant.objects.filter(user=world.officer, revoked_at__isnull=False)
    assert {grant.revoked_reason for grant in ended} == {f"Handed over: {Handover.objects.get().reference}"}


def test_an_officer_who_is_an_approver_too_keeps_reading_as_that(clock):
    world = make_open(clock)
    both = make_person(Role.PROCUREMENT_OFFICER, Role.APPROVER)
    perform(add_officer, by=world.officer, advert=world.advert, officer=both)
    submit_for(world)
    open_submissions(close(world))

    hand_over(world.advert, both, make_officer())

    assert reads(both, world) == 1
    assert not may_run_advert(both, world.advert)


def test_a_deputy_reads_while_deputising_only(clock):
    world, taker = make_opened(clock, submissions=1), make_officer()

    handover = name_deputy(world.advert, world.officer, taker)
    assert reads(taker, world) == 1

    perform(end_handover, by=world.officer, handover=handover)
    assert reads(taker, world) == 0
    assert reads(world.officer, world) == 1
    assert again(handover).ended_by == world.officer


def test_a_deputy_who_takes_over_for_good_keeps_it_when_deputising_ends(clock):
    world, taker = make_draft(clock), make_officer()
    deputising = name_deputy(world.advert, world.officer, taker, lasts=3)
    hand_over(world.advert, world.officer, taker)

    clock.advance(days=3)
    assert put_handovers_into_effect() == 1

    assert again(deputising).state == HandoverState.ENDED
    assert may_run_advert(taker, world.advert)


def test_a_deputy_keeper_who_becomes_the_owner_keeps_it(clock):
    service, taker = service_of(), make_person(Role.SERVICE_MANAGER)
    giver = make_owner(service)
    deputising = name_deputy(service, giver, taker)
    hand_over(service, giver, taker)

    perform(end_handover, by=make_administrator(), handover=deputising)

    assert service.owner == taker


def test_a_deputy_keepers_place_is_handed_over_as_that(clock):
    service, taker = service_of(), make_person(Role.SERVICE_MANAGER)
    owner, deputy = make_owner(service), make_deputy(service)

    hand_over(service, deputy, taker, by=deputy)

    assert service.owner == owner
    assert holders_of(service) == [owner, taker]


def test_somebody_added_meanwhile_keeps_what_they_hold_in_their_own_right(clock):
    world, taker = make_draft(clock), make_officer()
    planned = name_deputy(world.advert, world.officer, taker, starts_in=2, lasts=2)
    perform(add_officer, by=world.officer, advert=world.advert, officer=taker)
    for days in (2, 2):
        clock.advance(days=days)
        assert put_handovers_into_effect() == 1

    assert again(planned).state == HandoverState.ENDED
    assert may_run_advert(taker, world.advert)


def test_a_handover_to_a_fellow_officer_leaves_them_alone(clock):
    world = make_draft(clock)

    hand_over(world.advert, world.officer, world.second_officer, by=world.officer)

    assert holders_of(world.advert) == [world.second_officer]


def test_whoever_asked_for_the_opening_does_not_leave_before_it(clock):
    world = close(make_open(clock))
    perform(request_opening, by=world.officer, advert=world.advert)

    with pytest.raises(ActionRefused, match="Confirm the opening or take the request back first"):
        hand_over(world.advert, world.officer, make_officer())
    with pytest.raises(ActionRefused, match="two officers are needed"):
        hand_over(world.advert, world.second_officer, world.officer)

    assert holders_of(world.advert) == [world.officer, world.second_officer]
    assert not Handover.objects.exists()


def test_the_second_officer_can_be_replaced_while_the_opening_is_asked_for(clock):
    world, taker = close(make_open(clock)), make_officer()
    perform(request_opening, by=world.officer, advert=world.advert)

    hand_over(world.advert, world.second_officer, taker)

    assert holders_of(world.advert) == [world.officer, taker]


def test_a_member_of_the_panel_is_refused_on_the_day_and_it_is_said(clock):
    it = make_panel(clock, submissions=1, members=1)
    member, administrator = it.members[0].user, make_administrator()
    perform(
        change_roles,
        by=administrator,
        person=member,
        roles=[Role.EVALUATOR.value, Role.PROCUREMENT_OFFICER.value],
    )
    failing = hand_over(it.world.advert, it.officer, member, by=administrator, starts_in=1)
    other = hand_over(service_of(), make_owner(), make_person(Role.SERVICE_MANAGER), starts_in=1)
    clock.advance(days=1)

    assert run_due()["handovers"] == 1  # the other one

    failed = again(failing)
    assert failed.state == HandoverState.FAILED
    assert "A member of the panel does not run the advert it scores" in failed.failure
    assert may_run_advert(it.officer, it.world.advert)
    assert again(other).begun_at
    assert Email.objects.get(subject__startswith=f"Action needed: {failing.reference}").to == [administrator.email]
    assert run_due()["handovers"] == 0
    assert AuditEvent.objects.filter(action="handover.fail").count() == 1


def test_a_member_of_the_panel_is_refused_at_once_today(clock):
    it = make_panel(clock, submissions=1, members=1)
    member = it.members[0].user
    roles = [Role.EVALUATOR.value, Role.PROCUREMENT_OFFICER.value]
    perform(change_roles, by=make_administrator(), person=member, roles=roles)

    with pytest.raises(ActionRefused, match="A member of the panel does not run the advert"):
        name_deputy(it.world.advert, it.officer, member)

    assert not Handover.objects.exists()


def test_a_deputy_who_cannot_be_taken_off_is_flagged_and_ended_by_hand(clock):
    world = close(make_open(clock))
    taker = make_officer()
    running = name_deputy(world.advert, world.officer, taker, by=world.officer, lasts=1)
    perform(request_opening, by=taker, advert=world.advert)
    clock.advance(days=1)
    run_due()

    assert again(running).state == HandoverState.FAILED
    assert may_run_advert(taker, world.advert)
    perform(cancel_opening_request, by=taker, advert=world.advert)
    perform(end_handover, by=world.officer, handover=again(running))
    assert again(running).state == HandoverState.ENDED
    assert not may_run_advert(taker, world.advert)


@pytest.mark.parametrize("change", ["disabled", "role", "gone"])
def test_what_changed_before_the_day_fails_with_a_sentence(clock, change):
    service, taker, administrator = service_of(), make_person(Role.SERVICE_MANAGER), make_administrator()
    planned = hand_over(service, make_owner(service), taker, starts_in=1, by=administrator)
    if change == "disabled":
        perform(disable_person, by=administrator, person=taker)
    elif change == "role":
        perform(change_roles, by=administrator, person=taker, roles=[Role.EVALUATOR.value])
    else:
        make_owner(service)
    clock.advance(days=1)
    put_handovers_into_effect()

    sentence = {"disabled": "is disabled", "role": "does not have the role", "gone": "nothing to pass on"}[change]
    assert sentence in again(planned).failure


def test_a_cancelled_one_never_begins(clock):
    world = make_draft(clock)
    planned = hand_over(world.advert, world.officer, make_officer(), starts_in=1)
    perform(cancel_handover, by=world.officer, handover=planned, reason="She stays.")
    clock.advance(days=1)

    assert put_handovers_into_effect() == 0
    assert again(planned).state == HandoverState.CANCELLED
    assert Email.objects.filter(subject__contains="is cancelled").count() == 2


def test_what_has_begun_is_ended_and_not_cancelled(clock):
    world = make_draft(clock)
    done = hand_over(world.advert, world.officer, make_officer())
    running = name_deputy(world.advert, world.second_officer, make_officer())

    with pytest.raises(ActionRefused, match="it can no longer be cancelled"):
        perform(cancel_handover, by=world.officer, handover=done, reason="No")
    with pytest.raises(ActionRefused, match="End the deputy's time instead"):
        perform(cancel_handover, by=world.officer, handover=running, reason="No")
    with pytest.raises(ActionRefused, match="A handover is for good"):
        perform(end_handover, by=world.officer, handover=done)
    perform(end_handover, by=world.second_officer, handover=running)
    with pytest.raises(ActionRefused, match="has ended already"):
        perform(end_handover, by=world.second_officer, handover=running)
    with pytest.raises(ActionRefused, match="it is ended"):
        perform(begin_handover, by=None, handover=running)


def test_one_that_is_planned_is_neither_begun_early_nor_ended(clock):
    world = make_draft(clock)
    planned = name_deputy(world.advert, world.officer, make_officer(), starts_in=1)

    with pytest.raises(ActionRefused, match="begins on"):
        perform(begin_handover, by=None, handover=planned)
    with pytest.raises(ActionRefused, match="Cancel it instead"):
        perform(end_handover, by=world.officer, handover=planned)
    perform(cancel_handover, by=world.officer, handover=planned, reason="No")
    with pytest.raises(ActionRefused, match="was cancelled already"):
        perform(cancel_handover, by=world.officer, handover=planned, reason="No")


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"starts_in": -1}, "The first day has passed"),
        ({"starts_in": 800}, "two years from now"),
        ({"starts_in": 5, "lasts": 0}, "The last day is before the first day"),
        ({"lasts": 900}, "two years from now"),
    ],
)
def test_days_that_cannot_be_meant_are_refused(clock, days, sentence):
    world = make_draft(clock)

    with pytest.raises(ActionRefused, match=sentence):
        hand_over(world.advert, world.officer, make_officer(), **days)


def test_a_deputy_without_a_last_day_is_refused(clock):
    world = make_draft(clock)
    plan = replace(plan_of(world.advert, world.officer, make_officer(), lasts=1), ends_on=None)

    with pytest.raises(ActionRefused, match="Enter the last day"):
        perform(record_handover, by=world.officer, plan=plan, reason=REASON)


def test_people_who_cannot_take_it_are_refused(clock):
    world = make_draft(clock)
    for taker, sentence in (
        (world.officer, "Choose somebody else"),
        (make_evaluator(), "does not have the role “Procurement officer”"),
        (make_officer(is_active=False), "is disabled"),
    ):
        with pytest.raises(ActionRefused, match=sentence):
            hand_over(world.advert, world.officer, taker)
    with pytest.raises(ActionRefused, match="has a part in SAL-2026-014 already"):
        name_deputy(world.advert, world.officer, world.second_officer)
    with pytest.raises(ActionRefused, match="nothing to pass on"):
        hand_over(world.advert, make_officer(), make_officer())


def test_a_deputy_does_not_hand_on_what_is_not_theirs(clock):
    world, taker = make_draft(clock), make_officer()
    name_deputy(world.advert, world.officer, taker)

    with pytest.raises(ActionRefused, match="only deputises on SAL-2026-014"):
        hand_over(world.advert, taker, make_officer(), by=taker)


def test_a_representative_names_a_deputy_and_only_an_administrator_hands_over(clock):
    body = make_body("A Union", by=make_officer(), speakers=0)
    giver, taker = make_representative(body, by=make_officer()), make_person(Role.REPRESENTATIVE)

    with pytest.raises(ActionRefused, match="ask an administrator"):
        hand_over(body, giver, taker, by=giver)
    hand_over(body, giver, taker)

    assert holders_of(body) == [taker]


def test_days_that_meet_are_refused_and_neighbours_are_not(clock):
    world = make_draft(clock)
    first = name_deputy(world.advert, world.officer, make_officer(), starts_in=2, lasts=3)

    for days in ({"starts_in": 4, "lasts": 2}, {"starts_in": 1, "lasts": 2}, {"starts_in": 3}, {"starts_in": 0}):
        with pytest.raises(ActionRefused, match=f"{first.reference} is there for these days already"):
            hand_over(world.advert, world.officer, make_officer(), **days)
    name_deputy(world.advert, world.officer, make_officer(), starts_in=5, lasts=2)
    name_deputy(world.advert, world.officer, make_officer(), starts_in=0, lasts=2)
    name_deputy(world.advert, world.second_officer, make_officer(), starts_in=2, lasts=3)


def test_one_that_failed_or_was_cancelled_keeps_nobody_from_recording_another(clock):
    world = make_draft(clock)
    planned = hand_over(world.advert, world.officer, make_officer(), starts_in=2)
    perform(cancel_handover, by=world.officer, handover=planned, reason="No")

    hand_over(world.advert, world.officer, make_officer(), starts_in=2)


def test_nobody_is_left_out_when_one_deputy_follows_another(clock):
    world, second = make_draft(clock), make_officer()
    name_deputy(world.advert, world.officer, make_officer(), lasts=2)
    name_deputy(world.advert, world.officer, second, starts_in=2, lasts=2)
    clock.advance(days=2)

    assert put_handovers_into_effect() == 2
    assert holders_of(world.advert) == [world.officer, world.second_officer, second]


def test_names_and_reasons_are_not_in_the_audit_trail(clock):
    world, taker = make_draft(clock), make_officer(full_name="Zebedee Unmistakable")
    planned = hand_over(world.advert, world.officer, taker, starts_in=2)
    perform(cancel_handover, by=world.officer, handover=planned, reason="Because of a canary.")

    told = [str(event.before) + str(event.after) for event in AuditEvent.objects.all()]
    assert not any(word in text for text in told for word in ("Zebedee", "canary", REASON, taker.email))


def test_mail_carries_no_reason_and_goes_to_nobody_disabled(clock):
    world, taker = make_draft(clock), make_officer()
    disabled = perform(disable_person, by=make_administrator(), person=world.officer)
    hand_over(world.advert, disabled, taker, starts_in=1)

    mails = Email.objects.filter(subject__startswith="HAN-")
    assert [mail.to for mail in mails] == [[taker.email]]
    assert REASON not in mails.get().message
    assert "/handovers/HAN-" in mails.get().message
