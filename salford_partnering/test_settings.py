"""Settings of the tests: the service's own, on an embedded database of their own, whatever the machine's environment says."""

import os

os.environ.update(
    {
        "ENV_FILE": "/dev/null",
        "DATABASE_URL": "",
        "EMBEDDED_DATABASE": "test-postgres",
        "DEBUG": "0",
        "DEMO": "0",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    }
)

from .settings import *  # noqa: F403 — the environment above must stand before the settings read it
from .settings import DATABASES, POST_OFFICE

DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
POST_OFFICE["BACKENDS"]["default"] = "django.core.mail.backends.locmem.EmailBackend"
