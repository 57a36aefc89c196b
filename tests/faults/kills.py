"""Who is killed: web workers, one connection's process of the database, the whole database. Only processes of this run, by number."""

import random
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import psutil

from tests.load.service import HERE, Service

# In a process of its own, which leaves the server to those who use it
START = "import sys, pathlib; from salford_partnering import embedded; embedded.start(pathlib.Path(sys.argv[1]))"
KINDS = ("web worker", "database backend", "whole database")


class Killer(threading.Thread):
    """Kills one of the three, again and again, until told to stop; puts the database up again."""

    def __init__(
        self, service: Service, data: Path, chance: random.Random, *, kinds: tuple[str, ...], every: float
    ) -> None:
        super().__init__(name="killer")
        self.service, self.data, self.chance, self.kinds, self.every = service, data, chance, kinds, every
        self.killed: Counter[str] = Counter()
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(self.chance.uniform(0.5, 1.5) * self.every):
            kind = self.chance.choice(self.kinds)
            if self._kill(kind):
                self.killed[kind] += 1
            if kind != "web worker":
                self._put_up_again()

    def stop(self) -> None:
        """Returns when the database answers."""
        self._over.set()
        self.join()
        self._put_up_again()

    def _kill(self, kind: str) -> bool:
        if kind == "web worker":
            return _kill_one(psutil.Process(self.service.web_pid).children(), self.chance)
        postmaster = self._postmaster()
        if postmaster is None:
            return False
        children = postmaster.children()
        if kind == "database backend":
            backends = [
                child for child in children if "client backend" in _title(child) or " [local] " in _title(child)
            ]
            return _kill_one(backends, self.chance)
        for process in (postmaster, *children):
            with suppress(psutil.NoSuchProcess):
                process.kill()
        return True

    def _postmaster(self) -> psutil.Process | None:
        """Of this run's own data folder."""
        try:
            number = int((self.data.resolve() / "postmaster.pid").read_text().split()[0])
            process = psutil.Process(number)
            return process if str(self.data.resolve()) in process.cmdline() else None
        except (OSError, IndexError, ValueError, psutil.NoSuchProcess):
            return None

    def _put_up_again(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if (
                subprocess.run(
                    [sys.executable, "-c", START, self.data], cwd=HERE, capture_output=True, timeout=90
                ).returncode
                == 0
            ):
                return
            time.sleep(0.2)
        raise RuntimeError("The database did not come up again within a minute.")


def _title(process: psutil.Process) -> str:
    with suppress(psutil.NoSuchProcess):
        return " ".join(process.cmdline())
    return ""


def _kill_one(processes: list[psutil.Process], chance: random.Random) -> bool:
    if not processes:
        return False
    with suppress(psutil.NoSuchProcess):
        chance.choice(processes).kill()
        return True
    return False
