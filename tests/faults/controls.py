"""What a negative control changes in the database of its run; what it changes in the service is in application.py."""

from pathlib import Path

from django.db import connection

from salford_partnering import embedded, embedded_place

LATE_WRITING = ("synchronous_commit = off", "wal_writer_delay = '10s'", "wal_writer_flush_after = '1GB'")


def prepare(control: str, data: Path) -> None:
    """Nothing for a run without a control, nor for the one that only shows receipts early."""
    if control == "async":
        server = embedded._connect(embedded_place.decide(data))
        server.autocommit = True  # ALTER SYSTEM stands in no transaction
        with server.cursor() as cursor:
            for setting in LATE_WRITING:
                cursor.execute(f"ALTER SYSTEM SET {setting}")
            cursor.execute("SELECT pg_reload_conf()")
        server.close()
    if control == "unique":
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE eoi_submission DROP CONSTRAINT one_submission_a_draft_version")
