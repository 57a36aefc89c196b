"""Beginning a consultation, sharing, recording (S12)."""

from datetime import timedelta

import pytest
from post_office.models import Email

from eoi.actions.consultation import EventRecord, consult_bodies, correct_event, withdraw_material
from eoi.actions.consultation_body import retire_body
from eoi.identity import perform
from eoi.models import Consultation, ConsultationBody, ConsultationEvent, SharedMaterial, User
from eoi.permissions import may_see_draft
from eoi.problems import ActionRefused
from eoi.working_days import uk_day
from tests.factories.people import make_evaluator
from tests.factories.ready_consultation import (
    STAFF_GROUP,
    consultation_of,
    make_body,
    make_representative,
    share,
    speaker_of,
)
from tests.factories.world import OPENS, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_draft(clock)


@pytest.fixture
def body(world):
    return make_body(by=world.officer, advert=world.advert)


def refusal(action, **arguments):
    with pytest.raises(ActionRefused) as refused:
        perform(action, **arguments)
    return refused.value.problems[0]


def read_by(body):
    bodies = ConsultationBody.objects.among([body])
    return list(SharedMaterial.objects.readable_by_bodies(bodies))


def test_bodies_join_a_consultation_that_has_begun(world, body):
    assert body in consultation_of(world).bodies
    assert Consultation.objects.count() == 1


def test_a_body_joins_once_and_a_retired_one_never(world, body):
    assert refusal(consult_bodies, by=world.officer, advert=world.advert, bodies=[body]).code == "already"
    retired = perform(retire_body, by=world.officer, body=make_body("Former union", by=world.officer))
    assert refusal(consult_bodies, by=world.officer, advert=world.advert, bodies=[retired]).code == "retired"
    assert refusal(consult_bodies, by=world.officer, advert=world.advert, bodies=[]).code == "no-body"


def test_what_is_for_one_body_is_read_by_no_other(world, body):
    for_one, for_all = share(world, body), share(world)
    other = ConsultationBody.objects.get(name=STAFF_GROUP)

    assert set(read_by(body)) == {for_one, for_all}
    assert read_by(other) == [for_all]


def test_a_body_of_another_consultation_reads_nothing(world, body):
    share(world)

    assert read_by(make_body("Elsewhere", by=world.officer)) == []


def test_a_body_that_joins_later_reads_what_is_for_every_body(world):
    shared = share(world)

    assert read_by(make_body(by=world.officer, advert=world.advert)) == [shared]


def test_nothing_is_shared_with_a_body_that_is_not_consulted(world):
    outsider = make_body("Elsewhere", by=world.officer)

    with pytest.raises(ActionRefused, match="not consulted"):
        share(world, outsider)


def test_representatives_are_told_with_a_link_and_nothing_else(world, body, mail_queue):
    gone = make_representative(body, by=world.officer)
    User.objects.get_queryset().filter(pk=gone.pk).update(is_active=False)
    Email.objects.all().delete()  # what preparing the advert sent
    share(world, body, title="CANARY-title", text="CANARY-text", explanation="CANARY-why")

    mail = Email.objects.get()
    assert mail.to == [speaker_of(body).email]
    assert f"/representative/adverts/{world.advert.reference}/" in mail.message
    assert "CANARY" not in mail.subject + mail.message


def test_the_draft_is_shown_to_whom_it_was_shared_with_until_that_is_withdrawn(world, body):
    other = make_body("Another union", by=world.officer, advert=world.advert)
    reader, outsider = speaker_of(body), speaker_of(other)
    assert not may_see_draft(reader, world.advert)
    shared = share(world, body, text="", shows_draft=True)
    assert may_see_draft(reader, world.advert)
    assert not may_see_draft(outsider, world.advert)
    assert not may_see_draft(make_evaluator(), world.advert)

    perform(withdraw_material, by=world.officer, material=shared, reason="Too early.")

    assert not may_see_draft(reader, world.advert)
    assert shared in read_by(body)


def test_something_is_withdrawn_once(world):
    shared = share(world)
    perform(withdraw_material, by=world.officer, material=shared, reason="A figure is wrong.")

    assert refusal(withdraw_material, by=world.officer, material=shared, reason="Again.").code == "withdrawn"


def record(notes):
    return EventRecord("briefing", uk_day(OPENS - timedelta(days=20)), "Town hall", "Everybody", notes)


def test_a_correction_keeps_what_stood_before(world):
    event = ConsultationEvent.objects.get()
    before = event.latest
    perform(correct_event, by=world.officer, event=event, number=1, correction=record("Corrected"))

    assert event.latest.notes == "Corrected"
    assert list(event.editions.all())[-1] == before


def test_a_correction_of_an_older_edition_is_refused_with_who_was_quicker(world):
    event = ConsultationEvent.objects.get()
    perform(correct_event, by=world.second_officer, event=event, number=1, correction=record("First"))

    problem = refusal(correct_event, by=world.officer, event=event, number=1, correction=record("Second"))

    assert problem.code == "changed-meanwhile"
    assert world.second_officer.full_name in problem.message
