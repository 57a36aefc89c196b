"""A signed-off profile never changes, whoever goes round the application."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from tests.factories.people import Role, make_person
from tests.factories.profiles import begin, make_profile, save
from tests.factories.services import make_deputy, make_owner, service_of
from tests.factories.world import make_draft, make_published

pytestmark = pytest.mark.django_db

SIGN_OFF = "UPDATE eoi_serviceprofile SET signed_off_at = eoi_now(), signed_off_by_id = %s, owner_at_sign_off_id = %s WHERE id = %s"


@pytest.fixture
def draft(clock):
    clock.set(datetime(2026, 3, 2, 9, tzinfo=UTC))
    return save(begin())


@pytest.fixture
def signed_off(clock):
    clock.set(datetime(2026, 3, 2, 9, tzinfo=UTC))
    return make_profile(volumes=[])


def test_a_signed_off_edition_is_neither_changed_nor_deleted(signed_off, refused_with):
    owner = signed_off.signed_off_by

    for change in ("purpose = 'Other'", "review_by = review_by + 1", "signed_off_at = NULL", "draft_version = 9"):
        refused_with("EOI17", f"UPDATE eoi_serviceprofile SET {change} WHERE id = %s", signed_off.pk, by=owner)
    refused_with("EOI17", "DELETE FROM eoi_profileindicator WHERE profile_id = %s", signed_off.pk, by=owner)
    refused_with("EOI17", "UPDATE eoi_profileindicator SET value = '100'", by=owner)
    for table, columns in (("volume", "label, unit"), ("indicator", "name, year, value, unit, trend, direction")):
        blanks = ", ".join(["''"] * (columns.count(",") + 1))
        insert = f"INSERT INTO eoi_profile{table} (profile_id, position, {columns}) VALUES (%s, 9, {blanks})"
        refused_with("EOI17", insert, signed_off.pk, by=owner)


def test_a_signed_off_edition_without_rows_is_not_deleted(signed_off, refused_with):
    refused_with("EOI17", "DELETE FROM eoi_serviceprofile WHERE id = %s", signed_off.pk, by=signed_off.signed_off_by)


def test_no_row_moves_from_a_draft_to_a_signed_off_edition(signed_off, refused_with):
    draft = begin()

    move = "UPDATE eoi_profileindicator SET profile_id = %s, position = 9 WHERE profile_id = %s"
    refused_with("EOI17", move, signed_off.pk, draft.pk, by=draft.drafted_by)


@pytest.mark.parametrize("table", ["serviceprofile", "profilevolume", "profileindicator", "positioningframework"])
def test_profiles_are_not_emptied(table, signed_off, refused_with):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    refused_with("EOI12", f"TRUNCATE eoi_{table} CASCADE")


def test_an_edition_of_the_axes_is_kept(refused_with, run_sql):
    assert run_sql("SELECT count(*) FROM eoi_positioningframework")[0][0] == 1
    refused_with("EOI12", "UPDATE eoi_positioningframework SET name = 'Other'")
    refused_with("EOI12", "DELETE FROM eoi_positioningframework")


def test_an_edition_begins_as_a_draft(draft, refused_with):
    copy = (
        "INSERT INTO eoi_serviceprofile (service_id, number, purpose, customers, strengths, difficulties, wanted, narrative,"
        " framework_id, drafted_by_id, changed_by_id, draft_version, signed_off_at, signed_off_by_id, owner_at_sign_off_id)"
        " SELECT %s, 7, '', '', '', '', '', '', framework_id, %s, %s, 1, eoi_now(), %s, %s FROM eoi_serviceprofile"
    )
    owner = draft.drafted_by
    other = service_of("it-services")

    refused_with("EOI17", copy, other.pk, owner.pk, owner.pk, owner.pk, owner.pk, by=owner)


def test_a_service_has_one_draft(draft, refused_with):
    copy = (
        "INSERT INTO eoi_serviceprofile (service_id, number, purpose, customers, strengths, difficulties, wanted, narrative,"
        " framework_id, drafted_by_id, changed_by_id, draft_version) SELECT service_id, 7, '', '', '', '', '', '',"
        " framework_id, drafted_by_id, changed_by_id, 1 FROM eoi_serviceprofile"
    )

    refused_with("23505", copy, by=draft.drafted_by)


def test_only_a_keeper_signs_off_in_their_own_name(draft, refused_with, run_sql):
    owner, deputy = draft.drafted_by, make_deputy()
    stranger = make_owner(service_of("it-services"))
    former = make_person(Role.SERVICE_MANAGER)

    refused_with("EOI09", SIGN_OFF, owner.pk, owner.pk, draft.pk, by=deputy)
    refused_with("EOI09", SIGN_OFF, stranger.pk, owner.pk, draft.pk, by=stranger)
    refused_with("EOI09", SIGN_OFF, former.pk, owner.pk, draft.pk, by=former)
    refused_with("EOI09", SIGN_OFF, owner.pk, owner.pk, draft.pk)
    refused_with("EOI17", SIGN_OFF, deputy.pk, deputy.pk, draft.pk, by=deputy)
    assert run_sql(SIGN_OFF, deputy.pk, owner.pk, draft.pk, by=deputy) == 1


def test_whoever_has_lost_the_role_signs_nothing_off(draft, refused_with):
    owner = draft.drafted_by
    owner.groups.clear()

    refused_with("EOI09", SIGN_OFF, owner.pk, owner.pk, draft.pk, by=owner)


def test_a_profile_is_signed_off_as_it_was_read(draft, refused_with):
    owner = draft.drafted_by
    with_a_change = SIGN_OFF.replace("SET ", "SET purpose = 'Other', ")

    refused_with("EOI10", with_a_change, owner.pk, owner.pk, draft.pk, by=owner)


@pytest.mark.parametrize(
    "missing",
    [
        *(f"{name} = ' '" for name in ("purpose", "customers", "strengths", "difficulties", "wanted", "narrative")),
        *(f"{name} = NULL" for name in ("staff_fte", "gross_budget", "position_across", "position_up", "review_by")),
        "review_by = '2026-03-02'",
    ],
)
def test_an_incomplete_profile_is_not_signed_off(missing, draft, refused_with, run_sql):
    owner = draft.drafted_by
    run_sql(f"UPDATE eoi_serviceprofile SET {missing}, draft_version = draft_version + 1", by=owner)

    refused_with("EOI17", SIGN_OFF, owner.pk, owner.pk, draft.pk, by=owner)


def test_a_profile_without_an_indicator_is_not_signed_off(draft, refused_with, run_sql):
    owner = draft.drafted_by
    run_sql("DELETE FROM eoi_profileindicator", by=owner)

    refused_with("EOI17", SIGN_OFF, owner.pk, owner.pk, draft.pk, by=owner)


def test_a_draft_stays_with_its_service_and_its_version_rises_by_one(draft, refused_with):
    owner = draft.drafted_by

    other = service_of("it-services").pk
    refused_with(
        "EOI17", "UPDATE eoi_serviceprofile SET service_id = %s, draft_version = draft_version + 1", other, by=owner
    )
    refused_with("EOI10", "UPDATE eoi_serviceprofile SET purpose = 'Other'", by=owner)
    refused_with("EOI10", "UPDATE eoi_serviceprofile SET draft_version = draft_version + 2", by=owner)


def test_places_and_figures_stay_within_their_limits(draft, refused_with):
    for change in ("position_across = 10", "position_up = 0", "staff_fte = -1", "gross_budget = -1"):
        statement = f"UPDATE eoi_serviceprofile SET {change}, draft_version = draft_version + 1"
        refused_with("23514", statement, by=draft.drafted_by)


def test_an_advert_pins_only_signed_off_profiles_of_its_services(clock, refused_with, run_sql):
    world = make_draft(clock)
    draft = begin()
    pin = "UPDATE eoi_advertservice SET profile_id = %s WHERE advert_id = %s AND service_id = %s"

    refused_with("EOI17", pin, draft.pk, world.advert.pk, draft.service_id, by=world.officer)
    other = service_of("it-services").profiles.get()
    refused_with("EOI17", pin, other.pk, world.advert.pk, draft.service_id, by=world.officer)
    assert run_sql(pin, other.pk, world.advert.pk, other.service_id, by=world.officer) == 1


def test_publication_pins_the_edition_that_stands_for_good(clock, refused_with):
    world = make_published(clock)
    pinned = {scope.service_id: scope.profile for scope in world.advert.advert_services.select_related("profile")}
    assert all(pinned.values())
    finance = service_of()
    later = make_profile(finance)

    assert (pinned[finance.pk].number, later.number) == (1, 2)
    pin = "UPDATE eoi_advertservice SET profile_id = %s WHERE service_id = %s"
    refused_with("EOI03", pin, later.pk, finance.pk, by=world.officer)


def test_rows_wait_for_whoever_signs_off_at_this_moment(draft):
    """The row's gate holds the profile FOR SHARE, so that a row cannot slip into an edition that is being signed off."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT refuse_when_signed_off(%s)", [draft.pk])
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE relation = 'eoi_serviceprofile'::regclass AND mode = 'RowShareLock'"
        )
        assert cursor.fetchone()[0] > 0
