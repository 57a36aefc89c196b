"""Settings of the tests: the service's own, on an embedded database of their own, whatever the machine's environment says."""

import fcntl
import os
import tempfile
from typing import IO

os.environ.update(
    {
        "ENV_FILE": "/dev/null",
        "DATABASE_URL": "",
        "EMBEDDED_DATABASE": "test-postgres",
        "DEBUG": "0",
        "DEMO": "0",
        "PROBE_ADDRESS": "",
        "CLAMD_SOCKET": "",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    }
)

from .settings import *  # noqa: F403 — the environment above must stand before the settings read it
from .settings import BASE_DIR, DATABASES, POST_OFFICE, STATICFILES_DIRS, STORAGES, VAR


def free_number() -> tuple[int, IO[str]]:
    """The first number that no other test process holds, and the lock that holds it.

    Two runs at once then use two databases, and a killed run's database is made anew by the next one.
    """
    for number in range(1, 1000):
        lock = open(VAR / f".tests.{number}", "w")  # noqa: SIM115 — held for the life of the process
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
        else:
            return number, lock
    raise SystemExit("A thousand test processes are at work already. Wait until some have ended.")


NUMBER, NUMBER_LOCK = free_number()
DATABASES["default"]["TEST"] = {"NAME": f"test_partnering_{NUMBER}"}
DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
DATABASES["default"]["CONN_MAX_AGE"] = 0
KEPT_FILES = tempfile.TemporaryDirectory(prefix="partnering-tests-")  # removed when the process ends
STORAGES["default"]["OPTIONS"]["location"] = KEPT_FILES.name
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
POST_OFFICE["BACKENDS"]["default"] = "django.core.mail.backends.locmem.EmailBackend"
MFA_TOTP_TOLERANCE = 1  # a code made just before the turn of its half minute is sent just after it
STATICFILES_DIRS = [*STATICFILES_DIRS, BASE_DIR / "tests" / "browser" / "vendor"]  # axe, asked for by the browser tests
