"""Asks the public address once a minute, and keeps what it found until the database can take it (P18, ADR 0032)."""

import logging
import threading
from collections import deque
from time import monotonic

from django.db import DatabaseError, InterfaceError, connection

from eoi.actions.availability import record_probe
from eoi.models import AvailabilityProbe
from eoi.probing import Finding, look
from eoi.problems import ActionRefused

logger = logging.getLogger("eoi.prober")

MOST_KEPT = 1440  # a day of a database that is away
A_MINUTE = 60.0
JUST_AFTER = 0.5  # seconds into the minute, so that a clock that is a little behind does not ask in the last one twice


class Prober:
    """For one process; two of them ask once a minute between them, now and then twice, which does no harm."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.kept: deque[tuple[float, Finding]] = deque(maxlen=MOST_KEPT)

    def look(self) -> int:
        """Ask, unless somebody asked in this minute already; then record. Returns how many findings were recorded."""
        if self._is_due():
            began = monotonic()
            self.kept.append((began, look(self.address)))
        return self._record()

    def run(self, stop: threading.Event) -> None:
        """Until told to stop, on a thread and a connection of its own: neither mails nor questions that hang delay each other."""
        while not stop.is_set():
            self.look()
            stop.wait(self._until_next_minute())
        connection.close()

    def _is_due(self) -> bool:
        try:
            return not AvailabilityProbe.objects.in_this_minute().exists()
        except (DatabaseError, InterfaceError):
            connection.close()
            return True  # nobody can know: ask, and record it later

    def _record(self) -> int:
        recorded = 0
        try:
            while self.kept:
                began, finding = self.kept[0]
                delay = int((monotonic() - began) * 1000)
                probe = record_probe(address=self.address, finding=finding, delay_milliseconds=delay)
                self.kept.popleft()
                recorded += probe is not None
        except ActionRefused:
            logger.exception("A finding was refused by the database, and is dropped.")
            self.kept.popleft()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("What was found waits for the database. %s", str(error).splitlines()[0])
            connection.close()
        return recorded

    def _until_next_minute(self) -> float:
        """By the database's clock, which says to which minute a finding belongs."""
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT extract(second FROM eoi_now())")
                return A_MINUTE - float(cursor.fetchone()[0]) + JUST_AFTER
        except (DatabaseError, InterfaceError):
            connection.close()
            return A_MINUTE
