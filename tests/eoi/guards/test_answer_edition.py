"""Editions of answers, going round the application: what the database keeps by itself, and what it refuses."""

import pytest

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.identity import acting_as, perform
from eoi.models import AnswerEdition
from tests.factories.people import make_officer, make_partner, organisation_of
from tests.factories.world import CLOSES, close, make_open, open_submissions, start, submit_for

pytestmark = pytest.mark.django_db
KEY = "objective-1"
SET_ASIDE = (
    "INSERT INTO eoi_answeredition (expression_id, organisation_id, question_key, number, version, text, nothing_offered,"
    " selected, choices, is_sensitive, sensitive_reason, longest, is_set_aside, saved_by_id)"
    " VALUES (%s, %s, %s, %s, 0, 'Mine', false, false, '[]', false, '', 0, %s, %s)"
)


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner(world):
    return make_partner()


@pytest.fixture
def expression(world, partner):
    expression = start(world, partner)
    change = AnswerChange(KEY, 0, text="What stands")
    return perform(save_answers, by=partner, expression=expression, changes=[change])


def row(expression, person, *, number=1, is_set_aside=True):
    return [expression.pk, expression.organisation_id, KEY, number, is_set_aside, person.pk]


def editions(expression, person):
    with acting_as(person):
        return list(AnswerEdition.objects.of_expression(expression).order_by("number").values_list("number", "text"))


def test_a_raw_save_is_kept_as_an_edition(run_sql, expression, partner):
    colleague = make_partner(organisation_of(partner), lead=False)
    run_sql("UPDATE eoi_answer SET text = 'Raw', version = version + 1, changed_by_id = %s", colleague.pk, by=colleague)

    assert editions(expression, partner) == [(1, "What stands"), (2, "Raw")]


def test_the_number_of_an_edition_cannot_be_turned_back_or_skipped(run_sql, expression, partner):
    run_sql("UPDATE eoi_answer SET text = 'Raw', version = version + 1, edition = 9", by=partner)

    assert editions(expression, partner) == [(1, "What stands"), (2, "Raw")]


def test_an_answer_is_saved_in_nobody_elses_name(refused_with, expression, partner):
    colleague = make_partner(organisation_of(partner), lead=False)

    refused_with(
        "EOI09",
        "UPDATE eoi_answer SET text = 'Raw', version = version + 1, changed_by_id = %s",
        colleague.pk,
        by=partner,
    )


def test_an_answer_stays_with_its_question(refused_with, expression, partner):
    refused_with("EOI03", "UPDATE eoi_answer SET question_key = 'about', version = version + 1", by=partner)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE eoi_answeredition SET text = 'Other words'",
        "UPDATE eoi_answeredition SET saved_at = saved_at - interval '1 day'",
        "UPDATE eoi_answeredition SET settled_at = now(), settled_by_id = saved_by_id",
        "DELETE FROM eoi_answeredition",
        "TRUNCATE eoi_answeredition",
    ],
)
def test_an_edition_never_changes(refused_with, expression, partner, statement):
    refused_with("EOI12", statement, by=partner)


def test_nobody_writes_an_edition_that_stood(refused_with, expression, partner):
    said = refused_with("EOI12", SET_ASIDE, *row(expression, partner, number=7, is_set_aside=False), by=partner)

    assert "by itself" in said


def test_a_text_is_set_aside_in_nobody_elses_name(refused_with, expression, partner):
    colleague = make_partner(organisation_of(partner), lead=False)

    refused_with("EOI09", SET_ASIDE, *row(expression, colleague), by=partner)


def test_what_was_set_aside_keeps_its_words_and_is_settled_once(run_sql, refused_with, expression, partner):
    settle = "UPDATE eoi_answeredition SET settled_at = now(), settled_by_id = %s WHERE is_set_aside"
    colleague = make_partner(organisation_of(partner), lead=False)
    run_sql(SET_ASIDE, *row(expression, partner), by=partner)

    refused_with("EOI12", "UPDATE eoi_answeredition SET text = 'Other' WHERE is_set_aside", by=partner)
    refused_with("EOI09", settle, colleague.pk, by=partner)
    assert run_sql(settle, partner.pk, by=partner) == 1
    refused_with("EOI12", settle, partner.pk, by=partner)


def test_after_the_closing_time_nothing_is_set_aside(refused_with, world, expression, partner):
    world.clock.set(CLOSES)

    refused_with("EOI01", SET_ASIDE, *row(expression, partner), by=partner)


def test_an_edition_of_another_organisation_is_neither_seen_nor_made(run_sql, refused_with, expression, partner):
    stranger = make_partner()
    theirs = organisation_of(stranger)

    assert run_sql("SELECT count(*) FROM eoi_answeredition", by=stranger) == [(0,)]
    refused_with("42501", SET_ASIDE, *row(expression, stranger), by=stranger)
    refused_with("23503", SET_ASIDE, expression.pk, theirs.pk, KEY, 1, True, stranger.pk, by=stranger)


def test_nobody_of_the_council_reads_an_edition_before_or_after_the_opening(run_sql, world, partner):
    submit_for(world, partner)
    count = "SELECT count(*) FROM eoi_answeredition"

    for person in (world.officer, world.approver, make_officer(), None):
        assert run_sql(count, by=person) == [(0,)]
    open_submissions(close(world))
    assert run_sql(count, by=world.officer) == [(0,)]
    assert run_sql(count, by=partner) != [(0,)]
