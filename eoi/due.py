"""What falls due by itself: closing records, staff questions, mail, expiries, audit seals. Idempotent, and safe to run twice at once.

Each job runs under an advisory lock of its own, so that a second runner passes it over; each is also harmless when repeated.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import caches
from django.db import connection
from post_office.mail import get_queued, send_queued

from eoi.actions.audit import seal_events
from eoi.actions.availability import prune_probes
from eoi.actions.closing import make_closing_record
from eoi.actions.expiry import expire_invitations
from eoi.actions.follower import forget_unconfirmed
from eoi.actions.plan_reminder import remind_plan_owners
from eoi.actions.profile import remind_about_review
from eoi.actions.staff_question import deliver_staff_questions
from eoi.actions.submission_reminder import remind_of_submitting
from eoi.clock import EoiNow, database_now
from eoi.files_due import clear_stray_files, destroy_removed_files, scan_files
from eoi.handovers_due import put_handovers_into_effect
from eoi.models import Advert, ServiceProfile, WorkerHeartbeat
from eoi.working_days import uk_day

logger = logging.getLogger("eoi.due")

MOST_MAILS = 200


def make_closing_records() -> int:
    """One for each advert whose last closing time has passed; each in its own transaction."""
    due = list(Advert.objects.awaiting_closing_record(at=database_now()))
    for advert in due:
        make_closing_record(advert=advert)
    return len(due)


def deliver_questions() -> int:
    """Those of days that are over; the keys of those days are destroyed."""
    return deliver_staff_questions(at=database_now())


def remind_of_reviews() -> int:
    """Keepers of services whose profile is to be reviewed soon, or should have been. One query while nobody is to be reminded."""
    now = database_now()
    waiting = [
        profile for profile in ServiceProfile.objects.to_review(on=uk_day(now)) if profile.lacks_reminder(uk_day(now))
    ]
    return len([profile for profile in waiting if remind_about_review(profile=profile, at=now)])


def remind_of_plans() -> int:
    return remind_plan_owners(at=database_now())


def remind_to_submit() -> int:
    """Organisations whose answers are not submitted, as their closing time comes near."""
    return remind_of_submitting(at=database_now())


def forget_followers() -> int:
    """Addresses that nobody confirmed."""
    return forget_unconfirmed(at=database_now())


def send_mail() -> int:
    """Send what is queued, one at a time; one that fails is tried again later. At most one copy too many when killed.

    Stops after `MOST_MAILS`, so that a flood does not keep the other jobs waiting. `send_queued_mail_until_done` of the
    library closes the connection, and with it the lock under which this job runs alone.
    """
    sent = 0
    while sent < MOST_MAILS and get_queued().exists():
        sent += send_queued(processes=1, log_level=0)[0]
    return sent


def seal_audit_trail() -> int:
    seal = seal_events()
    return seal.event_count if seal else 0


def clear_sessions() -> int:
    SessionStore.clear_expired()
    return 0


def clear_cache() -> int:
    """Counts of sign-ins whose time is over."""
    return caches["default"].clear_expired()  # type: ignore[attr-defined]


JOBS: dict[str, Callable[[], int]] = {
    "closing records": make_closing_records,
    "expired invitations": expire_invitations,
    "staff questions": deliver_questions,
    "reminders of reviews": remind_of_reviews,
    "plan reminders": remind_of_plans,
    "mail": send_mail,
    "audit seals": seal_audit_trail,
    "ended sessions": clear_sessions,
    "cache": clear_cache,
    "handovers": put_handovers_into_effect,
    "followers": forget_followers,
    "old looks at availability": prune_probes,
    "file scans": scan_files,
    "removed files": destroy_removed_files,
    "reminders to submit": remind_to_submit,
    "stray files": clear_stray_files,
}


def run_due() -> dict[str, int]:
    """Run every job once; returns how much each did. One that fails is logged and does not keep the others from running."""
    done = {}
    for number, (name, job) in enumerate(JOBS.items(), start=1):
        with _alone(number) as alone:
            if not alone:
                continue
            try:
                done[name] = job()
            except Exception:
                if not connection.is_usable():
                    raise
                logger.exception("The job %s failed and will be tried again.", name)
    WorkerHeartbeat.objects.update_or_create(name="worker", defaults={"seen_at": EoiNow()})
    return done


@contextmanager
def _alone(number: int) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(2003, %s)", [number])
        alone = cursor.fetchone()[0]
        try:
            yield alone
        finally:
            if alone and connection.is_usable():
                cursor.execute("SELECT pg_advisory_unlock(2003, %s)", [number])
