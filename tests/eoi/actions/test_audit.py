"""The audit trail: who may read what of it, and the running digest over it."""

from datetime import date

import pytest
from django.db import connection

from eoi.actions.audit import FIRST, seal_events, trail_is_intact
from eoi.identity import acting_as, perform
from eoi.models import AuditEvent, AuditSeal
from tests.factories.people import make_administrator, make_auditor
from tests.factories.world import close, make_open, make_opened, open_submissions, submit_for

pytestmark = pytest.mark.django_db


def test_before_opening_not_even_an_auditor_learns_who_has_a_draft(clock):
    auditor = make_auditor()
    world = make_open(clock)
    submit_for(world)
    assert AuditEvent.objects.filter(is_sealed=True).count() == 2

    assert not AuditEvent.objects.readable_by(auditor).filter(action__startswith="expression.").exists()
    assert not AuditEvent.objects.readable_by(auditor).filter(action__startswith="submission.").exists()
    assert AuditEvent.objects.readable_by(auditor).filter(action="advert.publish").exists()
    open_submissions(close(world))
    assert AuditEvent.objects.readable_by(auditor).filter(action="submission.submit").exists()


def test_nobody_but_an_auditor_reads_the_trail(clock):
    world = make_opened(clock, submissions=1)

    for person in (world.officer, world.approver, world.partners[0], make_administrator()):
        assert not AuditEvent.objects.readable_by(person).exists()


def test_the_trail_holds_no_name_no_address_and_no_answer(clock):
    world = make_opened(clock, submissions=1)
    partner = world.partners[0]
    organisation = world.submissions[0].expression.organisation

    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(string_agg(e::text, ' '), '') FROM eoi_auditevent e")
        trail = cursor.fetchone()[0]
    for secret in (partner.full_name, partner.email, organisation.name, "We would help", "Chapel Street"):
        assert secret not in trail


def test_the_trail_is_narrowed_by_person_advert_action_and_day(clock):
    world = make_opened(clock, submissions=1)
    events = AuditEvent.objects.all()

    assert {event.actor for event in events.narrowed(actor=world.approver.email)} == {world.approver}
    assert events.narrowed(advert="sal-2026-014").count() == events.filter(advert=world.advert).count()
    assert not events.narrowed(advert="other").exists()
    assert [event.action for event in events.narrowed(action="advert.publish")] == ["advert.publish"]
    assert events.narrowed(since=date(2026, 3, 30), until=date(2026, 3, 30)).filter(action="opening.confirm").exists()
    assert not events.narrowed(since=date(2026, 3, 31)).exists()


def test_an_event_in_another_persons_name_is_refused_by_the_database(clock, django_assert_num_queries):
    world = make_open(clock)

    with pytest.raises(Exception, match="in the name of the person who acts"), acting_as(world.officer):
        AuditEvent.objects.create(actor=world.approver, action="x", subject_kind="x", subject_reference="x")


def test_events_are_sealed_once_in_a_chain(clock):
    make_open(clock)
    count = AuditEvent.objects.count()
    first = perform(seal_events, by=None)
    assert (first.previous_digest, first.event_count) == (FIRST, count)
    assert perform(seal_events, by=None) is None  # its own event alone is not reason enough

    make_open(clock, reference="SAL-2")
    second = perform(seal_events, by=None)

    assert second.previous_digest == first.digest
    assert AuditEvent.objects.filter(pk__gt=second.last_event_id).count() == 1
    assert trail_is_intact()


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE eoi_auditevent SET action = 'advert.other' WHERE id = (SELECT min(id) FROM eoi_auditevent)",
        "UPDATE eoi_auditevent SET at = at + interval '1 second' WHERE id = (SELECT min(id) FROM eoi_auditevent)",
        "DELETE FROM eoi_auditevent WHERE id = (SELECT id FROM eoi_auditevent ORDER BY id OFFSET 1 LIMIT 1)",
    ],
)
def test_tampering_by_the_owner_of_the_database_shows(tampering, clock):
    make_open(clock)
    perform(seal_events, by=None)
    assert trail_is_intact()

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE eoi_auditevent DISABLE TRIGGER append_only")
        cursor.execute(tampering)

    assert not trail_is_intact()


def test_a_seal_taken_out_of_the_chain_shows(clock):
    make_open(clock)
    perform(seal_events, by=None)
    make_open(clock, reference="SAL-2")
    perform(seal_events, by=None)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE eoi_auditseal DISABLE TRIGGER append_only")
        cursor.execute("DELETE FROM eoi_auditseal WHERE id = (SELECT min(id) FROM eoi_auditseal)")

    assert AuditSeal.objects.count() == 1
    assert not trail_is_intact()


def test_nothing_to_seal_makes_no_seal(db):
    assert perform(seal_events, by=None) is None
