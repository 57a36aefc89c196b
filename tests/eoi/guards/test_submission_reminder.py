"""Reminders to submit: the service's own, about the closing time that holds, for nobody of the council to read."""

from datetime import timedelta

import pytest
from django.db import DatabaseError

from eoi.actions.submission_reminder import remind_of_submitting
from eoi.identity import acting_as, perform
from tests.factories.people import make_partner
from tests.factories.world import CLOSES, make_open, start

pytestmark = pytest.mark.django_db
INSERT = "INSERT INTO eoi_submissionreminder (expression_id, organisation_id, moment, closes_at) VALUES (%s, %s, '48-hours', %s)"


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def draft(world, clock):
    """Reminded a week before."""
    draft = start(world, make_partner())
    clock.set(CLOSES - timedelta(days=7))
    perform(remind_of_submitting, by=None)
    return draft


def test_nobody_records_one_in_their_own_name(world, draft, refused_with):
    values = (draft.pk, draft.organisation_id, CLOSES)

    for person in (draft.started_by, world.officer):
        assert "by the service itself" in refused_with("EOI09", INSERT, *values, by=person)


def test_it_is_about_the_closing_time_that_holds_and_comes_before_it(draft, refused_with, clock):
    said = refused_with("EOI14", INSERT, draft.pk, draft.organisation_id, CLOSES + timedelta(hours=1))
    assert "about the closing time of its organisation" in said
    clock.set(CLOSES)
    refused_with("EOI14", INSERT, draft.pk, draft.organisation_id, CLOSES)


def test_it_is_of_the_drafts_own_organisation_and_once(world, draft, refused_with, run_sql):
    other = start(world, make_partner())
    refused_with("23503", INSERT, draft.pk, other.organisation_id, CLOSES)
    run_sql(INSERT, draft.pk, draft.organisation_id, CLOSES)

    refused_with("23505", INSERT, draft.pk, draft.organisation_id, CLOSES)


def test_the_organisation_and_the_service_read_it_and_nobody_else(world, draft, run_sql):
    count = "SELECT count(*) FROM eoi_submissionreminder"

    assert run_sql(count, by=draft.started_by) == [(1,)]
    assert run_sql(count) == [(1,)]
    for person in (world.officer, world.approver, make_partner()):
        assert run_sql(count, by=person) == [(0,)]


def test_it_is_kept_as_it_was_made(draft, run_sql, refused_with):
    for person in (None, draft.started_by):
        assert run_sql("UPDATE eoi_submissionreminder SET moment = '4-hours'", by=person) == 0
        assert run_sql("DELETE FROM eoi_submissionreminder", by=person) == 0
    with pytest.raises(DatabaseError), acting_as(None):
        run_sql("TRUNCATE eoi_submissionreminder")
