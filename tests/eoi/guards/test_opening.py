"""Opening: once, by two officers, each in their own session, after the last closing time and the closing record. Never undone."""

from datetime import timedelta

import pytest

from eoi.actions.closing import make_closing_record
from eoi.actions.opening import request_opening
from eoi.identity import perform
from tests.factories.people import make_officer
from tests.factories.world import CLOSES, close, make_open, make_opened, submit_for

pytestmark = pytest.mark.django_db

REQUEST = "UPDATE eoi_advert SET opening_requested_at = eoi_now(), opening_requested_by_id = %s WHERE id = %s"
CONFIRM = "UPDATE eoi_advert SET opened_at = eoi_now(), opening_confirmed_by_id = %s WHERE id = %s"
BOTH = (
    "UPDATE eoi_advert SET opening_requested_at = eoi_now(), opening_requested_by_id = %s,"
    " opened_at = eoi_now(), opening_confirmed_by_id = %s WHERE id = %s"
)


@pytest.fixture
def world(clock):
    world = make_open(clock)
    submit_for(world)
    return world


def test_nothing_is_opened_before_the_closing_time(world, refused_with):
    world.clock.set(CLOSES - timedelta(seconds=1))

    refused_with("EOI05", REQUEST, world.officer.pk, world.advert.pk, by=world.officer)


def test_nothing_is_opened_before_the_closing_record(world, refused_with):
    world.clock.set(CLOSES)

    refused_with("EOI05", REQUEST, world.officer.pk, world.advert.pk, by=world.officer)
    perform(make_closing_record, by=None, advert=world.advert)
    perform(request_opening, by=world.officer, advert=world.advert)


def test_one_person_cannot_open_alone(world, refused_with):
    close(world)
    officer, second, advert = world.officer.pk, world.second_officer.pk, world.advert.pk

    refused_with("EOI05", BOTH, officer, officer, advert, by=world.officer)
    refused_with("EOI05", BOTH, officer, second, advert, by=world.second_officer)
    refused_with("EOI05", CONFIRM, second, advert, by=world.second_officer)


def test_one_person_cannot_confirm_in_anothers_name(world, refused_with, run_sql):
    close(world)
    run_sql(REQUEST, world.officer.pk, world.advert.pk, by=world.officer)

    refused_with("EOI05", CONFIRM, world.second_officer.pk, world.advert.pk, by=world.officer)
    refused_with("EOI05", CONFIRM, world.second_officer.pk, world.advert.pk)
    refused_with("23514", CONFIRM, world.officer.pk, world.advert.pk, by=world.officer)
    assert run_sql(CONFIRM, world.second_officer.pk, world.advert.pk, by=world.second_officer) == 1


def test_an_officer_who_does_not_run_the_advert_cannot_open_it(world, refused_with):
    close(world)
    stranger = make_officer()

    refused_with("EOI05", REQUEST, stranger.pk, world.advert.pk, by=stranger)


@pytest.mark.parametrize(
    "change",
    [
        "opened_at = NULL, opening_confirmed_by_id = NULL",
        "opened_at = opened_at - interval '1 hour'",
        "opening_requested_by_id = opening_confirmed_by_id + 1000",
    ],
)
def test_an_opening_is_never_undone_or_altered(change, clock, refused_with):
    world = make_opened(clock, submissions=1)

    refused_with("EOI05", f"UPDATE eoi_advert SET {change} WHERE id = %s", world.advert.pk, by=world.officer)


def test_the_closing_record_is_the_databases_own(world, clock, run_sql):
    clock.set(CLOSES)
    run_sql(
        "INSERT INTO eoi_closingrecord (advert_id, entry_count, content, digest) VALUES (%s, 99, 'mine', 'mine')",
        world.advert.pk,
    )

    [(count, content)] = run_sql("SELECT entry_count, content FROM eoi_closingrecord")
    assert count == 1
    assert world.submissions[0].receipt_digest in content


def test_there_is_no_closing_record_before_the_closing_time(world, clock, refused_with):
    clock.set(CLOSES - timedelta(seconds=1))

    refused_with("EOI08", "INSERT INTO eoi_closingrecord (advert_id) VALUES (%s)", world.advert.pk)
