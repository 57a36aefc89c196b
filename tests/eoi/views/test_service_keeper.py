"""Who owns each service: the administrator's pages."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.models import Role, Service
from tests.factories.people import make_administrator, make_officer, make_person
from tests.factories.services import make_deputy, make_owner, service_of

pytestmark = pytest.mark.django_db

LIST = reverse("eoi:service-keeper-list")
OWNER = reverse("eoi:service-owner-change", args=["finance"])


@pytest.fixture
def administrator(client):
    administrator = make_administrator()
    client.force_login(administrator)
    return administrator


def test_these_pages_are_the_administrators(client):
    for person in (make_officer(), make_person(Role.SERVICE_MANAGER)):
        client.force_login(person)
        for address in (LIST, OWNER):
            assertContains(client.get(address), "Only an administrator", status_code=403)


def test_services_without_an_owner_come_first_and_are_counted(client, administrator):
    make_owner(Service.objects.first(), full_name="Olga Owner")
    page = client.get(LIST)

    assertContains(page, "5 services have no owner")
    assertContains(page, "Olga Owner")
    assert [service.owner is None for service in page.context_data["services"]] == [True] * 5 + [False]
    for service in Service.objects.all()[2:]:
        make_owner(service)
    assertContains(client.get(LIST), "1 service has no owner")
    make_owner(Service.objects.all()[1])
    assertNotContains(client.get(LIST), "no owner")


def test_an_owner_is_named_and_told(client, administrator):
    person = make_person(Role.SERVICE_MANAGER, full_name="Nina New")
    assertContains(client.get(OWNER), "has no owner: nobody can revise its profile")

    answer = client.post(OWNER, {"person": person.reference, "was": ""})

    assertRedirects(answer, LIST, fetch_redirect_response=False)
    assert service_of().owner == person
    assertContains(client.get(LIST), "Nina New owns Finance from now on")


def test_an_owner_takes_the_place_of_another(client, administrator):
    owner, person = make_owner(full_name="Olga Owner"), make_person(Role.SERVICE_MANAGER, full_name="Nina New")
    assertContains(client.get(OWNER), "Olga Owner owns it now")

    client.post(OWNER, {"person": person.reference, "was": owner.reference})

    assertContains(client.get(LIST), "Nina New owns Finance from now on, Olga Owner no longer")


def test_two_administrators_do_not_undo_each_other_unseen(client, administrator):
    person = make_person(Role.SERVICE_MANAGER, full_name="Nina New")
    owner = make_owner(full_name="Olga Owner")

    page = client.post(OWNER, {"person": person.reference, "was": ""})

    assertContains(page, "Somebody else changed the owner meanwhile: Olga Owner owns Finance now", status_code=409)
    assert service_of().owner == owner
    assertContains(page, f'value="{owner.reference}"', status_code=409)
    client.post(OWNER, {"person": person.reference, "was": owner.reference})
    assert service_of().owner == person


def test_where_there_is_nobody_to_choose_it_says_how_to_invite_somebody(client, administrator):
    page = client.get(OWNER)

    assertContains(page, "There is nobody to choose")
    assertContains(page, reverse("eoi:staff-invitation-create"))


@pytest.mark.parametrize(("person", "sentence"), [("", "Choose a service manager"), ("P-NOBODY", "who could own it")])
def test_wrong_input_gets_a_sentence(client, administrator, person, sentence):
    make_person(Role.SERVICE_MANAGER)

    assertContains(client.post(OWNER, {"person": person, "was": ""}), sentence, status_code=422)


def test_a_service_that_does_not_exist_is_not_found(client, administrator):
    assert client.get(reverse("eoi:service-owner-change", args=["no-such"])).status_code == 404


def test_the_list_makes_the_same_queries_with_one_keeper_and_with_three(
    client, administrator, django_assert_num_queries
):
    make_owner()
    with django_assert_num_queries(11):
        client.get(LIST)
    make_deputy()
    make_owner(service_of("it-services"))
    with django_assert_num_queries(11):
        client.get(LIST)
