"""Nothing that a public page shows can change without changing its tag. Goes round the application, column by column."""

import re
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from eoi.actions.advert import publish_advert
from eoi.identity import perform
from tests.factories.issues import choose, make_issue, release, withdraw
from tests.factories.notices import leave_out, record_notice
from tests.factories.packs import add_document
from tests.factories.questions import answer_to_all, ask_question
from tests.factories.readiness import make_ready
from tests.factories.world import OPENS, close, decide, make_draft, submit_for

pytestmark = pytest.mark.django_db
PAGES = ("advert-detail", "closing-record-detail", "question-list", "advert-list")
BUILT = {"Cookie": "sessionid=none"}  # built for this visitor, and kept for nobody
OTHERWISE = (
    (models.BooleanField, "NOT {0}"),
    ((models.DateTimeField, models.DateField), "{0} + interval '1 hour'"),
    ((models.IntegerField, models.DecimalField), "{0} + 1"),
    ((models.CharField, models.TextField), "overlay({0} placing 'Xy' from 1 for least(2, length({0})))"),
)


@pytest.fixture
def world(clock):
    """With something in every part of its page."""
    world = leave_out(make_draft(clock, ready=False), "customer-services")
    issue = make_issue()
    choose(world, release(issue))
    add_document(world)
    make_ready(world)
    decide(world)
    world.advert = perform(publish_advert, by=world.officer, advert=world.refresh())
    withdraw(issue)
    clock.set(OPENS)
    record_notice(world)
    answer_to_all(world, ask_question(world))
    submit_for(world)
    return close(world)


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_is_made_of_cannot_change_without_its_tag(client, world, page):
    address = reverse(f"eoi:{page}", args=[world.advert.reference] if page != "advert-list" else [])
    known, shown = client.get(address).get("ETag"), client.get(address, headers=BUILT).content
    tables = _tables(client, address)
    silent = []

    assert all(_model(table).objects.exists() for table in tables)
    for change in _changes(tables):
        with _undone(change) as happened:
            if (
                happened
                and client.get(address).get("ETag") == known
                and client.get(address, headers=BUILT).content != shown
            ):
                silent.append(change)

    assert not silent


@contextmanager
def _undone(change):
    """Whether the database let it pass; afterwards it has not happened."""
    with transaction.atomic():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(change)
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            yield True
        except DatabaseError:
            yield False
        transaction.set_rollback(True)


def _tables(client, address):
    with CaptureQueriesContext(connection) as queries:
        client.get(address, headers=BUILT)
    named = {name for query in queries for name in re.findall(r'(?:FROM|JOIN) "(eoi_\w+)"', query["sql"])}
    assert "eoi_advert" in named
    return sorted(named)


def _changes(tables):
    for table in tables:
        yield f'DELETE FROM "{table}"'
        for field in _model(table)._meta.concrete_fields:
            for kind, otherwise in OTHERWISE:
                if isinstance(field, kind) and not field.primary_key:
                    column = f'"{field.column}"'
                    yield f'UPDATE "{table}" SET {column} = {otherwise.format(column)}'


def _model(table):
    return next(model for model in apps.get_models() if model._meta.db_table == table)
