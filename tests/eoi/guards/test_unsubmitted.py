"""Who did not submit, going round the application: no name before an approver's request, none by anybody else, nothing changed."""

from datetime import timedelta

import pytest

from eoi.models import UnsubmittedDraft
from tests.factories.people import make_officer, make_partner
from tests.factories.unsubmitted import ask_which, decide_about, leave_unsubmitted
from tests.factories.world import CLOSES, close, make_open, submit_for

pytestmark = pytest.mark.django_db

ASK = "INSERT INTO eoi_unsubmittedrequest (advert_id, reason, number_found, asked_by_id) VALUES (%s, %s, 7, %s)"
NAME = "INSERT INTO eoi_unsubmitteddraft (request_id, expression_id) VALUES (%s, %s)"
DECIDE = (
    "INSERT INTO eoi_unsubmitteddecision (request_id, outcome, reasons, decided_by_id) VALUES (%s, 'other', 'Why', %s)"
)


@pytest.fixture
def world(clock):
    world = make_open(clock)
    leave_unsubmitted(world)
    return world


def test_nobody_asks_before_the_closing_record(world, refused_with):
    advert, approver = world.advert.pk, world.approver
    refused_with("EOI38", ASK, advert, "Why", approver.pk, by=approver)
    world.clock.set(CLOSES + timedelta(seconds=1))
    refused_with("EOI38", ASK, advert, "Why", approver.pk, by=approver)


def test_only_an_approver_asks_in_their_own_name_and_with_a_reason(world, refused_with):
    close(world)
    advert, approver, officer = world.advert.pk, world.approver, world.officer

    refused_with("EOI09", ASK, advert, "Why", officer.pk, by=officer)
    refused_with("EOI09", ASK, advert, "Why", approver.pk, by=officer)
    refused_with("EOI09", ASK, advert, "Why", approver.pk)
    refused_with("23514", ASK, advert, "", approver.pk, by=approver)


def test_where_nobody_is_concerned_nothing_is_asked(clock, refused_with):
    world = make_open(clock)
    submit_for(world)
    close(world)

    refused_with("EOI38", ASK, world.advert.pk, "Why", world.approver.pk, by=world.approver)


def test_the_number_is_counted_by_the_database(world, run_sql):
    close(world)
    run_sql(ASK, world.advert.pk, "Why", world.approver.pk, by=world.approver)

    assert run_sql("SELECT number_found FROM eoi_unsubmittedrequest") == [(1,)]


def test_names_are_written_by_the_database_alone(world, refused_with):
    submission = submit_for(world)
    close(world)
    request = ask_which(world)

    refused_with("EOI38", NAME, request.pk, submission.expression_id, by=world.approver)


def test_names_are_hidden_from_whoever_is_not_concerned(world, run_sql):
    close(world)
    ask_which(world)
    names = "SELECT count(*) FROM eoi_unsubmitteddraft"

    assert run_sql(names, by=world.approver) == [(1,)]
    assert run_sql(names, by=world.officer) == [(1,)]
    for stranger in (None, make_officer(), make_partner()):
        assert run_sql(names, by=stranger) == [(0,)]


def test_nothing_of_it_is_changed_or_deleted(world, refused_with, run_sql):
    close(world)
    request = ask_which(world)
    decide_about(world)

    for table in ("eoi_unsubmittedrequest", "eoi_unsubmitteddecision"):
        refused_with("EOI12", f"UPDATE {table} SET id = id + 1", by=world.approver)
        refused_with("EOI12", f"DELETE FROM {table}", by=world.approver)
    assert run_sql("UPDATE eoi_unsubmitteddraft SET request_id = request_id", by=world.approver) == 0
    assert run_sql("DELETE FROM eoi_unsubmitteddraft", by=world.approver) == 0
    assert UnsubmittedDraft.objects.found_by(request).count() == 0  # nobody is asking here
    for table in ("eoi_unsubmittedrequest", "eoi_unsubmitteddecision", "eoi_unsubmitteddraft"):
        refused_with("EOI12", f"TRUNCATE {table} CASCADE", by=world.approver)


def test_only_an_approver_decides(world, refused_with):
    close(world)
    request = ask_which(world)

    refused_with("EOI09", DECIDE, request.pk, world.officer.pk, by=world.officer)
    refused_with("EOI09", DECIDE, request.pk, world.approver.pk, by=world.officer)


def test_a_draft_cannot_be_made_complete_after_its_closing_time(world, refused_with):
    partner = make_partner()
    expression = leave_unsubmitted(world, partner)
    world.clock.set(CLOSES)

    change = "UPDATE eoi_expressionofinterest SET missing_count = 0 WHERE id = %s"
    refused_with("EOI01", change, expression.pk, by=partner)
