"""Who keeps a service, whatever a view forgot."""

import pytest

from tests.factories.people import Role, make_administrator, make_officer, make_person
from tests.factories.services import make_owner, service_of

pytestmark = pytest.mark.django_db

NAME = "INSERT INTO eoi_servicekeeper (service_id, user_id, is_owner, assigned_by_id) VALUES (%s, %s, %s, %s)"


def test_only_a_service_manager_keeps_a_service(refused_with, run_sql):
    administrator, finance = make_administrator(), service_of()

    for is_owner in (True, False):
        refused_with("EOI17", NAME, finance.pk, make_officer().pk, is_owner, administrator.pk, by=administrator)
    manager = make_person(Role.SERVICE_MANAGER)
    assert run_sql(NAME, finance.pk, manager.pk, True, administrator.pk, by=administrator) == 1


def test_a_keeper_is_named_in_the_name_of_the_person_who_acts(refused_with):
    administrator, other = make_administrator(), make_administrator()
    manager = make_person(Role.SERVICE_MANAGER)

    refused_with("EOI09", NAME, service_of().pk, manager.pk, True, other.pk, by=administrator)


def test_a_place_is_not_passed_on(refused_with):
    make_owner()
    administrator, manager = make_administrator(), make_person(Role.SERVICE_MANAGER)

    refused_with("EOI17", "UPDATE eoi_servicekeeper SET user_id = %s", manager.pk, by=administrator)


def test_a_service_has_one_owner(refused_with):
    make_owner()
    administrator, manager = make_administrator(), make_person(Role.SERVICE_MANAGER)

    refused_with("23505", NAME, service_of().pk, manager.pk, True, administrator.pk, by=administrator)
