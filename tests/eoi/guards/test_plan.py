"""Going round the application: what the database refuses of a plan by itself (S14)."""

from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction

from eoi.identity import acting_as
from eoi.models import Milestone, PlanAgreement, PlanFeed, PlanMove
from tests.factories.plans import (
    after,
    agree,
    feed_token,
    finish,
    make_activity,
    make_milestone,
    make_planned,
    make_unplanned,
    on,
    planned_on,
)

pytestmark = pytest.mark.django_db
WAIT = "UPDATE eoi_milestone SET anchor = 'milestone', after_id = %s, version = version + 1 WHERE id = %s"


@pytest.fixture
def world(clock):
    return make_unplanned(clock)


@pytest.fixture
def chain(world):
    first = make_milestone(world, "First")
    second = make_milestone(world, "Second", after(first))
    return first, second, make_milestone(world, "Third", after(second))


def test_a_circle_is_refused_however_long(chain, refused_with):
    first, second, third = chain

    assert "in a circle" in refused_with("EOI16", WAIT, second.pk, first.pk)
    assert "in a circle" in refused_with("EOI16", WAIT, third.pk, first.pk)


def test_a_circle_in_one_statement_is_refused(world, refused_with):
    one, other = make_milestone(world, "One"), make_milestone(world, "Other")

    refused_with(
        "EOI16",
        "UPDATE eoi_milestone SET anchor = 'milestone', version = version + 1, "
        "after_id = CASE id WHEN %s THEN %s ELSE %s END WHERE id IN (%s, %s)",
        one.pk,
        other.pk,
        one.pk,
        one.pk,
        other.pk,
    )


def test_a_milestone_does_not_wait_for_itself(world, refused_with):
    milestone = make_milestone(world)

    refused_with("EOI16", WAIT, milestone.pk, milestone.pk)


def test_nothing_hangs_on_the_plan_of_another_advert(world, clock, refused_with):
    theirs = make_milestone(make_unplanned(clock, reference="SAL-2026-015"))
    ours, told = make_milestone(world), make_activity(world)

    assert "same advert" in refused_with("EOI16", WAIT, theirs.pk, ours.pk)
    assert "same advert" in refused_with(
        "EOI16", WAIT.replace("eoi_milestone", "eoi_communicationactivity"), theirs.pk, told.pk
    )


def test_an_entry_stays_with_its_advert(world, clock, refused_with):
    other = make_unplanned(clock, reference="SAL-2026-015")
    milestone = make_milestone(world)

    refused_with(
        "EOI16",
        "UPDATE eoi_milestone SET advert_id = %s, version = version + 1 WHERE id = %s",
        other.advert.pk,
        milestone.pk,
    )
    refused_with(
        "EOI16", "UPDATE eoi_milestone SET reference = 'MIL-X', version = version + 1 WHERE id = %s", milestone.pk
    )


def test_a_change_without_the_next_version_is_refused(world, refused_with, run_sql):
    milestone = make_milestone(world)

    for version in ("version", "version + 2", "version - 1"):
        refused_with(
            "EOI10", f"UPDATE eoi_milestone SET title = 'Other', version = {version} WHERE id = %s", milestone.pk
        )
    assert run_sql("UPDATE eoi_milestone SET reminded_for = planned_on WHERE id = %s", milestone.pk) == 1


def test_what_is_done_neither_moves_nor_goes(world, refused_with):
    milestone = make_milestone(world)
    finish(milestone)

    refused_with(
        "EOI16", "UPDATE eoi_milestone SET planned_on = '2026-03-03', version = version + 1 WHERE id = %s", milestone.pk
    )
    refused_with("EOI16", "DELETE FROM eoi_milestone WHERE id = %s", milestone.pk)


def test_what_is_done_is_marked_in_ones_own_name(world, refused_with):
    milestone, officer = make_milestone(world), world.officer
    mark = "UPDATE eoi_milestone SET done_on = '2026-02-16', done_by_id = %s, version = version + 1 WHERE id = %s"

    refused_with("EOI09", mark, officer.pk, milestone.pk, by=world.approver)
    refused_with("EOI09", mark, officer.pk, milestone.pk)


def test_what_is_waited_for_is_not_deleted(chain, refused_with):
    refused_with("23503", "DELETE FROM eoi_milestone WHERE id = %s", chain[0].pk)


@pytest.mark.parametrize(
    "change",
    [
        "anchor = 'milestone'",
        "planned_on = NULL",
        "planned_on = '1999-12-31'",
        "planned_on = '2101-01-01'",
        '"offset" = 1001',
        "working_days_needed = 1001",
        "done_by_id = 0",
    ],
)
def test_what_cannot_be_is_a_constraint(world, change, refused_with):
    milestone = make_milestone(world)

    refused_with("23514", f"UPDATE eoi_milestone SET {change}, version = version + 1 WHERE id = %s", milestone.pk)


def test_moves_and_agreement_are_kept_as_they_were_made(clock, refused_with, run_sql):
    world = make_planned(clock)
    milestone = Milestone.objects.get(title="Panel formed")
    agree(world)
    with acting_as(world.officer):
        PlanMove.objects.create(
            advert=world.advert,
            entry_reference=milestone.reference,
            entry_title=milestone.title,
            moved_to=planned_on(milestone),
            reason="Why not.",
            moved_by=world.officer,
        )

    assert PlanMove.objects.exists()
    assert PlanAgreement.objects.exists()
    run_sql("SET CONSTRAINTS ALL IMMEDIATE")  # or TRUNCATE stumbles over what is pending before it meets the guard
    for table in ("eoi_planmove", "eoi_planagreement"):
        for statement in (f"UPDATE {table} SET advert_id = advert_id", f"DELETE FROM {table}", f"TRUNCATE {table}"):
            refused_with("EOI12", statement, by=world.officer)


def test_a_move_and_an_agreement_are_made_in_ones_own_name(clock, refused_with):
    world = make_planned(clock)
    move = (
        "INSERT INTO eoi_planmove (advert_id, entry_reference, entry_title, moved_to, reason, moved_by_id) "
        "VALUES (%s, 'MIL-X', 'X', '2026-03-03', %s, %s)"
    )
    agreement = "INSERT INTO eoi_planagreement (advert_id, agreed_by_id) VALUES (%s, %s)"

    refused_with("EOI09", move, world.advert.pk, "", world.officer.pk, by=world.approver)
    refused_with("EOI09", agreement, world.advert.pk, world.officer.pk, by=world.approver)
    agree(world)
    assert "say why" in refused_with("EOI16", move, world.advert.pk, " ", world.officer.pk, by=world.officer)


def test_a_calendar_address_is_made_by_the_one_who_uses_it(world, refused_with):
    feed_token(world)

    refused_with(
        "EOI09",
        "INSERT INTO eoi_planfeed (advert_id, person_id, token_digest) VALUES (%s, %s, 'x')",
        world.advert.pk,
        world.second_officer.pk,
        by=world.officer,
    )
    refused_with("EOI09", "UPDATE eoi_planfeed SET token_digest = 'x'", by=world.second_officer)
    assert PlanFeed.objects.get().person == world.officer


@contextmanager
def somebody_else():
    """A second connection to the same database, in a transaction of its own."""
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '200ms'")
            yield cursor
        other.rollback()
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
def test_two_people_who_each_add_half_a_circle_make_none(clock):
    world = make_unplanned(clock)
    one, other = make_milestone(world, "One", on(2026, 2, 24)), make_milestone(world, "Other", on(2026, 2, 24))

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(WAIT, [other.pk, one.pk])
        with somebody_else() as second, pytest.raises(OperationalError, match="lock timeout"):
            second.execute(WAIT, [one.pk, other.pk])
    with pytest.raises(Exception, match="in a circle"), connection.cursor() as cursor:
        cursor.execute(WAIT, [one.pk, other.pk])

    assert list(Milestone.objects.exclude(after=None)) == [one]


@pytest.mark.django_db(transaction=True)
def test_a_change_of_a_plan_does_not_wait_for_a_submission_in_flight(clock):
    world = make_unplanned(clock)

    with somebody_else() as submitting:
        submitting.execute("SELECT 1 FROM eoi_advert WHERE id = %s FOR SHARE", [world.advert.pk])
        make_milestone(world)

    assert Milestone.objects.count() == 1
