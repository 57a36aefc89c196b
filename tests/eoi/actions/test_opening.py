"""Opening through the actions: sentences, grants, audit."""

import pytest

from eoi.actions.advert import add_officer
from eoi.actions.closing import make_closing_record
from eoi.actions.opening import cancel_opening_request, confirm_opening, request_opening
from eoi.identity import acting_as, perform
from eoi.models import Advert, AuditEvent, ReadingGrant, ReadingPurpose
from eoi.problems import ActionRefused
from tests.factories.people import make_auditor, make_officer
from tests.factories.world import CLOSES, close, make_draft, make_open, make_opened, open_submissions, submit_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    world = make_open(clock)
    submit_for(world)
    return world


def test_opening_too_early_is_refused_and_recorded(world):
    with acting_as(world.officer) as now, pytest.raises(ActionRefused, match="sealed until"):
        request_opening(advert=world.advert, by=world.officer, at=now)

    assert AuditEvent.objects.filter(action="opening.request", refused=True, actor=world.officer).count() == 1


def test_opening_waits_for_the_closing_record(world):
    world.clock.set(CLOSES)

    with pytest.raises(ActionRefused, match="closing record is being made"):
        perform(request_opening, by=world.officer, advert=world.advert)


def test_a_draft_has_nothing_to_open(clock):
    world = make_draft(clock)

    with pytest.raises(ActionRefused, match="has not been published"):
        perform(request_opening, by=world.officer, advert=world.advert)


def test_the_officer_who_asked_cannot_confirm(world):
    close(world)
    perform(request_opening, by=world.officer, advert=world.advert)

    with acting_as(world.officer) as now, pytest.raises(ActionRefused, match="another officer"):
        confirm_opening(advert=world.advert, by=world.officer, at=now)
    assert AuditEvent.objects.filter(action="opening.confirm", refused=True).exists()
    assert not Advert.objects.get().is_opened


def test_nothing_is_confirmed_that_nobody_asked_for(world):
    close(world)

    with pytest.raises(ActionRefused, match="Nobody has asked"):
        perform(confirm_opening, by=world.officer, advert=world.advert)


def test_a_second_request_and_a_second_opening_are_refused(world):
    close(world)
    perform(request_opening, by=world.officer, advert=world.advert)
    with pytest.raises(ActionRefused, match="asked for the opening already"):
        perform(request_opening, by=world.second_officer, advert=world.advert)

    perform(confirm_opening, by=world.second_officer, advert=world.advert)
    with pytest.raises(ActionRefused, match="opened already"):
        perform(request_opening, by=world.officer, advert=world.advert)


def test_a_request_can_be_taken_back_and_made_by_the_other(world):
    close(world)
    perform(request_opening, by=world.officer, advert=world.advert)
    perform(cancel_opening_request, by=world.officer, advert=world.advert)
    perform(request_opening, by=world.second_officer, advert=world.advert)

    assert perform(confirm_opening, by=world.officer, advert=world.advert).is_opened


def test_what_was_not_asked_for_or_is_done_cannot_be_taken_back(world):
    close(world)
    with pytest.raises(ActionRefused, match="no request"):
        perform(cancel_opening_request, by=world.officer, advert=world.advert)
    open_submissions(world)
    with pytest.raises(ActionRefused, match="no request"):
        perform(cancel_opening_request, by=world.officer, advert=world.advert)


def test_readers_are_told_in_the_grants_why_they_may_read(clock):
    auditor = make_auditor()
    world = make_opened(clock, submissions=2)

    purposes = set(ReadingGrant.objects.values_list("user_id", "purpose"))
    assert purposes == {
        (world.officer.pk, ReadingPurpose.OFFICER),
        (world.second_officer.pk, ReadingPurpose.OFFICER),
        (world.approver.pk, ReadingPurpose.APPROVER),
        (auditor.pk, ReadingPurpose.AUDITOR),
    }
    assert ReadingGrant.objects.count() == 8


def test_an_officer_added_after_opening_may_read_too(clock):
    world = make_opened(clock, submissions=1)
    officer = make_officer()
    perform(add_officer, by=world.officer, advert=world.advert, officer=officer)

    assert ReadingGrant.objects.held_by(officer).count() == 1


def test_an_advert_without_submissions_can_be_opened(clock):
    world = make_opened(clock, submissions=0)

    assert world.advert.is_opened
    assert not ReadingGrant.objects.exists()


def test_the_closing_record_is_made_once(world):
    close(world)
    first = world.advert.closing_record
    again = perform(make_closing_record, by=None, advert=world.advert)

    assert again == first
    assert AuditEvent.objects.filter(action="closing-record.make").count() == 1
