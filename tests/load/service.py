"""The service on a database and a port of its own: web server and worker as `make run` starts them, ended by process number.

Everything it keeps lies in one folder, which is emptied first; it listens on the loopback address only.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from salford_partnering.serve import commands, end_with_parent

HERE = Path(__file__).resolve().parents[2]
PATIENCE = 30.0


def prepare(folder: str) -> None:
    """Empty the folder and point Django at it, without the demonstration. Before anything of Django is imported."""
    _wait_for_the_last_run(HERE / folder)
    shutil.rmtree(HERE / folder, ignore_errors=True)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="salford_partnering.settings",
        VAR_FOLDER=folder,
        DEMO="0",
        PORT=str(_free_port()),
        ENV_FILE=os.devnull,
    )
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def _wait_for_the_last_run(folder: Path) -> None:
    """A server whose files are deleted under it takes the next one's socket away when it notices."""
    deadline = time.monotonic() + PATIENCE
    while _database_runs(folder):
        if time.monotonic() > deadline:
            sys.exit(f"Another run still uses {folder}. Wait until it has ended, or stop it.")
        time.sleep(0.2)


def _database_runs(folder: Path) -> bool:
    try:
        number = int((folder / "postgres" / "postmaster.pid").read_text().split()[0])
        return "postgres" in psutil.Process(number).name()
    except (OSError, ValueError, IndexError, psutil.NoSuchProcess):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Service:
    """The two children. `application` names another one, for runs that make it fail on purpose."""

    def __init__(self, *, workers: int, log: Path, application: str = "salford_partnering.wsgi") -> None:
        self.port = int(os.environ["PORT"])
        self._commands = commands(port=self.port, workers=workers, application=application)
        self._children: list[subprocess.Popen[bytes]] = []
        self._log = log

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._children = [
                subprocess.Popen(
                    command, cwd=HERE, stdout=log, stderr=log, start_new_session=True, preexec_fn=end_with_parent
                )
                for command in self._commands
            ]
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.1)
        raise RuntimeError(f"The web server did not answer within {PATIENCE:.0f} seconds; its log is {self._log}.")

    def stop(self) -> None:
        for child in self._children:
            if child.poll() is None:
                child.terminate()
        for child in self._children:
            try:
                child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                with suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)  # the child leads a group of its own
                child.wait()

    @property
    def web_pid(self) -> int:
        """Of the process that owns the web workers."""
        return self._children[0].pid


@contextmanager
def running(service: Service) -> Iterator[Service]:
    """Started, and stopped whatever happens."""
    try:
        service.start()
        yield service
    finally:
        service.stop()
