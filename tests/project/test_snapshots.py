"""A world laid down again is the world that the actions made: row by row, and with every guard on (tests/factories/snapshots.py)."""

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.forms import model_to_dict

from eoi.clock import database_now
from eoi.identity import acting_as, perform
from eoi.models import AuditEvent, SubmissionContent, User
from evaluation.actions.panel import form_panel
from tests.evaluation.world import make_concluded, make_panel, make_scoring
from tests.factories import snapshots
from tests.factories.people import make_officer
from tests.factories.world import make_asked, make_draft, make_open, make_opened, make_published


def publish_with_document(clock):
    """A file is kept, and the edition's are made after the commit."""
    return make_published(clock, with_document=True)


NUMBERED = """
    SELECT objid::regclass::text, refobjid::regclass::text, quote_ident(attname)
    FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
    WHERE classid = 'pg_class'::regclass AND deptype IN ('a', 'i')
    AND (SELECT relkind FROM pg_class WHERE oid = objid) = 'S' ORDER BY 1
"""
FACTORIES = [
    make_draft,
    make_asked,
    make_published,
    publish_with_document,
    make_open,
    make_opened,
    make_panel,
    make_scoring,
    make_concluded,
]


def everything(made):
    """The clock, every row of every table, sealed ones too, files, mails, what waits for the commit, and what the factory answered."""
    now, rows = database_now(), {}
    with connection.cursor() as cursor:
        cursor.execute(snapshots.TABLES)
        tables = [table for (table,) in cursor.fetchall()]
        cursor.execute(f"SET LOCAL ROLE {snapshots.ROLE}")
        for table in tables:
            cursor.execute(f"SELECT row::text FROM {table} row ORDER BY 1")
            rows[table] = cursor.fetchall()
        cursor.execute("RESET ROLE")
    world = getattr(made, "world", made)
    people = [world.officer, world.second_officer, world.approver, *world.partners]
    facts = [model_to_dict(each) for each in (world.advert, *people, *world.submissions)]
    waits = [(then.func, [each.pk for each in then.args]) for _savepoints, then, _is_robust in connection.run_on_commit]
    mails = [str(each.message()) for each in mail.outbox]
    return {"now": now, **rows, "files": snapshots.files(), "mails": mails, "waits": waits, "answer": facts}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_what_is_laid_down_is_what_the_actions_made(factory, clock, monkeypatch):
    def make_and_undo():
        mail.outbox.clear()
        with transaction.atomic():
            found = everything(factory(clock))
            transaction.set_rollback(True)
        for path in found["files"]:
            path.unlink()
        return found

    snapshots.forget()
    by_actions = make_and_undo()
    monkeypatch.setattr(AuditEvent.objects, "create", None)  # no action can be done
    laid_down = make_and_undo()

    assert len(by_actions["eoi_auditevent"]) > 10
    if factory is publish_with_document:
        assert len(by_actions["files"]) == len(by_actions["waits"]) == 1
    for part, found in by_actions.items():
        assert _but_for_boundaries(laid_down[part]) == _but_for_boundaries(found), part


def _but_for_boundaries(found):
    """A mail's parts are divided by a number drawn anew each time that it is written out."""
    return len(found) if found and isinstance(found, list) and isinstance(found[0], str) else found


@pytest.fixture
def laid_down(transactional_db, clock, monkeypatch):
    """Opened submissions, which no action made in this transaction."""
    with transaction.atomic():
        make_opened(clock)
        transaction.set_rollback(True)
    with transaction.atomic():
        with monkeypatch.context() as patch:
            patch.setattr(AuditEvent.objects, "create", None)
            world = make_opened(clock)
        yield world
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE eoi_auditevent SET action = 'x'", "EOI"),
        ("DELETE FROM eoi_decisiontoadvertise", "EOI"),
        ("UPDATE eoi_criterion SET weighting = 1", "EOI"),
        ("UPDATE account_emailaddress SET user_id = -1 WHERE id = (SELECT min(id) FROM account_emailaddress)", "23503"),
    ],
)
def test_every_kind_of_guard_stands_on_it(statement, code, laid_down):
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{statement}; SET CONSTRAINTS ALL IMMEDIATE")

    assert refused.value.__cause__.pgcode.startswith(code)


def test_it_is_the_service_that_asks_and_everybody_reads_what_they_may(laid_down):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user = session_user, current_setting('session_replication_role')")
        assert cursor.fetchone() == (True, "origin")
    with acting_as(None):
        assert not SubmissionContent.objects.exists()
    with acting_as(laid_down.partners[0]):
        assert SubmissionContent.objects.count() == 1

    perform(form_panel, by=laid_down.officer, advert=laid_down.advert, name="A panel")


def test_what_is_made_afterwards_is_numbered_after_it(laid_down):
    with connection.cursor() as cursor:
        cursor.execute(NUMBERED)
        numbered = cursor.fetchall()
        cursor.execute(f"SET LOCAL ROLE {snapshots.ROLE}")
        behind = [each for each in numbered if not _is_ahead(cursor, *each)]
        cursor.execute("RESET ROLE")

    assert len(numbered) > 50
    assert not behind


def _is_ahead(cursor, sequence, table, column):
    cursor.execute(f"SELECT last_value >= (SELECT coalesce(max({column}), 1) FROM {table}) FROM {sequence}")
    return cursor.fetchone()[0]


@pytest.mark.django_db
def test_where_something_stands_already_the_actions_are_done(clock):
    make_officer()
    before = set(User.objects.values_list("pk", flat=True))
    world = make_draft(clock)
    other = make_draft(clock, reference="SAL-2026-015")

    assert AuditEvent.objects.filter(advert=other.advert).exists()
    assert not before & {world.officer.pk, other.officer.pk}
    assert world.advert.pk < other.advert.pk
