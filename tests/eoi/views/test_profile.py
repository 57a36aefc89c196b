"""Services' pages: who reads them, what they say, and how many queries lists make."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from eoi.models import PositioningFramework, Role, Service
from tests.eoi.scenarios.profile import WORDS
from tests.factories.people import (
    make_administrator,
    make_auditor,
    make_evaluator,
    make_officer,
    make_partner,
    make_person,
)
from tests.factories.profiles import begin, make_profile, own, save
from tests.factories.services import make_owner, service_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DETAIL = "/services/finance/"
LIST_QUERIES = 12


@pytest.fixture(autouse=True)
def _setting(settings, clock):
    settings.DEMO = True  # a second factor was just shown
    clock.set(NOW)


@pytest.fixture
def owner():
    return make_owner(full_name="Laila Rahman")


@pytest.mark.parametrize("address", ["/services/", DETAIL, f"{DETAIL}editions/1/", f"{DETAIL}editions/1/differences/"])
def test_council_staff_read_profiles_and_others_do_not(client, address):
    make_profile()
    for person in (make_officer(), make_evaluator(), make_person(Role.REPRESENTATIVE), make_person(Role.LEAD_MEMBER)):
        client.force_login(person)
        assert client.get(address).status_code == 200
    for person in (make_partner(), make_administrator(), make_auditor()):
        client.force_login(person)
        assert client.get(address).status_code == 403


def test_a_draft_does_not_exist_for_those_who_may_not_know_of_it(client, owner):
    make_profile()
    save(begin(), purpose="CANARY of a draft")
    for person in (make_evaluator(), make_person(Role.SERVICE_MANAGER), make_person(Role.APPROVER)):
        client.force_login(person)
        assert client.get(f"{DETAIL}editions/2/").status_code == 404
        assert client.get(f"{DETAIL}editions/2/differences/").status_code == 404
        assert client.get(f"{DETAIL}editions/1/differences/?with=2").status_code == 404
        assertNotContains(client.get(DETAIL), "Edition 2")
        assertNotContains(client.get("/services/"), "CANARY")
    for person in (owner, make_officer()):
        client.force_login(person)
        assertContains(client.get(f"{DETAIL}editions/2/"), "CANARY of a draft")
        assertContains(client.get(f"{DETAIL}editions/1/differences/?with=2"), "CANARY")


def test_a_service_or_an_edition_that_does_not_exist_is_absent(client):
    client.force_login(make_officer())

    for address in ("/services/nothing/", f"{DETAIL}editions/1/", f"{DETAIL}editions/1/differences/"):
        assert client.get(address).status_code == 404


def test_services_are_sorted_by_the_address(client, owner):
    for key, budget in (("finance", 300), ("it-services", 100), ("customer-services", 200)):
        own(service_of(key), owner) if key != "finance" else None
        make_profile(service_of(key), by=owner, gross_budget=budget)
    client.force_login(owner)

    def order(query):
        return [each.service.key for each in client.get(f"/services/{query}").context["page_obj"]][:3]

    assert order("?sort=budget") == ["it-services", "customer-services", "finance"]
    assert order("?sort=-budget") == ["finance", "customer-services", "it-services"]
    assert order("?sort=nothing") == order("") == ["law-and-administration", "finance", "it-services"]
    for column in ("service", "owner", "staff", "across", "up", "edition", "signed", "review"):
        assert len(order(f"?sort={column}")) == 3
    assertContains(client.get("/services/?sort=budget"), 'aria-sort="ascending"')
    assertContains(client.get("/services/"), "£600")


def test_the_chart_opens_each_profile(client, owner):
    make_profile(position_across=7, position_up=6)
    client.force_login(owner)

    page = client.get("/services/")

    assertContains(page, '<a class="position-chart__mark" href="/services/finance/"')
    assertContains(page, "objectives: 7 of 9.")
    assertContains(page, "Not on the chart")
    assertContains(page, "The council has still to confirm these words.")


def test_overdue_profiles_are_flagged_on_pages_and_start_pages(client, owner, clock):
    make_profile(review_by=date(2026, 3, 27))
    officer = make_officer()
    for day, words in ((10, "In date"), (14, "Review soon"), (30, "Overdue for review")):
        clock.set(NOW + timedelta(days=day))
        client.force_login(owner)
        assertContains(client.get(DETAIL), words)
        assertContains(client.get("/service/"), words)
    assertContains(client.get("/service/"), "The profile of Finance is overdue for review")
    client.force_login(officer)
    assertContains(client.get("/officer/"), "1 service profile is overdue for review")
    assertContains(client.get("/services/"), "Overdue")


def test_a_review_that_comes_near_is_coming_up(client, owner, clock):
    make_profile(review_by=date(2026, 3, 27))
    clock.set(NOW + timedelta(days=14))
    client.force_login(owner)

    assertContains(client.get("/service/"), "Review the profile of Finance by 27 March 2026")


def test_only_officers_reword_the_axes_and_meet_in_a_sentence(client):
    address = reverse("eoi:axes-edit")
    for person in (make_person(Role.APPROVER), make_person(Role.SERVICE_MANAGER), make_administrator()):
        client.force_login(person)
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
    client.force_login(make_officer(full_name="Priya Nair"))
    assert client.post(address, {"edition": 1}).status_code == 422
    client.post(address, WORDS | {"edition": 1, "to_be_confirmed": ""})

    answer = client.post(address, WORDS | {"edition": 1, "name": "Typed by the second"})

    assertContains(answer, "Somebody reworded the axes", status_code=409)
    assertContains(answer, "Typed by the second", status_code=409)
    assert PositioningFramework.objects.current().edition == 2
    assertContains(client.get(address), "Priya Nair")


def test_an_earlier_edition_stays_readable_and_says_so(client, owner):
    make_profile(purpose="What it was for")
    make_profile(purpose="What it is for")
    client.force_login(make_evaluator())

    assertContains(client.get(f"{DETAIL}editions/1/"), "What it was for")
    assertContains(client.get(f"{DETAIL}editions/1/"), "Edition 2 stands now")
    page = client.get(f"{DETAIL}editions/2/differences/")
    assertContains(page, "[went:")
    assertContains(page, "[came:")
    assertContains(client.get(f"{DETAIL}editions/2/differences/?with=1"), "edition 1 and edition 2")
    assertContains(client.get(f"{DETAIL}editions/1/differences/"), "Nothing to compare with")


def test_lists_make_the_same_queries_however_many_services(client, owner, django_assert_num_queries):
    """Other sources of cards add theirs to the start page, so its number is not fixed here."""
    counted = []
    for number in (1, 3):
        for service in Service.objects.all()[number // 3 : number]:
            if service.owner is None:
                own(service, owner)
            make_profile(service, by=owner, review_by=date(2026, 3, 10))
        client.force_login(owner)
        client.get("/services/")
        with django_assert_num_queries(LIST_QUERIES):
            client.get("/services/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/service/")
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_services_lead_to_what_their_keepers_do_next(client, owner):
    client.force_login(owner)
    assertContains(client.get("/service/"), reverse("eoi:staff-question-inbox"))
    assertContains(client.get("/service/"), "Hand over, or name a deputy")
    assertContains(client.get("/services/"), reverse("eoi:issue-list"))

    client.force_login(make_person(Role.REPRESENTATIVE))
    assertNotContains(client.get("/services/"), reverse("eoi:issue-list"))
