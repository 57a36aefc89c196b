"""Going round the application: the version of the criteria, who is asked, and who says what of them."""

import pytest

from eoi.actions.criteria_agreement import ask_to_agree, take_off
from eoi.identity import perform
from eoi.models import Advert, CriteriaAgreer, Role
from tests.factories.people import make_evaluator, make_officer, make_person
from tests.factories.world import make_draft, make_published

pytestmark = pytest.mark.django_db

ASK = (
    "INSERT INTO eoi_criteriaagreer (advert_id, user_id, asked_by_id, asked_version, taken_off_reason)"
    " VALUES (%s, %s, %s, 1, '')"
)
ANSWER = (
    "INSERT INTO eoi_criteriaopinion (agreer_id, criteria_version, agrees, comment, criteria)"
    " VALUES (%s, %s, true, '', '[\"forged\"]')"
)
TAKE_OFF = "UPDATE eoi_criteriaagreer SET taken_off_at = eoi_now(), taken_off_by_id = %s, taken_off_reason = 'Because' WHERE id = %s"


@pytest.fixture
def world(clock):
    return make_draft(clock, ready=False)


@pytest.fixture
def agreer(world):
    return perform(ask_to_agree, by=world.officer, advert=world.advert, person=make_evaluator())


def version(world):
    return Advert.objects.get(pk=world.advert.pk).criteria_version


def test_each_change_of_a_criterion_raises_the_version_and_nothing_else_does(world, run_sql):
    seen = [version(world)]
    for statement in (
        "UPDATE eoi_criterion SET guidance = 'Other' WHERE advert_id = %s AND position = 1",
        "DELETE FROM eoi_criterion WHERE advert_id = %s AND position = 5",
        "INSERT INTO eoi_criterion (advert_id, position, wording_id, weighting, guidance, levels)"
        " SELECT advert_id, 5, wording_id, 1, '', '{}' FROM eoi_criterion WHERE advert_id = %s AND position = 1",
    ):
        run_sql(statement, world.advert.pk)
        seen.append(version(world))
    run_sql("UPDATE eoi_criterion SET guidance = guidance WHERE advert_id = %s", world.advert.pk)
    run_sql("UPDATE eoi_advert SET title = 'Other' WHERE id = %s", world.advert.pk)

    start = seen[0]
    assert seen == [start, start + 1, start + 2, start + 3]
    assert version(world) == start + 3


def test_a_change_concerns_its_own_advert_only(world, run_sql, clock):
    other = make_draft(clock, reference="SAL-2026-015", ready=False)
    before = version(other)

    run_sql("UPDATE eoi_criterion SET weighting = 1 WHERE advert_id = %s", world.advert.pk)

    assert version(other) == before


def test_the_version_never_falls(world, refused_with):
    refused_with("EOI12", "UPDATE eoi_advert SET criteria_version = 0 WHERE id = %s", world.advert.pk, by=world.officer)


def test_only_an_officer_of_the_advert_asks_in_their_own_name(world, refused_with):
    person, stranger = make_evaluator(), make_officer()
    refused_with("EOI09", ASK, world.advert.pk, person.pk, stranger.pk, by=stranger)
    refused_with("EOI09", ASK, world.advert.pk, person.pk, world.officer.pk, by=world.second_officer)
    refused_with("EOI09", ASK, world.advert.pk, person.pk, world.officer.pk)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.PROSPECTIVE_PARTNER])
def test_others_are_not_asked(world, role, refused_with):
    refused_with("EOI21", ASK, world.advert.pk, make_person(role).pk, world.officer.pk, by=world.officer)


def test_nobody_is_asked_having_been_taken_off(world, refused_with):
    statement = (
        "INSERT INTO eoi_criteriaagreer (advert_id, user_id, asked_by_id, asked_version, taken_off_at, taken_off_by_id,"
        " taken_off_reason) VALUES (%s, %s, %s, 1, now(), %s, 'Because')"
    )
    officer = world.officer
    refused_with("EOI12", statement, world.advert.pk, make_evaluator().pk, officer.pk, officer.pk, by=officer)


def test_who_was_asked_is_kept(world, agreer, refused_with, run_sql):
    officer = world.officer
    for change in (f"user_id = {officer.pk}", "asked_at = now()", f"asked_by_id = {world.second_officer.pk}"):
        refused_with("EOI12", f"UPDATE eoi_criteriaagreer SET {change} WHERE id = %s", agreer.pk, by=officer)
    refused_with("EOI12", "DELETE FROM eoi_criteriaagreer", by=officer)
    refused_with("EOI12", "TRUNCATE eoi_criteriaagreer CASCADE", by=officer)
    refused_with("EOI09", TAKE_OFF, world.second_officer.pk, agreer.pk, by=officer)
    refused_with("EOI09", TAKE_OFF, agreer.user_id, agreer.pk, by=agreer.user)
    assert run_sql(TAKE_OFF, officer.pk, agreer.pk, by=officer) == 1
    refused_with("EOI12", TAKE_OFF, officer.pk, agreer.pk, by=officer)


def test_nobody_agrees_for_somebody_else(world, agreer, refused_with):
    for person in (world.officer, make_evaluator(), None):
        refused_with("EOI09", ANSWER, agreer.pk, version(world), by=person)


def test_an_opinion_is_on_the_criteria_as_they_stand(world, agreer, refused_with, run_sql):
    refused_with("EOI10", ANSWER, agreer.pk, version(world) - 1, by=agreer.user)
    refused_with("EOI10", ANSWER, agreer.pk, version(world) + 1, by=agreer.user)

    run_sql(ANSWER, agreer.pk, version(world), by=agreer.user)

    opinion = agreer.opinions.get()
    assert [kept["number"] for kept in opinion.criteria] == [1, 2, 3, 4, 5]
    assert opinion.criteria[0]["levels"]["5"].startswith("Excellent")


def test_an_opinion_is_never_changed(world, agreer, refused_with, run_sql):
    run_sql(ANSWER, agreer.pk, version(world), by=agreer.user)

    refused_with("EOI12", "UPDATE eoi_criteriaopinion SET agrees = false, comment = 'No'", by=agreer.user)
    refused_with("EOI12", "DELETE FROM eoi_criteriaopinion", by=agreer.user)
    run_sql("SET CONSTRAINTS ALL IMMEDIATE")  # or TRUNCATE fails on pending events before the trigger speaks
    refused_with("EOI12", "TRUNCATE eoi_criteriaopinion CASCADE", by=agreer.user)


def test_somebody_taken_off_says_nothing_more(world, agreer, refused_with):
    perform(take_off, by=world.officer, agreer=agreer, reason="Left.")

    refused_with("EOI21", ANSWER, agreer.pk, version(world), by=agreer.user)


def test_after_publication_nothing_more_is_said_or_asked(clock, refused_with):
    world = make_published(clock)
    agreer = CriteriaAgreer.objects.get()

    refused_with("EOI03", ANSWER, agreer.pk, version(world), by=world.approver)
    refused_with("EOI03", ASK, world.advert.pk, make_evaluator().pk, world.officer.pk, by=world.officer)
    refused_with("EOI03", TAKE_OFF, world.officer.pk, agreer.pk, by=world.officer)
