"""What every test stands on: a real PostgreSQL with its guards on, and the reference data of the migrations."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import TransactionTestCase

from tests.factories import snapshots
from tests.factories.world import Clock

TRUNCATE_GUARDS = """
    SELECT tgrelid::regclass::text, quote_ident(tgname) FROM pg_trigger
    WHERE tgtype & 32 <> 0 AND NOT tgisinternal ORDER BY 1, 2
"""


@pytest.fixture(scope="session", autouse=True)
def _flush_may_truncate() -> Iterator[None]:
    """Tests with real commits are cleaned by TRUNCATE, which the append-only tables refuse: lifted for the flush only.

    The guards stand during every test; a setting that lifts them would be a back door in production.
    """
    plain = DatabaseOperations.sql_flush

    def sql_flush(self, style, tables, **options):
        with self.connection.cursor() as cursor:
            cursor.execute(TRUNCATE_GUARDS)
            guards = cursor.fetchall()
        return [
            *(f"ALTER TABLE {table} DISABLE TRIGGER {name}" for table, name in guards),
            *plain(self, style, tables, **options),
            *(f"ALTER TABLE {table} ENABLE TRIGGER {name}" for table, name in guards),
        ]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield


@pytest.fixture(scope="session", autouse=True)
def _flush_restores_reference_data() -> Iterator[None]:
    """A flush also empties what data migrations made; the next test must find it again."""
    plain = TransactionTestCase._fixture_teardown

    def teardown(self):
        plain(self)
        _restore_reference_data()
        snapshots.forget()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


@pytest.fixture(scope="session", autouse=True)
def _snapshots_may_be_laid_down() -> None:
    snapshots.prepare()


def _restore_reference_data() -> None:
    from eoi import reference_data

    with transaction.atomic():
        reference_data.load(apps)
        reference_data.load_positioning(apps)
        reference_data.load_retention(apps)
    cache.clear()  # sign-in limits: its table is no model's, so the flush leaves it


@pytest.fixture(autouse=True)
def _no_transaction_undoes_it() -> Iterator[None]:
    """Each test finds nothing kept of public pages, and no file."""
    from eoi import conditional

    conditional.PAGES.clear()
    conditional.FACTS.clear()
    yield
    with os.scandir(settings.KEPT_FILES.name) as left:
        for each in left:
            shutil.rmtree(each.path)


@pytest.fixture
def mail_queue(settings) -> None:
    """Mail goes through the queue as in production; pytest-django otherwise replaces it with a list in memory."""
    settings.EMAIL_BACKEND = "post_office.EmailBackend"


@pytest.fixture
def clock(db) -> Iterator[Clock]:
    """The database's clock, to be set and advanced; put back afterwards where a test commits."""
    clock = Clock()
    yield clock
    if not transaction.get_connection().in_atomic_block:
        clock.restore()
