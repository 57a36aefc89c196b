"""Officers keep the list of bodies; approvers read it."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.consultation_body import retire_body
from eoi.identity import perform
from eoi.models import BodyKind, ConsultationBody, Role
from tests.factories.people import make_approver, make_evaluator, make_officer, make_person
from tests.factories.ready_consultation import make_body, make_representative

pytestmark = pytest.mark.django_db

LIST, CREATE = reverse("eoi:body-list"), reverse("eoi:body-create")


@pytest.fixture
def officer(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


def on(name, body, *arguments):
    return reverse(f"eoi:{name}", args=[body.reference, *arguments])


def forms(body):
    return [CREATE, *(on(name, body) for name in ("body-edit", "body-retire", "representative-name"))]


def test_an_empty_list_shows_the_first_step(client, officer):
    page = client.get(LIST)

    assertContains(page, "No bodies yet")
    assertContains(page, "Add the first body")


def test_a_body_is_added_and_a_representative_named(client, officer):
    page = client.post(CREATE, {"name": "Port Workers’ Union", "kind": "recognised-union"}, follow=True)
    body = ConsultationBody.objects.get()
    assertContains(page, "Name next who speaks for it")
    person = make_person(Role.REPRESENTATIVE, full_name="Rita Representative")

    page = client.post(on("representative-name", body), {"person": person.reference}, follow=True)

    assertContains(page, "Rita Representative speaks for Port Workers’ Union from now on.")
    assertContains(client.get(LIST), "Rita Representative")


def test_bad_input_is_asked_for_again_with_what_was_typed(client, officer):
    page = client.post(CREATE, {"name": "x" * 121, "kind": "recognised-union"})

    assertContains(page, "has 121 characters; the limit is 120", status_code=422)
    assertContains(page, "x" * 121, status_code=422)
    page = client.post(CREATE, {"name": "A name", "kind": "choir"})
    assertContains(page, "Choose from the list", status_code=422)


def test_a_name_that_stands_already_keeps_what_was_typed(client, officer):
    body = make_body()

    page = client.post(CREATE, {"name": body.name, "kind": "staff-group"})

    assertContains(page, "is in the list already", status_code=409)
    assertContains(page, f'value="{body.name}"', status_code=409)


def test_two_officers_at_one_body(client, officer):
    body = make_body()
    stale = {"name": "My name for it", "kind": "staff-group", "was": body.name}
    client.post(on("body-edit", body), {**stale, "name": "A colleague’s name for it"})

    page = client.post(on("body-edit", body), stale)

    assertContains(page, "A colleague’s name for it", status_code=409)
    assertContains(page, 'value="My name for it"', status_code=409)
    stale["was"] = "A colleague’s name for it"
    assertRedirects(client.post(on("body-edit", body), stale), on("body-detail", body))


def test_retiring_is_confirmed_and_can_be_taken_back(client, officer):
    body = make_body()
    assertContains(client.get(on("body-retire", body)), "can no longer be chosen")
    assertContains(client.post(on("body-retire", body), follow=True), "is retired")
    assertContains(client.post(on("body-retire", body)), "retired already", status_code=409)
    assertNotContains(client.get(LIST), body.name)
    assertContains(client.get(LIST, {"show": "retired"}), body.name)

    assertContains(client.post(on("body-reinstate", body), follow=True), "can be consulted again")


def test_removing_the_last_representative_says_what_follows(client, officer):
    body = make_body(speakers=0)
    person = make_representative(body, full_name="Rita Representative")
    address = on("representative-remove", body, person.reference)

    assertContains(client.get(address), "Nobody speaks for")
    assertContains(client.post(address, follow=True), "Rita Representative no longer speaks for")
    assertContains(client.post(address), "does not speak for", status_code=409)


def test_nobody_left_to_name_is_said(client, officer):
    body = make_body()

    assertContains(client.get(on("representative-name", body)), "Nobody else to name")


def test_an_approver_reads_and_changes_nothing(client):
    body = make_body()
    client.force_login(make_approver())

    assertContains(client.get(LIST), body.name)
    assertNotContains(client.get(on("body-detail", body)), on("representative-name", body))
    for address in forms(body):
        assertContains(client.get(address), "Only procurement officers", status_code=403)
        assert client.post(address).status_code == 403


@pytest.mark.parametrize("make", [make_evaluator, lambda: make_person(Role.REPRESENTATIVE)])
def test_nobody_else_sees_these_pages(client, make):
    body = make_body()
    client.force_login(make())

    for address in (LIST, on("body-detail", body), *forms(body)):
        assert client.get(address).status_code == 403


def test_the_list_takes_the_same_queries_with_one_body_and_with_three(client, officer, django_assert_num_queries):
    make_body(speakers=2)
    client.get(LIST)
    with django_assert_num_queries(QUERIES):
        client.get(LIST)
    make_body("Second", BodyKind.STAFF_GROUP), make_body("Third", speakers=3)
    with django_assert_num_queries(QUERIES):
        client.get(LIST)


QUERIES = 14


def test_a_retired_body_is_counted(client, officer):
    perform(retire_body, by=officer, body=make_body())

    assertContains(client.get(LIST), "Show retired bodies (1)")
