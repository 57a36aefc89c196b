"""A world made honestly once in each process; later tests that begin in the same state get the very rows it left.

The first call of a `@kept` factory runs as written, through actions and with every guard on, and the rows that stand afterwards
are copied, with the files, the mails and what waits for the commit. A later call with the same arguments lays them down again, ids
and all, and answers with what the first one answered. Triggers are off for that one statement, under a role that only the tests'
server has: what they would say was said when the rows were made. Where a test has written anything before, or really commits, the
factory always runs as written.
"""

import pickle
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import Any, TypeVar

import psycopg2
from django.conf import settings
from django.core import mail
from django.core.files.storage import default_storage
from django.db import connection, transaction

from tests.factories import readiness

Made = TypeVar("Made")

ROLE = "copyist"
PLAIN = str | int | bool | datetime | None
UNTOUCHED = """
    SELECT pg_current_xact_id_if_assigned() IS NULL AND NOT EXISTS (SELECT FROM eoi_user),
        pg_snapshot_xmax(pg_current_snapshot())::text::bigint
"""
TABLES = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
CLOCK = "SELECT pg_get_functiondef('eoi_now'::regproc)"
BEGIN = f"SET LOCAL ROLE {ROLE}; SET LOCAL session_replication_role = replica"
END = "SET LOCAL session_replication_role = origin; RESET ROLE; SET CONSTRAINTS ALL DEFERRED"


@dataclass(frozen=True)
class Snapshot:
    """What a factory left: the statement that lays it down, the files, the mails it sent; its answer and what waits for the commit."""

    statement: str
    files: dict[Path, bytes]
    mails: list[Any]
    answer: bytes


_snapshots: dict[Any, Snapshot] = {}


def kept(factory: Callable[..., Made]) -> Callable[..., Made]:
    """For a factory of `clock` and keywords; with keywords that are no plain values it always runs as written."""
    plain = {name: each.default for name, each in signature(factory).parameters.items() if name != "clock"}

    @wraps(factory)
    def make(clock: Any, **options: Any) -> Made:
        key = (factory.__qualname__, *_as_the_test_has_it(), *sorted({**plain, **options}.items()))
        begun = _first_row_of_the_test()
        if begun is None or not all(isinstance(value, PLAIN) for value in options.values()):
            return factory(clock, **options)
        if key in _snapshots:
            return _lay_down(_snapshots[key])
        before, sent, waiting = _counts(), len(_outbox()), len(connection.run_on_commit)
        made = factory(clock, **options)
        waits = [(then, is_robust) for _savepoints, then, is_robust in connection.run_on_commit[waiting:]]
        with suppress(AttributeError, pickle.PicklingError):  # a function within a function waits: made anew each time
            answer = pickle.dumps((made, waits))
            _snapshots[key] = Snapshot(_statement(before, begun), files(), _outbox()[sent:], answer)
        return made

    return make


def files() -> dict[Path, bytes]:
    """Every file of the store, which each test finds empty."""
    return {path: path.read_bytes() for path in Path(default_storage.location).rglob("*") if path.is_file()}


def forget() -> None:
    """After a flush, reference data has other ids."""
    _snapshots.clear()


def prepare() -> None:
    """The role that lays rows down. The service's own role may become it, and without saying so gains nothing by it."""
    where = settings.DATABASES["default"]
    server = psycopg2.connect(host=where["HOST"], port=where["PORT"], user="postgres", dbname="postgres")
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")  # another process may be preparing as well
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {ROLE} SUPERUSER NOLOGIN")
            cursor.execute(f"GRANT {ROLE} TO {where['USER']} WITH INHERIT FALSE, SET TRUE")
    server.close()


def _as_the_test_has_it() -> tuple[Any, ...]:
    """What a test may set before a factory that changes what is made: where mail goes, whether this is the demonstration, steps."""
    return settings.EMAIL_BACKEND, settings.DEMO, default_storage.location, *readiness.STEPS


def _first_row_of_the_test() -> int | None:
    """The transaction number from which on rows are the test's own; none where it has written already, or really commits."""
    if not connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        cursor.execute(UNTOUCHED)
        untouched, begun = cursor.fetchone()
    return begun if untouched else None


def _counts(where: str = "true") -> dict[str, int]:
    """How many rows each table has, whoever may read them."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [table for (table,) in cursor.fetchall()]
        counting = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table} WHERE {where}" for table in tables)
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        cursor.execute(counting)
        counts = dict(cursor.fetchall())
        cursor.execute("RESET ROLE")
    return counts


def _statement(before: dict[str, int], begun: int) -> str:
    """New rows are added; a table in which reference data was changed or deleted is written anew."""
    left = _counts(f"xmin::text::bigint < {begun}")
    with connection.cursor() as cursor:
        cursor.execute(CLOCK)
        parts = [cursor.fetchone()[0], BEGIN]
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        for table, count in before.items():
            anew = left[table] != count
            where = "true" if anew else f"xmin::text::bigint >= {begun}"
            cursor.execute(f"SELECT array_agg(each)::text FROM {table} each WHERE {where}")
            rows = cursor.fetchone()[0]
            parts += [f"DELETE FROM {table}"] if anew else []
            if rows:
                parts.append(
                    cursor.mogrify(f"INSERT INTO {table} SELECT * FROM unnest(%s::{table}[])", [rows]).decode()
                )
        cursor.execute("RESET ROLE")
    return "; ".join([*parts, END])


def _lay_down(snapshot: Snapshot) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(snapshot.statement)
    for path, content in snapshot.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    _outbox().extend(map(copy, snapshot.mails))
    made, waits = pickle.loads(snapshot.answer)  # noqa: S301 — our own, of a moment ago
    for then, is_robust in waits:
        transaction.on_commit(then, robust=is_robust)
    return made


def _outbox() -> list[Any]:
    return getattr(mail, "outbox", [])
