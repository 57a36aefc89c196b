import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, InterfaceError, connection

from eoi.due import run_due
from eoi.prober import Prober
from eoi.probing import SECONDS_IN_ALL
from salford_partnering.startup import refuse_unsafe_start

logger = logging.getLogger("eoi.worker")


class Command(BaseCommand):
    help = "Do what is due, again and again, until told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=2.0, help="seconds between two looks (2)")
        parser.add_argument("--nice", type=int, default=0, help="how far other processes go before this one (0)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Stops between two jobs on SIGTERM or SIGINT. Outlives a database that is away for a while."""
        refuse_unsafe_start()
        os.nice(options["nice"])
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        with probing(stop):
            while not stop.is_set():
                try:
                    run_due()
                except (DatabaseError, InterfaceError) as error:
                    logger.warning("The database did not answer; trying again. %s", str(error).splitlines()[0])
                    connection.close()
                stop.wait(options["every"])


@contextmanager
def probing(stop: threading.Event) -> Iterator[None]:
    """Looks at the public address beside the work, where one is set; on a thread, so that neither waits for the other."""
    if not settings.PROBE_ADDRESS:
        yield
        return
    thread = threading.Thread(target=Prober(settings.PROBE_ADDRESS).run, args=[stop], name="prober", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(SECONDS_IN_ALL + 1)
