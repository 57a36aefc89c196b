"""Staff questions: asked by nobody, kept as they were asked, read when their day is over, answered in one's own name."""

import pytest
from django.db import connection

from eoi.actions.staff_question import answer_staff_question, decline_staff_question
from eoi.identity import perform
from eoi.models import Role, Service, ServiceKeeper, StaffQuestion
from tests.factories.people import make_officer, make_person
from tests.factories.ready_staff_questions import ask, ask_and_deliver
from tests.factories.world import make_draft

pytestmark = pytest.mark.django_db

ASK = "INSERT INTO eoi_staffquestion (reference, advert_id, text, asked_on, is_delivered) VALUES ('SQ-1', %s, %s, '2000-01-01', true)"
ANSWER = "INSERT INTO eoi_staffanswer (question_id, edition, wording, text, answered_by_id) VALUES (%s, %s, 'Words', 'Answer', %s)"
DECLINE = "INSERT INTO eoi_staffquestionrefusal (question_id, reason, refused_by_id) VALUES (%s, 'Abusive', %s)"
EMPTY = "UPDATE eoi_staffquestion SET text = '', removed_at = '2000-01-01', removed_by_id = %s WHERE reference = %s"
PAGE = "INSERT INTO eoi_staffquestionpage (advert_id, token, closes_on, opened_by_id) VALUES (%s, 'token', '2030-01-01', %s)"


@pytest.fixture
def world(clock):
    return make_draft(clock)


@pytest.fixture
def question(world):
    return ask_and_deliver(world)


def answer(world, question):
    perform(
        answer_staff_question, by=world.officer, question=question, wording="Will teams move?", text="No.", edition=0
    )


def test_a_question_is_asked_by_nobody(world, refused_with, run_sql):
    said = refused_with("EOI15", ASK, world.advert.pk, "Who am I?", by=world.officer)

    assert said == "A staff question is asked by nobody."
    assert run_sql(ASK, world.advert.pk, "Who am I?") == 1


def test_the_database_sets_the_day_and_shows_nothing_before_it_is_over(world, refused_with, run_sql, clock):
    run_sql(ASK, world.advert.pk, "When did I write?")
    kept = StaffQuestion.objects.get()

    assert (str(kept.asked_on), kept.is_delivered) == ("2026-02-16", False)
    deliver = "UPDATE eoi_staffquestion SET is_delivered = true"
    refused_with("EOI15", deliver)
    clock.advance(days=1)
    assert run_sql(deliver) == 1
    refused_with("EOI12", "UPDATE eoi_staffquestion SET is_delivered = false")


def test_a_question_needs_a_page_that_takes_questions(world, refused_with, clock):
    clock.advance(days=61)

    refused_with("EOI15", ASK, world.advert.pk, "Too late?")


@pytest.mark.parametrize(
    "change", ["text = 'Other words'", "asked_on = '2026-01-01'", "service_id = 1", "reference = 'SQ-2'"]
)
def test_a_question_is_kept_as_it_was_asked(question, refused_with, change, world):
    refused_with("EOI12", f"UPDATE eoi_staffquestion SET {change}", by=world.officer)


@pytest.mark.parametrize("table", ["eoi_staffquestion", "eoi_staffanswer", "eoi_staffquestionrefusal"])
def test_nothing_is_emptied_as_a_whole(refused_with, table):
    refused_with("EOI12", f"TRUNCATE {table} CASCADE")


def test_a_question_is_not_deleted(question, refused_with, world):
    refused_with("EOI12", "DELETE FROM eoi_staffquestion", by=world.officer)


def test_the_words_are_taken_away_by_who_may_answer_once_it_is_settled(world, question, refused_with, run_sql):
    refused_with("EOI15", EMPTY, world.officer.pk, question.pk, by=world.officer)
    answer(world, question)
    stranger = make_officer()

    refused_with("EOI09", EMPTY, world.officer.pk, question.pk, by=world.second_officer)
    refused_with("EOI09", EMPTY, stranger.pk, question.pk, by=stranger)
    refused_with("EOI09", "UPDATE eoi_staffquestion SET text = ''")
    assert run_sql(EMPTY, world.officer.pk, question.pk, by=world.officer) == 1

    question.refresh_from_db()
    assert (question.text, question.removed_at.year) == ("", 2026)
    refused_with("EOI12", "UPDATE eoi_staffquestion SET text = 'Back again'", by=world.officer)
    refused_with("EOI12", EMPTY, world.second_officer.pk, question.pk, by=world.second_officer)


@pytest.mark.parametrize("statement", [ANSWER, DECLINE])
def test_a_question_is_settled_in_ones_own_name_by_who_may(world, question, refused_with, run_sql, statement):
    stranger, approver = make_officer(), world.approver
    number = [1] if statement is ANSWER else []

    refused_with("EOI09", statement, question.pk, *number, world.officer.pk, by=world.second_officer)
    refused_with("EOI09", statement, question.pk, *number, world.officer.pk)
    for person in (stranger, approver):
        refused_with("EOI09", statement, question.pk, *number, person.pk, by=person)
    assert run_sql(statement, question.pk, *number, world.officer.pk, by=world.officer) == 1


def test_who_keeps_the_service_answers_and_another_service_manager_does_not(world, refused_with, run_sql):
    keeper, other = make_person(Role.SERVICE_MANAGER), make_person(Role.SERVICE_MANAGER)
    finance, law = Service.objects.get(key="finance"), Service.objects.get(key="law-and-administration")
    ServiceKeeper.objects.all().delete()
    ServiceKeeper.objects.create(service=finance, user=keeper, assigned_by=world.officer)
    ServiceKeeper.objects.create(service=law, user=other, assigned_by=world.officer)
    question = ask_and_deliver(world, service=finance)
    about_all = ask_and_deliver(world, "About all of them?")

    refused_with("EOI09", ANSWER, question.pk, 1, other.pk, by=other)
    refused_with("EOI09", ANSWER, about_all.pk, 1, keeper.pk, by=keeper)
    assert run_sql(ANSWER, question.pk, 1, keeper.pk, by=keeper) == 1


@pytest.mark.parametrize("statement", [ANSWER, DECLINE])
def test_a_question_is_not_settled_before_its_day_is_over(world, refused_with, statement):
    ask(world)
    question = StaffQuestion.objects.get()
    number = [1] if statement is ANSWER else []

    refused_with("EOI15", statement, question.pk, *number, world.officer.pk, by=world.officer)


def test_editions_follow_each_other_and_are_never_changed(world, question, refused_with, run_sql):
    refused_with("EOI10", ANSWER, question.pk, 2, world.officer.pk, by=world.officer)
    answer(world, question)

    refused_with("EOI10", ANSWER, question.pk, 1, world.officer.pk, by=world.officer)
    assert run_sql(ANSWER, question.pk, 2, world.officer.pk, by=world.officer) == 1
    refused_with("EOI12", "UPDATE eoi_staffanswer SET text = 'Yes.'", by=world.officer)
    refused_with("EOI12", "DELETE FROM eoi_staffanswer", by=world.officer)


def test_answered_is_not_declined_and_declined_is_not_answered(world, question, refused_with):
    answer(world, question)
    refused_with("EOI15", DECLINE, question.pk, world.officer.pk, by=world.officer)
    other = ask_and_deliver(world, "Another?")
    perform(decline_staff_question, by=world.officer, question=other, reason="About one person")

    refused_with("EOI15", ANSWER, other.pk, 1, world.officer.pk, by=world.officer)
    refused_with("EOI12", "UPDATE eoi_staffquestionrefusal SET reason = 'Other'", by=world.officer)
    refused_with("EOI12", "DELETE FROM eoi_staffquestionrefusal", by=world.officer)


def test_the_page_is_an_officers_of_the_advert(clock, refused_with, run_sql):
    world = make_draft(clock, ready=False)
    stranger = make_officer()

    refused_with("EOI09", PAGE, world.advert.pk, stranger.pk, by=stranger)
    refused_with("EOI09", PAGE, world.advert.pk, world.officer.pk, by=world.second_officer)
    refused_with("EOI09", PAGE, world.advert.pk, world.officer.pk)
    assert run_sql(PAGE, world.advert.pk, world.officer.pk, by=world.officer) == 1
    refused_with("EOI09", "UPDATE eoi_staffquestionpage SET token = 'mine'", by=stranger)
    change = "UPDATE eoi_staffquestionpage SET opened_by_id = %s"
    refused_with("EOI12", change, world.second_officer.pk, by=world.second_officer)
    refused_with("EOI12", "DELETE FROM eoi_staffquestionpage", by=world.officer)


def test_a_question_has_no_column_that_could_hold_who_or_when_and_no_sequence(world):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type, column_default FROM information_schema.columns"
            " WHERE table_name = 'eoi_staffquestion' AND column_name NOT LIKE 'removed%'"
        )
        columns = {name: (kind, default) for name, kind, default in cursor.fetchall()}

    assert columns.keys() == {"reference", "advert_id", "service_id", "text", "asked_on", "is_delivered"}
    assert columns["asked_on"][0] == "date"
    assert all(default is None for _kind, default in columns.values())


def test_the_key_of_the_day_never_reaches_the_write_ahead_log(world):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'eoi_askingday'")
        assert cursor.fetchone()[0] == "u"
