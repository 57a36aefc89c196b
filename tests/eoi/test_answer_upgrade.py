"""Answers that were written before their editions were kept: none is lost in the upgrade, nor in the way back."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.identity import acting_as, perform
from eoi.models import AnswerEdition, Objective
from tests.factories.people import make_partner, organisation_of
from tests.factories.world import make_open, start

BEFORE = [("eoi", "0046_guards_submission_reminders")]
WRITTEN = [("about", "Who we are", 1), ("objective-1", "Second words", 2)]


def migrate(targets):
    """Within the test's own transaction, so that everything is as it was afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    MigrationExecutor(connection).migrate(targets)


def answers(person):
    with acting_as(person), connection.cursor() as cursor:
        cursor.execute("SELECT question_key, text, version FROM eoi_answer ORDER BY 1")
        return cursor.fetchall()


@pytest.mark.slow
@pytest.mark.django_db
def test_answers_survive_the_way_back_and_the_upgrade_and_get_their_first_edition(clock):
    world, partner = make_open(clock), make_partner()
    colleague = make_partner(organisation_of(partner), lead=False)
    expression = start(world, partner)
    first = [AnswerChange("about", 0, text="Who we are"), AnswerChange("objective-1", 0, text="First words")]
    perform(save_answers, by=partner, expression=expression, changes=first)
    second = [AnswerChange("objective-1", 1, text="Second words")]
    perform(save_answers, by=colleague, expression=expression, changes=second)
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()

    migrate(BEFORE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('eoi_answeredition')")
        assert cursor.fetchone() == (None,)
    assert answers(partner) == WRITTEN
    migrate(latest)

    assert answers(partner) == WRITTEN
    with acting_as(partner):
        found = AnswerEdition.objects.of_expression(expression).order_by("question_key")
        kept = [(each.question_key, each.text, each.number, each.version, each.saved_by) for each in found]
    assert kept == [("about", "Who we are", 1, 1, partner), ("objective-1", "Second words", 1, 2, colleague)]
    assert list(Objective.objects.filter(concerns_staff=True).values_list("number", flat=True)) == [5]

    third = [AnswerChange("objective-1", 2, text="Third words")]
    perform(save_answers, by=partner, expression=expression, changes=third)
    with acting_as(partner):
        texts = AnswerEdition.objects.of_answer(expression, "objective-1").order_by("number")
        assert [each.text for each in texts] == ["Second words", "Third words"]
    with acting_as(make_partner()):
        assert not AnswerEdition.objects.exists()
