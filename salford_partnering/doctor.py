"""What is wrong with a deployment, in sentences. Each check yields one sentence for each fault, with the fix."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from post_office.models import STATUS, Email

from eoi import guard_inventory, scanner
from eoi.actions.audit import trail_is_intact
from eoi.clock import database_now
from eoi.models import AvailabilityProbe
from eoi.models.audit import WorkerHeartbeat
from eoi.models.file import StoredFile

LONGEST_IN_QUEUE = timedelta(minutes=15)
LONGEST_UNSEEN = timedelta(minutes=5)
CLOCK = "select clock_timestamp()"

Check = Callable[[], Iterator[str]]


def faults() -> list[str]:
    """Every fault found; the checks that need the tables are left out where the database or its tables are not there."""
    found = [fault for check in ABOUT_SETTINGS for fault in check()]
    try:
        pending = list(pending_migrations())
    except DatabaseError:
        return [*found, "The database does not answer. Check that it runs and that DATABASE_URL is right."]
    if pending:
        return [*found, *pending]
    return [*found, *(fault for check in ABOUT_THE_DATABASE for fault in _guarded(check))]


def _guarded(check: Check) -> Iterator[str]:
    """A check that the database refuses is itself a finding, not a traceback."""
    try:
        yield from check()
    except DatabaseError as error:
        yield f"The check “{check.__name__.replace('_', ' ')}” was refused by the database: {str(error).splitlines()[0]}"


def unsafe_settings() -> Iterator[str]:
    """Most of these stop the start as well; the doctor names them without a start."""
    if settings.DEBUG:
        yield "DEBUG is on: its error pages show what nobody should see. Remove DEBUG."
    if settings.EMBEDDED:
        return
    if settings.DEMO:
        yield "DEMO is on: its passwords are known to everyone. Remove DEMO."
    if not settings.SECURE_SSL_REDIRECT or not settings.SESSION_COOKIE_SECURE:
        yield "Pages can be read over plain HTTP. Leave SECURE_SSL_REDIRECT and SESSION_COOKIE_SECURE on."


def pending_migrations() -> Iterator[str]:
    """Tables that are older than the code."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        first = f"{plan[0][0].app_label}.{plan[0][0].name}"
        yield f"{len(plan)} migrations are pending, {first} first. Run `python manage.py migrate` as the owner of the tables."


def demonstration_sign_ins() -> Iterator[str]:
    """Only the embedded demonstration may have them."""
    if settings.EMBEDDED:
        return
    for user in get_user_model()._default_manager.filter(is_demonstration=True, is_active=True).order_by("pk"):
        yield f"{user.get_username()} is a demonstration sign-in whose password everyone knows. Disable or delete it."


def powers_of_the_role() -> Iterator[str]:
    """DESIGN §9: the guards hold only for a role that is no superuser, and in production owns nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        role, superuser, bypasses = cursor.fetchone()
        cursor.execute(
            "SELECT count(*) FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace"
            " AND pg_get_userbyid(c.relowner) = current_user"
        )
        owned = cursor.fetchone()[0]
    if superuser:
        yield f"The service connects as {role}, a superuser, for whom no guard holds. Give it a role of its own."
    if bypasses:
        yield f"The role {role} bypasses row-level security, so nothing is sealed. ALTER ROLE {role} NOBYPASSRLS."
    if owned and not settings.EMBEDDED:
        yield f"The role {role} owns {owned} tables and could take their guards away. Let another role own them."


def clock_of_the_guards() -> Iterator[str]:
    """DESIGN §4: deadlines ask eoi_now(), which only the demonstration and tests may move, and they put it back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'eoi_now'")
        sources = [" ".join(row[0].lower().split()).rstrip("; ") for row in cursor.fetchall()]
    if sources != [CLOCK]:
        yield "eoi_now() does not tell the database's own time, so deadlines are wrong. Restore it to clock_timestamp()."


def inventory_of_guards() -> Iterator[str]:
    """Triggers and policies that should stand, compared with those that do."""
    yield from _missing("trigger", guard_inventory.EXPECTED_TRIGGERS, guard_inventory.live_triggers())
    yield from _missing("forced policy", guard_inventory.EXPECTED_POLICIES, guard_inventory.live_policies())


def _missing(kind: str, expected: dict[str, set[str]], live: dict[str, set[str]]) -> Iterator[str]:
    for table, names in sorted(expected.items()):
        for name in sorted(names - live.get(table, set())):
            yield f"The {kind} {name} on {table} is missing or switched off. Restore it as its migration made it."


def sealed_audit_trail() -> Iterator[str]:
    """The running digest over the audit events, recomputed. Reads the whole trail."""
    if not trail_is_intact():
        yield "The audit trail does not match its seals: an event was changed, removed or put in. Compare with a backup."


def moments_of_questions() -> Iterator[str]:
    """ADR 0019: staff questions keep no time of day, unless the database's own records do."""
    names = ("track_commit_timestamp", "log_statement", "log_min_duration_statement")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(names)])
        yield from telling_moments(dict(cursor.fetchall()))


def telling_moments(found: dict[str, str]) -> Iterator[str]:
    """What of PostgreSQL's settings would tell when a staff question came."""
    if found["track_commit_timestamp"] != "off":
        yield "track_commit_timestamp is on: the database keeps the moment of each staff question. Switch it off."
    if found["log_statement"] in ("mod", "all"):
        yield f"log_statement is {found['log_statement']}: PostgreSQL logs each staff question with its time. Set it to ddl."
    if found["log_min_duration_statement"] != "-1":
        yield "log_min_duration_statement is set: PostgreSQL may log a staff question with its time. Set it to -1."


def stuck_mail() -> Iterator[str]:
    """Mail that has waited too long, or that was given up."""
    since = timezone.now() - LONGEST_IN_QUEUE
    waiting = Email.objects.filter(status__in=[STATUS.queued, STATUS.requeued], created__lt=since)
    waiting = waiting.exclude(scheduled_time__gt=timezone.now())
    if count := waiting.count():
        yield f"{count} mails have waited for more than 15 minutes. Check that the worker runs and that EMAIL_URL is right."
    if count := Email.objects.filter(status=STATUS.failed).count():
        yield f"{count} mails could not be sent and were given up. Check EMAIL_URL, then queue them again."


def worker_last_seen() -> Iterator[str]:
    """Without the worker no mail leaves and no closing record is made."""
    last = WorkerHeartbeat.objects.order_by("-seen_at").first()
    if last is None:
        yield "The worker was never seen. Start it: python manage.py worker (or run_due from cron)."
    elif database_now() - last.seen_at > LONGEST_UNSEEN:
        when = timezone.localtime(last.seen_at)
        yield f"The worker was last seen on {when:%d %B %Y at %H:%M} (UK time). Start it: python manage.py worker."


def log_of_availability() -> Iterator[str]:
    """P18: an outage that nobody logged cannot be shown afterwards."""
    if not settings.PROBE_ADDRESS:
        return
    last = AvailabilityProbe.objects.last()
    if last is None or database_now() - last.probed_at > LONGEST_UNSEEN:
        yield "Nobody has looked for 5 minutes whether the service can be reached. Start the worker: python manage.py worker."


def shared_cache() -> Iterator[str]:
    """Sign-in limits are kept in it."""
    cache.set("doctor", "here", 60)
    if cache.get("doctor") != "here":
        yield "The cache does not keep what is put into it, so sign-in limits do not hold. Run `manage.py createcachetable`."


def virus_scanner() -> Iterator[str]:
    """Where one is configured: readers open nothing that it has not called clean."""
    if not scanner.is_configured():
        return
    if not scanner.is_answering():
        yield "The virus scanner does not answer at CLAMD_SOCKET. Start clamd, or let the service's account use its socket."
    if count := StoredFile.objects.to_scan().count():
        yield f"{count} files wait for the virus scanner, and no reader can open them. Check that it and the worker run."


ABOUT_SETTINGS: tuple[Check, ...] = (unsafe_settings,)
ABOUT_THE_DATABASE: tuple[Check, ...] = (
    demonstration_sign_ins,
    powers_of_the_role,
    clock_of_the_guards,
    inventory_of_guards,
    sealed_audit_trail,
    moments_of_questions,
    stuck_mail,
    worker_last_seen,
    log_of_availability,
    shared_cache,
    virus_scanner,
)
