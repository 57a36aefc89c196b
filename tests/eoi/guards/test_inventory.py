"""The guards that exist are the guards we expect: none missing, none forgotten in the inventory, none switched off."""

import pytest
from django.db import connection

from eoi import guard_inventory

pytestmark = pytest.mark.django_db


def test_the_triggers_are_exactly_those_of_the_inventory():
    assert guard_inventory.live_triggers() == guard_inventory.EXPECTED_TRIGGERS


def test_the_policies_are_forced_and_exactly_those_of_the_inventory():
    assert guard_inventory.live_policies() == guard_inventory.EXPECTED_POLICIES


def test_a_switched_off_trigger_is_missed(run_sql):
    run_sql("ALTER TABLE eoi_submission DISABLE TRIGGER submission_gate")

    assert guard_inventory.live_triggers() != guard_inventory.EXPECTED_TRIGGERS


def test_a_policy_that_is_not_forced_is_missed(run_sql):
    run_sql("ALTER TABLE eoi_answer NO FORCE ROW LEVEL SECURITY")

    assert guard_inventory.live_policies() != guard_inventory.EXPECTED_POLICIES


def test_the_role_of_the_application_cannot_pass_row_level_security():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)


def test_every_function_that_a_trigger_runs_has_a_fixed_search_path(run_sql):
    loose = run_sql(
        "SELECT DISTINCT p.proname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE NOT t.tgisinternal AND (p.proconfig IS NULL OR NOT 'search_path=public, pg_temp' = ANY (p.proconfig))"
    )

    assert loose == []
