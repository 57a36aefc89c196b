"""The cache that all web processes share: Django's own, in the database, with one statement where that takes five (ADR 0034)."""

import base64
import pickle
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

NEVER = datetime.max.replace(tzinfo=UTC)


class SharedCache(DatabaseCache):
    """Counts of sign-ins lie in it, so it drops nothing that still holds: the worker clears what is over.

    Django's own counts all rows at each write, and beyond 300 throws away a third of them, held or not.
    """

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._write(key, value, timeout, version, unless_held=False)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._write(key, value, timeout, version, unless_held=True)

    def clear_expired(self) -> int:
        """Returns how many there were."""
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self._name} WHERE expires < clock_timestamp()")  # noqa: S608 — the table's name is a setting
            return cursor.rowcount

    @property
    def _name(self) -> str:
        return connection.ops.quote_name(self._table)  # type: ignore[attr-defined]

    def _write(self, key: str, value: Any, timeout: Any, version: int | None, *, unless_held: bool) -> bool:
        until = self.get_backend_timeout(timeout)
        expires = NEVER if until is None else datetime.fromtimestamp(until, tz=UTC)
        text = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode()
        condition = f"WHERE {self._name}.expires < clock_timestamp()" if unless_held else ""
        statement = (
            f"INSERT INTO {self._name} (cache_key, value, expires) VALUES (%s, %s, %s) "  # noqa: S608 — as above
            f"ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires {condition}"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [self.make_and_validate_key(key, version=version), text, expires])
            return cursor.rowcount == 1
