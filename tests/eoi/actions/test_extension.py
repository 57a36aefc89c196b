"""More time for one organisation: it asks, an approver answers, the public reads that it happened and not for whom (P5, R1)."""

from datetime import timedelta

import pytest
from post_office.models import Email

from eoi.actions.extension import decline_extension, grant_extension
from eoi.identity import perform
from eoi.models import AdvertChange, AuditEvent, Extension, Organisation
from eoi.problems import ActionRefused
from tests.factories.amendments import ask, extend, withdraw
from tests.factories.people import make_partner, organisation_of
from tests.factories.world import CLOSES, close, make_open, start

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_queue")]
LATER = CLOSES + timedelta(days=2)


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner():
    return make_partner()


@pytest.fixture
def expression(world, partner):
    return start(world, partner)


def grant(world, request, *, until=LATER, reason="A flood is nobody’s fault."):
    return perform(grant_extension, by=world.approver, request=request, until=until, reason=reason)


def test_officers_and_approvers_are_told_without_the_name(world, expression, partner):
    ask(expression, partner, until=LATER)

    told = Email.objects.filter(subject__startswith="Action needed: more time is asked for")
    assert {mail.to[0] for mail in told} == {world.officer.email, world.second_officer.email, world.approver.email}
    assert all(organisation_of(partner).name not in mail.message for mail in told)


def test_granted_it_moves_one_closing_time_and_the_log_names_nobody(world, expression, partner):
    extension = extend(world, expression, partner, until=LATER)

    change = AdvertChange.objects.get()
    assert expression.closes_at() == LATER == extension.closes_at
    assert world.refresh().closes_at == CLOSES
    assert change.kind == "one-extension"
    words = f"{change.summary} {change.reason} {change.details}"
    assert organisation_of(partner).name not in words
    assert expression.reference not in words
    mails = Email.objects.filter(subject__startswith="More time given")
    assert {mail.to[0] for mail in mails} == {partner.email, world.officer.email, world.second_officer.email}
    assert not Email.objects.filter(to=partner.email, subject__startswith="Change to advert").exists()


def test_the_public_reason_may_not_name_who_asked(world, expression, partner):
    request = ask(expression, partner, until=LATER)
    organisation = organisation_of(partner)
    Organisation.objects.filter(pk=organisation.pk).update(name="Halden Marsh Ltd", company_number="01234567")
    for named in ("HALDEN MARSH LIMITED", "Halden  Marsh", "01234567", partner.full_name, partner.email):
        with pytest.raises(ActionRefused, match="Take the name out"):
            grant(world, request, reason=f"{named} was flooded.")
    assert not Extension.objects.exists()


def test_declined_nothing_moves_and_only_who_asked_is_told(world, expression, partner):
    request = ask(expression, partner, until=LATER)

    perform(decline_extension, by=world.approver, request=request, reason="There is time enough.")

    assert expression.closes_at() == CLOSES
    assert not AdvertChange.objects.exists()
    assert Email.objects.filter(subject__startswith="More time declined", to=partner.email).count() == 1
    with pytest.raises(ActionRefused, match="answered already"):
        grant(world, request)
    assert ask(expression, partner, until=LATER).is_waiting  # asked again


def test_one_request_waits_at_a_time(expression, partner):
    ask(expression, partner, until=LATER)

    with pytest.raises(ActionRefused, match="asked for more time already"):
        ask(expression, partner, until=LATER)


@pytest.mark.parametrize(("seconds", "is_late"), [(-1, False), (0, True), (1, True)])
def test_it_is_asked_for_before_the_closing_time(seconds, is_late, world, expression, partner, clock):
    clock.set(CLOSES + timedelta(seconds=seconds))

    if not is_late:
        assert ask(expression, partner, until=LATER).is_waiting
        return
    with pytest.raises(ActionRefused, match="closing time has passed"):
        ask(expression, partner, until=LATER)


@pytest.mark.parametrize(("seconds", "is_later"), [(-1, False), (0, False), (1, True)])
def test_the_new_time_is_later_than_the_old(seconds, is_later, world, expression, partner):
    until = CLOSES + timedelta(seconds=seconds)

    if is_later:
        assert grant(world, ask(expression, partner, until=until), until=until).closes_at == until
        return
    with pytest.raises(ActionRefused, match="Choose a time later than"):
        ask(expression, partner, until=until)
    request = ask(expression, partner, until=LATER)
    with pytest.raises(ActionRefused, match="Choose a time later than"):
        grant(world, request, until=until)


def test_it_is_granted_after_the_closing_time_but_not_into_the_past(world, expression, partner, clock):
    request = ask(expression, partner, until=LATER)
    clock.set(CLOSES + timedelta(hours=1))

    with pytest.raises(ActionRefused, match="That time has passed"):
        grant(world, request, until=CLOSES + timedelta(hours=1))
    assert grant(world, request).closes_at == LATER


def test_nothing_is_granted_or_declined_after_the_closing_record(world, expression, partner):
    request = ask(expression, partner, until=LATER)
    close(world)

    with pytest.raises(ActionRefused, match="closing record has been published"):
        grant(world, request)
    with pytest.raises(ActionRefused, match="closing record has been published"):
        perform(decline_extension, by=world.approver, request=request, reason="Late.")


def test_nothing_is_granted_in_a_withdrawn_advert(world, expression, partner):
    request = ask(expression, partner, until=LATER)
    withdraw(world)

    with pytest.raises(ActionRefused, match="was withdrawn"):
        grant(world, request)


def test_the_trail_hides_it_from_auditors_until_the_opening(world, expression, partner):
    extend(world, expression, partner, until=LATER)

    events = AuditEvent.objects.filter(subject_reference=expression.reference)
    assert {"expression.ask-for-time", "expression.extend"} <= {event.action for event in events}
    assert all(event.is_sealed for event in events)
