"""Going round the application: a published advert changes with its log or not at all, and a withdrawn one stands still (ADR 0023)."""

import json
from datetime import timedelta

import pytest
from django.db import connection, transaction

from eoi.actions.opening import request_opening
from eoi.identity import acting_as, perform
from eoi.models import Submission, SubmissionContent
from eoi.problems import ActionRefused
from tests.factories.amendments import amend, ask, confirm_again, extend, withdraw
from tests.factories.people import make_officer, make_partner, organisation_of
from tests.factories.world import CLOSES, close, fill_in, make_draft, make_open, make_opened, start, submit_for

pytestmark = pytest.mark.django_db

LOG = (
    "INSERT INTO eoi_advertchange (advert_id, number, kind, summary, reason, details, is_material, public_version, made_by_id)"
    " VALUES (%s, 0, %s, 'Something changed.', '', %s, %s, 0, %s)"
)
LATER = "UPDATE eoi_advert SET closes_at = closes_at + interval '7 days'"
WITHDRAW = "INSERT INTO eoi_advertwithdrawal (advert_id, reason, withdrawn_by_id) VALUES (%s, 'why', %s)"
REQUEST = (
    "INSERT INTO eoi_extensionrequest (reference, expression_id, until, reason, asked_by_id, answer)"
    " VALUES ('EXT-X', %s, %s, 'why', %s, '')"
)
CONFIRM = "INSERT INTO eoi_reconfirmation (expression_id, change_id, confirmed_by_id) VALUES (%s, %s, %s)"


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner():
    return make_partner()


def change_with_log(world, statement, details, *, kind="amendment", material=False):
    """Both in one transaction, as the officer, and what is deferred is checked at the end."""
    with transaction.atomic(), acting_as(world.officer), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute(LOG, [world.advert.pk, kind, json.dumps(details), material, world.officer.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.parametrize(
    "statement", ["UPDATE eoi_advert SET summary = 'Other'", "UPDATE eoi_advert SET contact_telephone = '1'", LATER]
)
def test_nothing_of_a_published_advert_changes_without_its_public_log(statement, world, refused_with):
    assert "public log" in refused_with("EOI25", statement, by=world.officer)


def test_a_log_that_says_something_else_does_not_help(world, refused_with):
    before = world.advert.summary
    said = [{"field": "summary", "before": before, "after": "Not this"}]

    with pytest.raises(Exception, match="announced in its public log"):
        change_with_log(world, "UPDATE eoi_advert SET summary = 'Other'", said)
    with pytest.raises(Exception, match="announced in its public log"):
        change_with_log(world, LATER, [{"field": "closes_at"}], kind="pack")


def test_an_earlier_entry_of_the_log_does_not_cover_a_later_change(world, refused_with):
    change_with_log(world, LATER, [{"field": "closes_at"}], kind="extension")

    refused_with("EOI25", LATER, by=world.officer)


def test_only_an_officer_of_the_advert_changes_it(world, refused_with):
    for person in (make_officer(), world.approver, None):
        refused_with("EOI25", "UPDATE eoi_advert SET summary = 'Other'", by=person)


@pytest.mark.parametrize("column", ["title = 'Other'", "reference = 'SAL-9'", "opens_at = opens_at - interval '1 day'"])
def test_what_is_frozen_stays_frozen(column, world, refused_with):
    refused_with("EOI03", f"UPDATE eoi_advert SET {column}", by=world.officer)


def test_nothing_changes_from_the_closing_time_on(world, clock, refused_with):
    clock.set(CLOSES - timedelta(seconds=1))
    details = [{"field": "contact_name", "before": world.advert.contact_name, "after": "Kim"}]
    change_with_log(world, "UPDATE eoi_advert SET contact_name = 'Kim'", details)
    clock.set(CLOSES)

    refused_with("EOI25", "UPDATE eoi_advert SET contact_name = 'Lee'", by=world.officer)
    refused_with("EOI02", LATER, by=world.officer)


@pytest.mark.parametrize(("left", "is_enough"), [(timedelta(days=4), False), (timedelta(days=5), True)])
def test_a_material_change_leaves_five_days(left, is_enough, world, clock, refused_with, run_sql):
    clock.set(CLOSES - left)
    insert = (LOG, world.advert.pk, "amendment", "[]", True, world.officer.pk)

    if is_enough:
        assert run_sql(*insert, by=world.officer) == 1
    else:
        refused_with("EOI25", *insert, by=world.officer)


def test_an_approver_withdraws_in_their_own_name_and_says_so_in_public(world, refused_with):
    refused_with("EOI09", WITHDRAW, world.advert.pk, world.officer.pk, by=world.officer)
    refused_with("EOI09", WITHDRAW, world.advert.pk, world.approver.pk, by=world.officer)
    assert "public log" in refused_with("EOI25", WITHDRAW, world.advert.pk, world.approver.pk, by=world.approver)
    refused_with("EOI25", "UPDATE eoi_advert SET withdrawn_at = eoi_now()", by=world.approver)


def test_an_advert_is_withdrawn_for_a_reason_and_once(world, refused_with):
    nothing = WITHDRAW.replace("'why'", "''")
    refused_with("23514", nothing, world.advert.pk, world.approver.pk, by=world.approver)
    withdraw(world)

    refused_with("23505", WITHDRAW, world.advert.pk, world.approver.pk, by=world.approver)


def test_the_public_log_says_once_that_an_advert_is_withdrawn_and_when_it_is(world, refused_with):
    says_so = (LOG, world.advert.pk, "withdrawal", "[]", False, world.approver.pk)
    refused_with("EOI25", *says_so, by=world.approver)
    withdraw(world)

    assert "says once" in refused_with("EOI25", *says_so, by=world.approver)


def test_the_version_of_what_the_public_reads_never_falls(world, refused_with):
    amend(world)

    refused_with("EOI25", "UPDATE eoi_advert SET public_version = public_version - 1", by=world.officer)


@pytest.mark.parametrize(
    "table", ["advertissue", "advertneed", "advertservice", "criterion", "question", "questionset", "serviceleftout"]
)
def test_the_parts_of_an_advert_are_not_emptied_either(table, world, refused_with):
    refused_with("EOI12", f"TRUNCATE eoi_{table} CASCADE", by=world.officer)


def test_drafts_and_opened_adverts_are_not_withdrawn(clock, refused_with):
    draft = make_draft(clock, reference="SAL-2026-900")
    opened = make_opened(clock, submissions=1)

    refused_with("EOI25", WITHDRAW, draft.advert.pk, draft.approver.pk, by=draft.approver)
    refused_with("EOI25", WITHDRAW, opened.advert.pk, opened.approver.pk, by=opened.approver)


def test_a_withdrawal_is_for_good(world, refused_with):
    withdraw(world)

    refused_with("EOI12", "DELETE FROM eoi_advertwithdrawal", by=world.approver)
    refused_with("EOI12", "UPDATE eoi_advertwithdrawal SET reason = 'other'", by=world.approver)
    refused_with("EOI25", "UPDATE eoi_advert SET withdrawn_at = NULL", by=world.approver)


def test_in_a_withdrawn_advert_nothing_goes_on(world, partner, refused_with, run_sql):
    expression = fill_in(start(world, partner), partner)
    ask(expression, partner, until=CLOSES + timedelta(days=1))
    newcomer = make_partner()
    withdraw(world)

    refused_with("EOI01", "UPDATE eoi_answer SET text = 'later', version = version + 1", by=partner)
    refused_with("EOI01", "UPDATE eoi_expressionofinterest SET draft_version = draft_version + 1", by=partner)
    envelope = (
        "INSERT INTO eoi_submission (expression_id, number, reference, draft_version, submitted_by_id, content_digest, receipt_digest)"
        " VALUES (%s, 1, 'x', %s, %s, %s, 'x')"
    )
    refused_with("EOI01", envelope, expression.pk, expression.draft_version, partner.pk, "0" * 64, by=partner)
    start_one = (
        "INSERT INTO eoi_expressionofinterest (reference, advert_id, organisation_id, started_by_id, draft_version, changed_by_id)"
        " VALUES ('EOI-X', %s, %s, %s, 1, %s)"
    )
    who = (organisation_of(newcomer).pk, newcomer.pk, newcomer.pk)
    refused_with("EOI14", start_one, world.advert.pk, *who, by=newcomer)
    extension = "INSERT INTO eoi_extension (expression_id, closes_at, reason, granted_by_id) VALUES (%s, %s, 'why', %s)"
    late = CLOSES + timedelta(days=1)
    refused_with("EOI14", extension, expression.pk, late, world.approver.pk, by=world.approver)
    refused_with("EOI01", REQUEST, expression.pk, late, partner.pk, by=partner)
    refused_with("EOI14", LOG, world.advert.pk, "amendment", "[]", False, world.officer.pk, by=world.officer)
    refused_with("EOI25", LATER, by=world.officer)


def test_a_withdrawn_advert_gets_no_closing_record_and_is_never_opened(world, clock, refused_with):
    submit_for(world)
    withdraw(world)
    clock.set(CLOSES + timedelta(minutes=1))

    refused_with("EOI14", "INSERT INTO eoi_closingrecord (advert_id) VALUES (%s)", world.advert.pk)
    with pytest.raises(ActionRefused, match="withdrawn"):
        perform(request_opening, by=world.officer, advert=world.advert)
    opening = "UPDATE eoi_advert SET opening_requested_at = eoi_now(), opening_requested_by_id = %s"
    refused_with("EOI25", opening, world.officer.pk, by=world.officer)


def test_withdrawn_after_the_closing_record_it_still_is_not_opened(world, refused_with):
    submit_for(world)
    close(world)
    withdraw(world)

    opening = "UPDATE eoi_advert SET opening_requested_at = eoi_now(), opening_requested_by_id = %s"
    refused_with("EOI25", opening, world.officer.pk, by=world.officer)


def test_more_time_is_asked_for_by_members_in_time_and_for_later(world, partner, clock, refused_with):
    expression, late = start(world, partner), CLOSES + timedelta(days=1)

    refused_with("EOI09", REQUEST, expression.pk, late, partner.pk, by=make_partner())
    refused_with("EOI02", REQUEST, expression.pk, CLOSES, partner.pk, by=partner)
    clock.set(CLOSES)
    refused_with("EOI01", REQUEST, expression.pk, late, partner.pk, by=partner)


def test_a_request_is_answered_once_by_an_approver_and_granted_with_an_extension(world, partner, refused_with, run_sql):
    ask(start(world, partner), partner, until=CLOSES + timedelta(days=1))
    answer = (
        "UPDATE eoi_extensionrequest SET was_granted = {}, answer = 'why', answered_by_id = %s, answered_at = eoi_now()"
    )

    refused_with("EOI12", "UPDATE eoi_extensionrequest SET reason = 'other'", by=world.approver)
    refused_with("EOI09", answer.format("false"), world.officer.pk, by=world.officer)
    refused_with("EOI25", answer.format("true"), world.approver.pk, by=world.approver)
    run_sql(answer.format("false"), world.approver.pk, by=world.approver)
    refused_with("EOI12", answer.format("false"), world.approver.pk, by=world.approver)
    refused_with("EOI12", "DELETE FROM eoi_extensionrequest", by=world.approver)


def test_time_is_given_to_one_organisation_only_when_it_asked(world, partner, refused_with):
    expression, other = start(world, partner), start(world, make_partner())
    extension = "INSERT INTO eoi_extension (expression_id, closes_at, reason, granted_by_id) VALUES (%s, %s, 'why', %s)"
    late = CLOSES + timedelta(days=1)
    ask(expression, partner, until=late)

    assert "asked for it" in refused_with("EOI25", extension, other.pk, late, world.approver.pk, by=world.approver)
    said = refused_with("EOI25", extension, expression.pk, late, world.approver.pk, by=world.approver)
    assert said.startswith("Each extension answers one request")
    answered = "UPDATE eoi_extensionrequest SET was_granted = true, answer = 'why', answered_by_id = %s, answered_at = eoi_now()"
    both = (f"{extension}; {answered}", expression.pk, late, world.approver.pk, world.approver.pk)
    assert "public log" in refused_with("EOI25", *both, by=world.approver)


def test_one_request_is_answered_with_one_extension_for_a_reason(world, partner, refused_with):
    extend(world, expression := start(world, partner), partner, until=CLOSES + timedelta(days=1))
    extension = "INSERT INTO eoi_extension (expression_id, closes_at, reason, granted_by_id) VALUES (%s, %s, %s, %s)"
    facts = (expression.pk, CLOSES + timedelta(days=2))

    assert "asked for it" in refused_with("EOI25", extension, *facts, "why", world.approver.pk, by=world.approver)
    ask(expression, partner, until=CLOSES + timedelta(days=2))
    refused_with("23514", extension, *facts, "", world.approver.pk, by=world.approver)


def test_confirming_leaves_what_was_submitted_as_it_was(world, clock):
    submission = submit_for(world)
    before = [*Submission.objects.values(), *SubmissionContent.objects.values()]
    clock.advance(hours=1)
    amend(world, summary="A service more.", material=True)

    assert [each.pk for each in Submission.objects.standing()] == [submission.pk]  # nobody has said a word yet
    confirm_again(submission.expression, world.partners[0])
    assert [*Submission.objects.values(), *SubmissionContent.objects.values()] == before
    assert [each.pk for each in Submission.objects.standing()] == [submission.pk]


def test_nothing_is_confirmed_in_a_withdrawn_advert(world, clock, refused_with):
    expression, partner = submit_for(world).expression, world.partners[0]
    clock.advance(hours=1)
    material = amend(world, summary="A service more.", material=True)
    withdraw(world)

    refused_with("EOI01", CONFIRM, expression.pk, material.pk, partner.pk, by=partner)


def test_only_what_stood_before_a_material_change_is_confirmed_by_its_members_in_time(world, clock, refused_with):
    expression = submit_for(world).expression
    partner = world.partners[0]
    clock.advance(hours=1)
    plain, material = amend(world), amend(world, summary="A service more.", material=True)
    submit_for(world)

    refused_with("EOI09", CONFIRM, expression.pk, material.pk, partner.pk, by=world.partners[1])
    refused_with("EOI25", CONFIRM, expression.pk, plain.pk, partner.pk, by=partner)
    refused_with("EOI25", CONFIRM, start(world, other := make_partner()).pk, material.pk, other.pk, by=other)
    clock.set(CLOSES)
    refused_with("EOI01", CONFIRM, expression.pk, material.pk, partner.pk, by=partner)
    clock.set(CLOSES - timedelta(seconds=1))
    confirm_again(expression, partner)
    refused_with("EOI12", "DELETE FROM eoi_reconfirmation", by=partner)
