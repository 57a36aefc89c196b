"""Going round the application: a handover is recorded in one's own name by who may, and nothing of it is rewritten."""

import pytest
from django.db import IntegrityError, transaction

from eoi.actions.opening import request_opening
from eoi.identity import acting_as, perform
from eoi.models import Handover, Role
from tests.factories.handovers import hand_over, name_deputy, plan_of, today
from tests.factories.people import make_administrator, make_approver, make_officer, make_person
from tests.factories.ready_consultation import make_body, make_representative
from tests.factories.services import make_owner, service_of
from tests.factories.world import close, make_draft, make_open

pytestmark = pytest.mark.django_db

INSERT = """
    INSERT INTO eoi_handover (reference, kind, {field}, from_person_id, to_person_id, starts_on, ends_on, reason,
                              recorded_by_id, cancelled_reason, failure, begun_at)
    VALUES ('HAN-2222-2222', %s, %s, %s, %s, %s, %s, 'Because', %s, '', '', %s)
"""


@pytest.fixture
def world(clock):
    return make_draft(clock)


def values(plan, recorder, *, begun_at=None):
    return (
        plan.kind,
        plan.subject.pk,
        plan.from_person.pk,
        plan.to_person.pk,
        plan.starts_on,
        plan.ends_on,
        recorder.pk,
        begun_at,
    )


def test_it_is_recorded_in_the_recorders_own_name(world, refused_with):
    plan = plan_of(world.advert, world.officer, make_officer())
    statement = INSERT.format(field="advert_id")

    assert "in their own name" in refused_with(
        "EOI09", statement, *values(plan, world.officer), by=world.second_officer
    )
    assert "in their own name" in refused_with("EOI09", statement, *values(plan, world.officer), by=None)


def test_it_is_recorded_by_the_holder_or_an_administrator(world, refused_with, run_sql):
    plan = plan_of(world.advert, world.officer, make_officer())
    statement = INSERT.format(field="advert_id")
    for somebody in (world.second_officer, make_approver(), plan.to_person):
        said = refused_with("EOI18", statement, *values(plan, somebody), by=somebody)
        assert "whoever holds what is handed over" in said

    administrator = make_administrator()
    assert run_sql(statement, *values(plan, administrator), by=administrator) == 1


def test_a_representative_records_deputies_only(refused_with, run_sql):
    body = make_body("A Union", by=make_officer(), speakers=0)
    giver, taker = make_representative(body, by=make_officer()), make_person(Role.REPRESENTATIVE)
    statement = INSERT.format(field="body_id")

    assert "whoever holds" in refused_with("EOI18", statement, *values(plan_of(body, giver, taker), giver), by=giver)
    assert run_sql(statement, *values(plan_of(body, giver, taker, lasts=2), giver), by=giver) == 1


def test_only_what_is_held_passes_to_somebody_with_the_role_from_today_on(world, refused_with):
    administrator, statement = make_administrator(), INSERT.format(field="advert_id")
    for plan, sentence in (
        (plan_of(world.advert, make_officer(), make_officer()), "Only what somebody holds today"),
        (plan_of(world.advert, world.officer, make_approver()), "active account with the role"),
        (plan_of(world.advert, world.officer, make_officer(is_active=False)), "active account with the role"),
        (plan_of(world.advert, world.officer, make_officer(), starts_in=-1), "begins today or later"),
    ):
        assert sentence in refused_with("EOI18", statement, *values(plan, administrator), by=administrator)


def test_it_does_not_begin_as_begun(world, refused_with):
    administrator = make_administrator()
    plan = plan_of(world.advert, world.officer, make_officer())

    said = refused_with(
        "EOI18",
        INSERT.format(field="advert_id"),
        *values(plan, administrator, begun_at=plan.starts_on),
        by=administrator,
    )
    assert "recorded first, and put into effect afterwards" in said


@pytest.mark.parametrize(
    "change",
    [
        lambda world: {"service": service_of()},
        lambda world: {"to_person": world.officer},
        lambda world: {"ends_on": today()},  # a handover has no last day
        lambda world: {"reason": ""},
        lambda world: {"cancelled_reason": "x"},
        lambda world: {"failure": "x"},
    ],
)
def test_what_contradicts_itself_is_refused_by_constraints(world, change):
    wanted = {
        "kind": "handover",
        "advert": world.advert,
        "from_person": world.officer,
        "to_person": make_officer(),
        "starts_on": today(),
        "reason": "Because",
        "recorded_by": world.officer,
    } | change(world)

    with pytest.raises(IntegrityError), transaction.atomic(), acting_as(world.officer):
        Handover.objects.create(**wanted)


def test_it_is_never_deleted_nor_its_table_emptied(world, refused_with):
    planned = hand_over(world.advert, world.officer, make_officer(), starts_in=1)

    assert "cancel it instead" in refused_with("EOI18", "DELETE FROM eoi_handover", by=world.officer)
    refused_with("EOI12", "TRUNCATE eoi_handover", by=world.officer)
    assert Handover.objects.get() == planned


@pytest.mark.parametrize(
    "column", ["advert_id", "from_person_id", "to_person_id", "starts_on", "reason", "recorded_by_id"]
)
def test_subject_people_and_dates_do_not_change(world, refused_with, column):
    hand_over(world.advert, world.officer, make_officer(), starts_in=1)
    other = {
        "advert_id": "NULL",
        "starts_on": "starts_on + 1",
        "reason": "'Another'",
    }.get(column, str(make_officer().pk))

    said = refused_with("EOI18", f"UPDATE eoi_handover SET {column} = {other}", by=world.officer)
    assert "keeps its subject, its people and its dates" in said


def test_it_does_not_begin_before_its_day_nor_once_cancelled_or_failed(world, refused_with, run_sql, clock):
    hand_over(world.advert, world.officer, make_officer(), starts_in=1)
    begin = "UPDATE eoi_handover SET begun_at = eoi_now()"
    assert "before its day" in refused_with("EOI18", begin)

    clock.advance(days=1)
    run_sql("UPDATE eoi_handover SET failed_at = eoi_now(), failure = 'No'")
    assert "cancelled or has failed" in refused_with("EOI18", begin)


@pytest.mark.parametrize(
    "change",
    [
        "begun_at = begun_at + interval '1 day'",
        "begun_at = NULL, assignment_key = NULL",
        "assignment_key = 1",
        "ended_at = NULL, ended_by_id = NULL",
        "ended_at = ended_at + interval '1 day'",
    ],
)
def test_what_became_of_it_is_recorded_once(world, refused_with, run_sql, change):
    name_deputy(world.advert, world.officer, make_officer())
    run_sql("UPDATE eoi_handover SET ended_at = eoi_now(), ended_by_id = %s", world.officer.pk, by=world.officer)

    assert "recorded once" in refused_with("EOI18", f"UPDATE eoi_handover SET {change}")


def test_cancelling_and_failing_are_recorded_once(world, refused_with, run_sql):
    hand_over(world.advert, world.officer, make_officer(), starts_in=1)
    run_sql("UPDATE eoi_handover SET failed_at = eoi_now(), failure = 'No'")
    assert "recorded once" in refused_with("EOI18", "UPDATE eoi_handover SET failure = 'Yes'")
    cancel = "UPDATE eoi_handover SET cancelled_at = eoi_now(), cancelled_by_id = %s, cancelled_reason = 'No'"
    run_sql(cancel, world.officer.pk, by=world.officer)
    assert "recorded once" in refused_with("EOI18", "UPDATE eoi_handover SET cancelled_reason = 'Yes'")


def test_it_is_cancelled_and_ended_early_in_ones_own_name(world, refused_with):
    cancel = "UPDATE eoi_handover SET cancelled_at = eoi_now(), cancelled_by_id = %s, cancelled_reason = 'No'"
    hand_over(world.advert, world.officer, make_officer(), starts_in=1)
    assert "cancelled by the signed-in person" in refused_with("EOI09", cancel, world.officer.pk, by=make_officer())

    name_deputy(world.advert, world.second_officer, make_officer())
    end = "UPDATE eoi_handover SET ended_at = eoi_now(), ended_by_id = %s WHERE kind = 'deputy'"
    assert "ended early by the signed-in person" in refused_with("EOI09", end, world.officer.pk, by=make_officer())


def test_no_officer_disappears_while_the_opening_is_asked_for(clock, refused_with, run_sql):
    world = close(make_open(clock))
    leave = "DELETE FROM eoi_advertofficer WHERE user_id = %s"
    perform(request_opening, by=world.officer, advert=world.advert)

    for officer in (world.officer, world.second_officer):
        assert "The opening has been asked for" in refused_with("EOI18", leave, officer.pk, by=officer)


def test_a_service_can_be_recorded_by_its_owner(run_sql):
    service = service_of()
    owner, taker = make_owner(service), make_person(Role.SERVICE_MANAGER)

    assert run_sql(INSERT.format(field="service_id"), *values(plan_of(service, owner, taker), owner), by=owner) == 1
