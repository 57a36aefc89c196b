"""What the worker does about files: asks the scanner about those it has not answered about, destroys what was removed."""

from datetime import timedelta

from eoi import file_store, scanner
from eoi.actions.file import destroy_removed, record_scan
from eoi.clock import database_now
from eoi.models import StoredFile

MOST_SCANS = 100  # a run; the other jobs wait as long
MOST_SILENCES = 3
CAUGHT_UP = timedelta(hours=1)


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
