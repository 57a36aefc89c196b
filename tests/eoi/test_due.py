"""What falls due: done once, also when two runners meet, and one failing job does not keep the others from running."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from post_office.models import Email

from eoi import due
from eoi.models import AuditSeal, ClosingRecord, MembershipInvitation, WorkerHeartbeat
from eoi.references import token_digest
from tests.factories.people import organisation_of
from tests.factories.world import CLOSES, make_open, submit_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_queue")]


@pytest.fixture
def world(clock):
    world = make_open(clock)
    submit_for(world)
    return world


def test_a_closing_record_is_made_when_the_time_has_come_and_not_before(world, clock):
    clock.set(CLOSES - timedelta(seconds=1))
    assert due.run_due()["closing records"] == 0

    clock.set(CLOSES)
    assert due.run_due()["closing records"] == 1
    assert due.run_due()["closing records"] == 0
    assert ClosingRecord.objects.get().entry_count == 1


def test_partners_are_mailed_the_closing_record(world, clock):
    clock.set(CLOSES)
    due.make_closing_records()

    mail = Email.objects.get(subject__startswith="Closing record")
    assert mail.to == [world.partners[0].email]
    assert ClosingRecord.objects.get().digest in mail.message


def test_queued_mail_is_sent_once(world, mailoutbox):
    assert due.run_due()["mail"] > 0
    sent = len(mailoutbox)

    due.run_due()
    assert len(mailoutbox) == sent > 0


def test_expired_invitations_are_ended(world, clock):
    partner = world.partners[0]
    invitation = MembershipInvitation.objects.create(
        organisation=organisation_of(partner),
        email="late@example.org",
        token_digest=token_digest("x"),
        invited_by=partner,
        expires_at=CLOSES,
    )
    due.run_due()
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is None

    clock.set(CLOSES)
    assert due.run_due()["expired invitations"] == 1
    invitation.refresh_from_db()
    assert invitation.withdrawn_at == CLOSES


def test_the_audit_trail_is_sealed_and_the_heartbeat_kept(world, clock):
    due.run_due()

    assert AuditSeal.objects.count() == 1
    assert WorkerHeartbeat.objects.get().seen_at


def test_a_failing_job_is_logged_and_the_others_run(world, monkeypatch, caplog):
    def fail():
        raise ValueError("out of order")

    monkeypatch.setitem(due.JOBS, "mail", fail)
    done = due.run_due()

    assert "mail" not in done
    assert done["audit seals"] > 0
    assert "The job mail failed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_job_that_another_runner_is_doing_is_passed_over(clock):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(2003, 1)")
        done = due.run_due()
    finally:
        other.close()

    assert "closing records" not in done
    assert "audit seals" in done


def test_run_due_says_what_it_did(world, clock, capsys):
    clock.set(CLOSES)
    call_command("run_due")

    assert "closing records: 1" in capsys.readouterr().out
