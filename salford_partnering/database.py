"""Which database: the one that DATABASE_URL names, else an embedded PostgreSQL of this checkout (embedded.py)."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from . import embedded
from .environment import SettingProblem

# What every connection of the service asks of the server. lock_timeout stays below the web server's own timeout, so
# that a person is told "busy, try again" before the worker that serves them is killed.
SESSION = {
    "lock_timeout": "5s",
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "60s",
    "client_connection_check_interval": "10s",
    "jit": "off",
}


def configuration(url: str, data: Path) -> dict[str, Any]:
    """Django's settings for the database; starts the embedded server in `data` where no address is given."""
    where = from_url(url) if url else embedded.start(data)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,  # DESIGN §9: eoi's middleware opens the transaction, rendering included
        "OPTIONS": {"options": " ".join(f"-c {name}={value}" for name, value in SESSION.items())},
        **where,
    }


def from_url(url: str) -> dict[str, str]:
    """The parts of postgresql://user:password@host:port/name; a password may be percent-encoded."""
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    try:
        port = str(parts.port or "")
    except ValueError:
        port = "wrong"
    if parts.scheme not in ("postgres", "postgresql") or not name or port == "wrong":
        raise SettingProblem(
            "DATABASE_URL cannot be read. Set it like postgresql://user:password@host:5432/name, or unset it to use the "
            "embedded database."
        )
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
    }
