"""Going round the application: raw SQL as somebody, and the code the database refuses with."""

import psycopg2
import pytest
from django.db import DatabaseError, connection, transaction

from eoi.identity import acting_as


class Refusals:
    """`refused_with(code, statement, *parameters, by=user)` runs a statement that the database has to refuse."""

    def __call__(self, code, statement, *parameters, by=None):
        with pytest.raises(DatabaseError) as refusal:
            self._run(statement, parameters, by)
        assert isinstance(refusal.value.__cause__, psycopg2.Error)
        assert refusal.value.__cause__.pgcode == code, refusal.value
        return str(refusal.value.__cause__.diag.message_primary)

    def _run(self, statement, parameters, by):
        with transaction.atomic(), acting_as(by), connection.cursor() as cursor:
            cursor.execute(statement, parameters or None)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.fixture
def refused_with() -> Refusals:
    return Refusals()


@pytest.fixture
def run_sql():
    """Run one statement as somebody; returns its rows, or the number of rows it touched."""

    def run(statement, *parameters, by=None):
        with acting_as(by), connection.cursor() as cursor:
            cursor.execute(statement, parameters or None)
            return cursor.fetchall() if cursor.description else cursor.rowcount

    return run
