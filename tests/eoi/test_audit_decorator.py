"""What an action does with errors: a guard's refusal and a meeting of two people become sentences, anything else stays an error."""

import pytest
from django.db import DatabaseError, connection

from eoi.audit import ACTIONS, action
from eoi.models import Need
from eoi.problems import ActionRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def make_action():
    """An action made for one test, taken off the list afterwards."""
    made = []

    def make(function):
        made.append("test.action")
        return action("test.action")(function)

    yield make
    for name in made:
        ACTIONS.pop(name, None)


def raising(state):
    def function(*, by):
        Need.objects.update(description="half a change")
        with connection.cursor() as cursor:
            cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'Said by the guard.' USING ERRCODE = '{state}'; END $$")

    return function


@pytest.mark.parametrize(
    ("state", "code", "words"),
    [
        ("EOI01", "late", "Said by the guard."),
        ("23505", "taken", "at the same moment"),
        ("55P03", "busy", "try again"),
        ("40P01", "busy", "try again"),
    ],
)
def test_a_refusal_of_the_database_is_a_sentence_and_leaves_nothing(state, code, words, make_action):
    with pytest.raises(ActionRefused, match=words) as refusal:
        make_action(raising(state))(by=None)

    assert [problem.code for problem in refusal.value.problems] == [code]
    assert not Need.objects.filter(description="half a change").exists()


def test_any_other_error_of_the_database_stays_one(make_action):
    with pytest.raises(DatabaseError):
        make_action(raising("22012"))(by=None)


def test_a_deferred_guard_speaks_before_the_action_returns(make_action):
    def function(*, by):
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TEMPORARY TABLE later (id int);"
                "CREATE FUNCTION pg_temp.no() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RAISE EXCEPTION 'Too late.' USING ERRCODE = 'EOI07'; END $$;"
                "CREATE CONSTRAINT TRIGGER no AFTER INSERT ON later DEFERRABLE INITIALLY DEFERRED"
                " FOR EACH ROW EXECUTE FUNCTION pg_temp.no();"
                "INSERT INTO later VALUES (1)"
            )

    with pytest.raises(ActionRefused, match="Too late"):
        make_action(function)(by=None)
