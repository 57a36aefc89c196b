"""Questions about an advert, round the application: who asked is hidden; in time; in one's own name; for good (ADR 0024)."""

from datetime import timedelta

import psycopg2
import pytest
from django.db import DatabaseError, connection, transaction

from eoi.actions.advert import edit_advert, publish_advert
from eoi.actions.clarification import reveal_asker
from eoi.identity import acting_as, perform
from eoi.models import Clarification, ClarificationAnswer
from tests.factories.amendments import withdraw
from tests.factories.people import make_auditor, make_officer, make_partner, organisation_of
from tests.factories.questions import answer_alone, answer_to_all, ask_question, draft_for
from tests.factories.readiness import make_ready
from tests.factories.world import CLOSES, decide, make_draft, make_open

pytestmark = pytest.mark.django_db

ASK = "INSERT INTO eoi_clarification (reference, advert_id, text, asked_at) VALUES ('Q-1', %s, 'May we?', '2000-01-01')"
ASKER = "INSERT INTO eoi_clarificationasker (clarification_id, organisation_id, asked_by_id) VALUES (%s, %s, %s)"
SEE = "SELECT asked_by_id FROM eoi_clarificationasker WHERE clarification_id = %s"
REVEAL = "INSERT INTO eoi_clarificationreveal (clarification_id, reason, revealed_by_id, revealed_at) VALUES (%s, 'Why', %s, '2000-01-01')"
DRAFT = "INSERT INTO eoi_clarificationdraft (clarification_id, wording, text, version, drafted_by_id) VALUES (%s, 'W', 'T', 1, %s)"
ANSWER = (
    "INSERT INTO eoi_clarificationanswer (clarification_id, edition, number, wording, text, answered_by_id, answered_at)"
    " VALUES (%s, %s, 77, 'Words', 'Answer', %s, '2000-01-01')"
)
PRIVATE = (
    "INSERT INTO eoi_privateanswer (clarification_id, text, reason, answered_by_id) VALUES (%s, 'Answer', 'Why', %s)"
)
KEPT = ("eoi_clarification", "eoi_clarificationanswer", "eoi_clarificationreveal", "eoi_privateanswer")


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner(world):
    return make_partner()


@pytest.fixture
def question(world, partner):
    return ask_question(world, partner)


def test_the_asker_is_shown_to_their_organisation_and_to_nobody_of_the_council(world, partner, question, run_sql):
    colleague = make_partner(organisation_of(partner), lead=False)

    assert run_sql(SEE, question.pk, by=partner) == run_sql(SEE, question.pk, by=colleague) == [(partner.pk,)]
    for person in (world.officer, world.second_officer, world.approver, make_auditor(), make_partner(), None):
        assert run_sql(SEE, question.pk, by=person) == []


def test_a_reveal_opens_one_question_to_one_officer(world, partner, question, run_sql):
    other = ask_question(world, partner)
    perform(reveal_asker, by=world.officer, question=question, reason="A conflict.")

    assert run_sql(SEE, question.pk, by=world.officer) == [(partner.pk,)]
    assert run_sql(SEE, other.pk, by=world.officer) == []
    assert run_sql(SEE, question.pk, by=world.second_officer) == []


def test_a_reveal_is_an_officers_own_and_of_their_advert(world, question, refused_with, run_sql):
    stranger = make_officer()

    refused_with("EOI09", REVEAL, question.pk, world.officer.pk, by=world.second_officer)
    refused_with("EOI26", REVEAL, question.pk, stranger.pk, by=stranger)
    refused_with("EOI26", REVEAL, question.pk, world.approver.pk, by=world.approver)
    assert run_sql(REVEAL, question.pk, world.officer.pk, by=world.officer) == 1


def test_mailing_the_asker_opens_that_question_only_and_closes_again(world, partner, question, run_sql):
    other = ask_question(world, partner)
    answer_to_all(world, question)

    assert run_sql("SELECT current_setting('app.telling', true)") == [("",)]
    with acting_as(world.officer), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.telling', %s, true)", [str(question.pk)])
        cursor.execute("SELECT clarification_id FROM eoi_clarificationasker")
        assert cursor.fetchall() == [(question.pk,)]
        cursor.execute("SELECT set_config('app.telling', '', true)")
    assert run_sql(SEE, other.pk, by=world.officer) == []


def ask_raw(world, organisation, person, *, by):
    with transaction.atomic(), acting_as(by), connection.cursor() as cursor:
        cursor.execute(ASK, [world.advert.pk])
        cursor.execute("SELECT max(id) FROM eoi_clarification")
        cursor.execute(ASKER, [cursor.fetchone()[0], organisation.pk, person.pk])


def test_nobody_asks_in_another_name_or_for_another_organisation(world, partner):
    other = make_partner()
    for organisation, person in ((organisation_of(other), other), (organisation_of(partner), other)):
        with pytest.raises(DatabaseError) as refusal:
            ask_raw(world, organisation, person, by=partner)
        assert isinstance(refusal.value.__cause__, psycopg2.errors.InsufficientPrivilege)


def test_a_question_has_an_asker_and_is_not_asked_by_nobody(world, partner, refused_with):
    said = refused_with("EOI26", ASK, world.advert.pk, by=partner)

    assert said == "A question is kept with who asked it, or not at all."
    refused_with("EOI09", ASK, world.advert.pk)


@pytest.mark.parametrize(("seconds", "code"), [(-1, "EOI26 asker"), (0, "EOI26"), (1, "EOI26")])
def test_a_question_comes_in_time(world, partner, refused_with, clock, seconds, code):
    clock.set(CLOSES + timedelta(seconds=seconds))

    said = refused_with("EOI26", ASK, world.advert.pk, by=partner)

    assert ("not taken at this time" in said) == (code == "EOI26")


@pytest.mark.parametrize(("seconds", "is_late"), [(-1, False), (0, True)])
def test_a_question_comes_before_the_stated_time(seconds, is_late, clock, refused_with):
    world, until = make_draft(clock, ready=False), CLOSES - timedelta(days=7)
    changes = {"questions_until": until}
    services = list(world.advert.services.all())
    perform(edit_advert, by=world.officer, advert=world.advert, changes=changes, services=services)
    make_ready(world)
    decide(world)
    perform(publish_advert, by=world.officer, advert=world.refresh())
    clock.set(until + timedelta(seconds=seconds))

    said = refused_with("EOI26", ASK, world.advert.pk, by=make_partner())

    assert ("not taken at this time" in said) == is_late


def test_a_private_answer_has_a_reason_and_a_reveal_too(world, question, refused_with):
    for statement in (PRIVATE, REVEAL):
        nothing = statement.replace("'Why'", "''")
        refused_with("23514", nothing, question.pk, world.officer.pk, by=world.officer)


def test_nothing_is_asked_about_a_draft(clock, refused_with):
    draft, partner = make_draft(clock), make_partner()

    refused_with("EOI26", ASK, draft.advert.pk, by=partner)


def test_an_answer_is_drafted_and_given_by_an_officer_of_the_advert_in_their_own_name(world, question, refused_with):
    stranger = make_officer()
    for statement in (DRAFT, ANSWER, PRIVATE):
        edition = [1] if statement is ANSWER else []
        refused_with("EOI09", statement, question.pk, *edition, world.officer.pk, by=world.second_officer)
        refused_with("EOI26", statement, question.pk, *edition, stranger.pk, by=stranger)
        refused_with("EOI26", statement, question.pk, *edition, world.approver.pk, by=world.approver)


def test_numbers_are_contiguous_and_editions_follow_each_other(world, question, refused_with, run_sql):
    other = ask_question(world)
    before = world.refresh().public_version

    run_sql(ANSWER, other.pk, 1, world.officer.pk, by=world.officer)
    run_sql(ANSWER, question.pk, 1, world.officer.pk, by=world.officer)
    refused_with("EOI10", ANSWER, question.pk, 1, world.officer.pk, by=world.officer)
    refused_with("EOI10", ANSWER, question.pk, 3, world.officer.pk, by=world.officer)
    run_sql(ANSWER, question.pk, 2, world.officer.pk, by=world.officer)

    found = ClarificationAnswer.objects.order_by("pk").values_list("clarification", "edition", "number")
    assert list(found) == [(other.pk, 1, 1), (question.pk, 1, 2), (question.pk, 2, 2)]
    assert world.refresh().public_version == before + 3
    assert ClarificationAnswer.objects.first().answered_at.year == 2026


def test_a_question_is_not_answered_before_it_was_asked(world, question, refused_with, clock):
    clock.advance(seconds=-1)

    refused_with("EOI26", ANSWER, question.pk, 1, world.officer.pk, by=world.officer)


def test_what_was_answered_to_all_is_not_answered_privately(world, question, refused_with):
    answer_to_all(world, question)

    refused_with("EOI26", PRIVATE, question.pk, world.officer.pk, by=world.officer)


def test_a_draft_changes_one_version_at_a_time(world, question, refused_with, run_sql):
    draft_for(world, question)
    change = "UPDATE eoi_clarificationdraft SET text = 'Mine', version = %s, drafted_by_id = %s"

    refused_with("EOI10", change, 1, world.officer.pk, by=world.officer)
    refused_with("EOI09", change, 2, world.officer.pk, by=world.second_officer)
    assert run_sql(change, 2, world.second_officer.pk, by=world.second_officer) == 1
    refused_with("EOI26", "DELETE FROM eoi_clarificationdraft", by=world.approver)


def test_everything_is_kept_as_it_was_made(world, partner, question, refused_with):
    private = ask_question(world)
    answer_alone(world, private)
    answer_to_all(world, question)
    perform(reveal_asker, by=world.officer, question=question, reason="A conflict.")

    for table in KEPT:
        refused_with("EOI12", f"UPDATE {table} SET id = id", by=world.officer)
        refused_with("EOI12", f"DELETE FROM {table}", by=world.officer)
        refused_with("EOI12", f"TRUNCATE {table} CASCADE")
    refused_with("EOI12", "TRUNCATE eoi_clarificationasker CASCADE")


def test_who_asked_is_not_changed_even_by_the_asker(partner, question, run_sql):
    change = "UPDATE eoi_clarificationasker SET asked_by_id = asked_by_id"

    assert run_sql(change, by=partner) == 0  # no policy lets anybody change it, so the row is not even found
    assert run_sql("DELETE FROM eoi_clarificationasker", by=partner) == 0
    assert run_sql(SEE, question.pk, by=partner) == [(partner.pk,)]


def test_the_end_of_questions_is_frozen_with_the_advert(world, refused_with):
    change = "UPDATE eoi_advert SET questions_until = closes_at - interval '1 day' WHERE id = %s"

    refused_with("EOI03", change, world.advert.pk, by=world.officer)


def test_a_question_has_no_column_that_could_hold_who_asked():
    assert {field.name for field in Clarification._meta.get_fields() if field.concrete} == {
        "id",
        "reference",
        "advert",
        "text",
        "asked_at",
    }


def test_nobody_asks_about_a_withdrawn_advert(world, refused_with):
    partner = make_partner()
    withdraw(world)

    refused_with("EOI14", ASK, world.advert.pk, by=partner)
