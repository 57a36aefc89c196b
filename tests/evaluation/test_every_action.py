"""The list of actions is generated from the code: each writes its event, in the name of who did it, or leaves nothing behind."""

import importlib
import inspect
import pkgutil

import pytest
from django.apps import apps
from django.db import connection

import eoi.actions
import evaluation.actions
import tests.eoi.scenarios
import tests.evaluation.scenarios  # noqa: F401 — adds evaluation's scenarios to the list
from eoi.audit import ACTIONS
from eoi.identity import acting_as
from eoi.models import AuditEvent
from tests.eoi.scenarios.registry import SCENARIOS

NOT_AUDITED = {
    "answer.restore": "a save like every other: the editions themselves keep who did what, and when",
    "answer.set-aside": "kept as an edition, with who and when; nothing that stands changes",
    "answer.settle": "stands with the edition it settles",
    "availability.record": "the row is the record: half a million a year would drown the trail (ADR 0032)",
    "expression.save": "autosaves are not audited (DESIGN §4); the draft keeps who changed what, and when",
    "staff-question.ask": "an event would keep the moment; the number of a day's questions is recorded when it is over (ADR 0019)",
}
HELPERS = {  # public functions of the action modules that actions call, or that only look
    "announce_change",
    "apply_moves",
    "batch_digest",
    "change_from",
    "content_of",
    "create_council_user",
    "details_of",
    "equal_criteria",
    "equal_weightings",
    "event_facts",
    "expression_of",
    "follow_roles",
    "give_roles",
    "held_plan",
    "locked_draft",
    "locked_organisation",
    "move_with_advert",
    "pass_on",
    "release_change",
    "release_closed",
    "release_first",
    "save_or_set_aside",
    "sealed_content",
    "share",
    "take_back",
    "taken_out",
    "trail_is_intact",
    "write_criteria",
    "write_scope",
}


def action_modules():
    for package in (eoi.actions, evaluation.actions):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(module.name)


MODULES = list(action_modules())
pytestmark = pytest.mark.django_db


def rows(reader):
    """A digest of every row of every table of ours, sealed words too where `reader` may read them."""
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    with acting_as(reader), connection.cursor() as cursor:
        return {table: _digest(cursor, table) for table in tables}


def _digest(cursor, table):
    cursor.execute(f"SELECT count(*), md5(string_agg(row::text, '|' ORDER BY row::text)) FROM \"{table}\" row")
    return cursor.fetchone()


def test_every_public_function_of_an_actions_module_is_an_action_or_a_named_helper():
    strays = [
        f"{module.__name__}.{name}"
        for module in MODULES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith(("_", "problems_with_"))
        and not hasattr(function, "action_name")
        and name not in HELPERS
    ]

    assert strays == []


def test_every_action_has_a_scenario_and_every_scenario_an_action():
    assert set(ACTIONS) - set(SCENARIOS) == set(NOT_AUDITED)
    assert set(SCENARIOS) - set(ACTIONS) == set()


@pytest.mark.parametrize("name", sorted(set(ACTIONS) - set(NOT_AUDITED)))
def test_an_action_writes_its_event_in_the_name_of_who_did_it(name, clock):
    do, by = SCENARIOS[name](clock)
    before = AuditEvent.objects.filter(action=name).count()
    do()

    events = AuditEvent.objects.filter(action=name, refused=False)
    assert events.count() > before
    if by is not None:
        assert events.last().actor == by
    assert events.last().subject_reference


@pytest.mark.parametrize("name", sorted(set(ACTIONS) - set(NOT_AUDITED)))
def test_an_action_that_cannot_be_recorded_leaves_nothing_behind(name, clock, monkeypatch):
    do, by = SCENARIOS[name](clock)
    before = rows(by)

    def fail(*args, **kwargs):
        raise RuntimeError("The event cannot be written.")

    monkeypatch.setattr(AuditEvent.objects, "create", fail)
    with pytest.raises(RuntimeError, match="cannot be written"):
        do()

    assert rows(by) == before
