"""An advert is published once, properly decided, and its words and criteria never change afterwards."""

from datetime import timedelta

import pytest

from eoi.actions.advert import add_officer, edit_advert
from eoi.identity import perform
from eoi.models import Role, Service
from tests.factories.amendments import give_more_time
from tests.factories.packs import EMPTY_PACK
from tests.factories.people import make_approver, make_officer, make_person
from tests.factories.ready_consultation import make_body, reply_of_council, say
from tests.factories.world import CLOSES, make_draft, make_open, make_published
from tests.factories.world import ask as ask_for_the_decision

pytestmark = pytest.mark.django_db

PUBLISH = (
    "UPDATE eoi_advert SET published_at = eoi_now(), published_by_id = %s,"
    " standing_statements_id = (SELECT max(id) FROM eoi_standingstatements) WHERE id = %s"
)
DECIDE = (
    "INSERT INTO eoi_decisiontoadvertise (advert_id, draft_version, outcome, reasons, proceeding_reason, paper, paper_digest,"
    " decided_by_id, request_id) VALUES (%s, %s, '{outcome}', 'because', '', '{{}}', '', %s,"
    " (SELECT max(id) FROM eoi_decisionrequest))"
)
ADVERTISE, RETURN = DECIDE.format(outcome="advertise"), DECIDE.format(outcome="returned")
REQUEST = "INSERT INTO eoi_decisionrequest (advert_id, draft_version, note, requested_by_id) VALUES (%s, %s, '', %s)"
REASON = (
    "INSERT INTO eoi_readinessreason (advert_id, condition, about, reason, given_by_id)"
    " VALUES (%s, 'working-days', '5 working days', 'because', %s)"
)


@pytest.fixture
def draft(clock):
    return make_draft(clock)


def decide(world, run_sql):
    ask_for_the_decision(world)
    run_sql(ADVERTISE, world.advert.pk, world.advert.draft_version, world.approver.pk, by=world.approver)


def edit(world, **changes):
    services = list(Service.objects.all())
    perform(edit_advert, by=world.officer, advert=world.refresh(), changes=changes, services=services)


def ask(world, run_sql):
    """The least a question set can be, so that only the fact under test is missing."""
    run_sql("INSERT INTO eoi_questionset (advert_id, edition) VALUES (%s, 1)", world.advert.pk)
    run_sql(
        "INSERT INTO eoi_question (question_set_id, key, kind, position, title, prompt, guidance, word_limit, required)"
        " SELECT id, 'about', 'about', 1, 'About', 'About', '', 300, true FROM eoi_questionset WHERE advert_id = %s",
        world.advert.pk,
    )


def test_publication_needs_a_decision(draft, refused_with, run_sql):
    ask(draft, run_sql)

    refused_with("EOI04", PUBLISH, draft.officer.pk, draft.advert.pk, by=draft.officer)


def test_a_decision_on_an_earlier_version_is_not_enough(draft, refused_with, run_sql):
    ask(draft, run_sql)
    decide(draft, run_sql)
    run_sql("UPDATE eoi_advert SET title = 'Another', draft_version = draft_version + 1 WHERE id = %s", draft.advert.pk)

    refused_with("EOI04", PUBLISH, draft.officer.pk, draft.advert.pk, by=draft.officer)


def test_publication_needs_weightings_of_100(draft, refused_with, run_sql):
    ask(draft, run_sql)
    decide(draft, run_sql)
    run_sql(
        "UPDATE eoi_criterion SET weighting = weighting + 0.01 WHERE advert_id = %s AND position = 1", draft.advert.pk
    )

    sentence = refused_with("EOI06", PUBLISH, draft.officer.pk, draft.advert.pk, by=draft.officer)

    assert "100.01" in sentence


def test_publication_needs_questions_services_and_a_future_closing_time(draft, refused_with, run_sql, clock):
    decide(draft, run_sql)
    refused_with("EOI04", PUBLISH, draft.officer.pk, draft.advert.pk, by=draft.officer)
    ask(draft, run_sql)
    clock.set(CLOSES)
    refused_with("EOI04", PUBLISH, draft.officer.pk, draft.advert.pk, by=draft.officer)
    clock.set(CLOSES - timedelta(days=40))
    run_sql("DELETE FROM eoi_advertservice WHERE advert_id = %s", draft.advert.pk)
    refused_with("EOI04", PUBLISH, draft.officer.pk, draft.advert.pk, by=draft.officer)


def test_publication_is_by_an_officer_of_the_advert_in_their_own_name(draft, refused_with, run_sql):
    ask(draft, run_sql)
    decide(draft, run_sql)
    stranger = make_officer()

    refused_with("EOI09", PUBLISH, draft.officer.pk, draft.advert.pk, by=draft.second_officer)
    refused_with("EOI09", PUBLISH, draft.officer.pk, draft.advert.pk)
    refused_with("EOI04", PUBLISH, stranger.pk, draft.advert.pk, by=stranger)
    assert run_sql(PUBLISH, draft.officer.pk, draft.advert.pk, by=draft.officer) == 1
    run_sql(EMPTY_PACK, draft.advert.pk, draft.officer.pk, by=draft.officer)


def test_a_decision_is_an_approvers_in_their_own_name_on_the_version_read(draft, refused_with):
    version = draft.advert.draft_version
    ask_for_the_decision(draft)

    refused_with("EOI09", ADVERTISE, draft.advert.pk, version, draft.officer.pk, by=draft.officer)
    refused_with("EOI09", ADVERTISE, draft.advert.pk, version, draft.approver.pk, by=make_approver())
    refused_with("EOI10", ADVERTISE, draft.advert.pk, version - 1, draft.approver.pk, by=draft.approver)


def test_nobody_decides_on_an_advert_of_their_own(draft, refused_with):
    ask_for_the_decision(draft)
    both = make_person(Role.APPROVER, Role.PROCUREMENT_OFFICER)
    perform(add_officer, by=draft.officer, advert=draft.advert, officer=both)

    refused_with("EOI09", ADVERTISE, draft.advert.pk, draft.advert.draft_version, both.pk, by=both)


def test_an_unanswered_formal_representation_blocks_the_decision(draft, refused_with, run_sql):
    say(draft, make_body("Irwell Union", by=draft.officer, advert=draft.advert))
    ask_for_the_decision(draft)
    facts = (draft.advert.pk, draft.advert.draft_version, draft.approver.pk)

    refused_with("EOI15", ADVERTISE, *facts, by=draft.approver)
    assert run_sql(RETURN, *facts, by=draft.approver) == 1


def test_a_recorded_reason_or_an_answer_lets_the_decision_go_ahead(draft, run_sql):
    representation = say(draft, make_body("Irwell Union", by=draft.officer, advert=draft.advert))
    ask_for_the_decision(draft)
    facts = (draft.advert.pk, draft.advert.draft_version, draft.approver.pk)

    assert run_sql(ADVERTISE.replace("'because', ''", "'because', 'The fund closes.'"), *facts, by=draft.approver) == 1
    edit(draft, title="Another title")
    reply_of_council(draft, representation)
    ask_for_the_decision(draft)
    assert run_sql(ADVERTISE, facts[0], draft.refresh().draft_version, facts[2], by=draft.approver) == 1


def test_a_decision_answers_what_was_asked(draft, refused_with):
    refused_with("EOI04", ADVERTISE, draft.advert.pk, draft.advert.draft_version, draft.approver.pk, by=draft.approver)


def test_a_returned_draft_is_not_published(draft, refused_with, run_sql):
    ask(draft, run_sql)
    ask_for_the_decision(draft)
    run_sql(RETURN, draft.advert.pk, draft.advert.draft_version, draft.approver.pk, by=draft.approver)

    refused_with("EOI04", PUBLISH, draft.officer.pk, draft.advert.pk, by=draft.officer)


def test_a_decision_is_asked_for_by_an_officer_of_the_advert_on_the_version_read(draft, refused_with):
    version, stranger = draft.advert.draft_version, make_officer()

    refused_with("EOI09", REQUEST, draft.advert.pk, version, draft.officer.pk, by=draft.second_officer)
    refused_with("EOI09", REQUEST, draft.advert.pk, version, stranger.pk, by=stranger)
    refused_with("EOI10", REQUEST, draft.advert.pk, version - 1, draft.officer.pk, by=draft.officer)


def test_a_reason_is_recorded_by_an_officer_of_the_advert_before_publication(draft, refused_with, run_sql):
    stranger = make_officer()

    refused_with("EOI09", REASON, draft.advert.pk, draft.officer.pk, by=draft.second_officer)
    refused_with("EOI09", REASON, draft.advert.pk, stranger.pk, by=stranger)
    assert run_sql(REASON, draft.advert.pk, draft.officer.pk, by=draft.officer) == 1
    ask(draft, run_sql)
    decide(draft, run_sql)
    run_sql(PUBLISH, draft.officer.pk, draft.advert.pk, by=draft.officer)
    run_sql(EMPTY_PACK, draft.advert.pk, draft.officer.pk, by=draft.officer)
    refused_with("EOI03", REASON, draft.advert.pk, draft.officer.pk, by=draft.officer)


def test_an_advert_begins_as_a_draft(draft, refused_with):
    refused_with(
        "EOI04",
        "INSERT INTO eoi_advert (reference, title, summary, body, contact_name, contact_email, contact_telephone, created_by_id,"
        " draft_version, opens_at, closes_at, published_at, published_by_id, standing_statements_id)"
        " SELECT 'X-1', 't', '', '', '', '', '', %s, 1, now(), now() + interval '1 day', now(), %s, max(id)"
        " FROM eoi_standingstatements",
        draft.officer.pk,
        draft.officer.pk,
        by=draft.officer,
    )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE eoi_advert SET title = 'Other'",
        "UPDATE eoi_advert SET opens_at = opens_at - interval '1 hour'",
        "UPDATE eoi_advert SET opens_at = opens_at - interval '1 day'",
        "UPDATE eoi_advert SET published_at = NULL, published_by_id = NULL, standing_statements_id = NULL",
        "UPDATE eoi_criterion SET weighting = 1",
        "UPDATE eoi_criterion SET guidance = 'Other'",
        "DELETE FROM eoi_question",
        "UPDATE eoi_question SET prompt = 'Other'",
        "DELETE FROM eoi_advertservice",
        "DELETE FROM eoi_questionset",
        "DELETE FROM eoi_advert",
    ],
)
def test_a_published_advert_is_frozen(change, clock, refused_with):
    world = make_published(clock)

    refused_with("EOI03", change, by=world.officer)


def test_nothing_is_added_to_a_published_advert(clock, refused_with):
    world = make_published(clock)

    refused_with(
        "EOI03",
        "INSERT INTO eoi_criterion (advert_id, position, wording_id, weighting, guidance, levels)"
        " SELECT %s, 99, wording_id, 1, '', '{}' FROM eoi_criterion LIMIT 1",
        world.advert.pk,
        by=world.officer,
    )


def test_the_closing_time_only_moves_later_and_not_once_closed(clock, refused_with):
    world = make_open(clock)

    refused_with("EOI02", "UPDATE eoi_advert SET closes_at = closes_at - interval '1 second'", by=world.officer)
    give_more_time(world, days=1)
    clock.set(CLOSES + timedelta(days=1))
    refused_with("EOI02", "UPDATE eoi_advert SET closes_at = closes_at + interval '1 day'", by=world.officer)
