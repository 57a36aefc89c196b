"""What the worker does about files: has them scanned, destroys what was removed, clears away what no row names."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from eoi import file_store, scanner
from eoi.actions.file import FOLDER, destroy_removed, record_scan
from eoi.clock import database_now
from eoi.models import StoredFile

MOST_SCANS = 100  # a run; the other jobs wait as long
MOST_SILENCES = 3
CAUGHT_UP = timedelta(hours=1)
STRAY_AFTER = timedelta(days=30)  # longer than anybody takes to put an older copy of the database back
BATCH = 500
SWEPT_AT = 3  # o'clock in the night, UTC: the store is listed during one hour of the day


def scan_files() -> int:
    """Also those of before there was a scanner. Given up for this time once it has not answered several times."""
    if not scanner.is_configured():
        return 0
    done = silences = 0
    for stored in StoredFile.objects.to_scan()[:MOST_SCANS]:
        state = scanner.verdict_on(file_store.pieces_of(stored.key), seconds=scanner.SECONDS_LATER)
        if state is None:
            silences += 1
            if silences == MOST_SILENCES:
                break
            continue
        record_scan(stored=stored, state=state)
        done += 1
    return done


def destroy_removed_files() -> int:
    """And once more what was destroyed a moment ago, in case the service was stopped between the record and the content."""
    now = database_now()
    destroyed = destroy_removed(at=now)
    for stored in StoredFile.objects.destroyed_since(now - CAUGHT_UP):
        file_store.remove(stored.key)
    return destroyed


def clear_stray_files() -> int:
    """Content that came just before the service was stopped and has no row, and what should have been destroyed long ago.

    The age of a file is what the machine's own clock says, so it is compared with that clock.
    """
    now = datetime.now(UTC)
    return sweep(before=now - STRAY_AFTER) if now.hour == SWEPT_AT else 0


def sweep(*, before: datetime) -> int:
    """One query for each batch of files."""
    gone = 0
    for keys in _batches(file_store.keys_before(before, folder=FOLDER)):
        kept = set(StoredFile.objects.kept().with_keys(keys).values_list("key", flat=True))
        for key in set(keys) - kept:
            file_store.remove(key)
            gone += 1
    return gone


def _batches(keys: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(keys, BATCH)):
        yield batch
