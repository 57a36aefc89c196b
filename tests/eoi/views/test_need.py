"""The pages of needs (S8)."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.need import edit_need
from eoi.identity import perform
from eoi.models import Need
from tests.factories.people import make_administrator, make_approver, make_officer, make_partner
from tests.factories.world import make_draft

pytestmark = pytest.mark.django_db

LIST = reverse("eoi:need-list")
CREATE = reverse("eoi:need-create")
EDIT, RETIRE = (reverse(f"eoi:need-{name}", args=["e-government"]) for name in ("edit", "retire"))


@pytest.fixture(autouse=True)
def _second_factor_was_just_shown(settings):
    settings.DEMO = True


@pytest.fixture
def officer(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


@pytest.mark.parametrize("make", [make_partner, make_administrator])
def test_others_do_not_read_them(client, db, make):
    client.force_login(make())

    assert client.get(LIST).status_code == 403


def test_an_approver_reads_and_does_not_change(client, db):
    client.force_login(make_approver())

    assertNotContains(client.get(LIST), "Add a need")
    for page in (CREATE, EDIT, RETIRE):
        assert client.get(page).status_code == 403
        assert client.post(page).status_code == 403


def test_the_list_costs_the_same_with_eight_needs_and_with_three_more(client, officer, django_assert_num_queries):
    client.get(LIST)
    with django_assert_num_queries(10):
        client.get(LIST)
    for number in range(3):
        perform(edit_need, by=officer, need=Need.objects.all()[number], version=1, title="Other", description="Other")
        client.post(CREATE, {"title": f"Need {number}", "description": "Help."})
    client.get(LIST)  # reads the messages
    with django_assert_num_queries(10):
        assertContains(client.get(LIST), "11 needs")


def test_without_needs_the_first_step_is_offered(client, officer, monkeypatch):
    monkeypatch.setattr("eoi.views.officer.need.Need.objects.with_people", Need.objects.none)

    assertContains(client.get(LIST), "No needs yet")
    client.force_login(make_approver())
    assertContains(client.get(LIST), "A procurement officer adds the first one.")


def test_a_need_is_added_reworded_retired_and_brought_back(client, officer):
    assertRedirects(client.post(CREATE, {"title": "Cleaner air", "description": "Help us measure it."}), LIST)
    assertRedirects(client.post(EDIT, {"title": "Online", "description": "All of it.", "version": 1}), LIST)
    assertContains(client.get(EDIT), f"Last changed by {officer.full_name}")
    assertContains(client.get(RETIRE), "No further advert states it")
    assert client.post(RETIRE).status_code == 302
    assertContains(client.get(EDIT), "is retired")
    assert client.post(EDIT).status_code == 409

    assertContains(client.get(LIST), "Bring back")
    assert client.post(RETIRE).status_code == 302
    assert Need.objects.offered().count() == 9


def test_the_page_says_how_many_drafts_change_with_it(client, clock):
    world = make_draft(clock)
    client.force_login(world.officer)
    assertContains(client.get(EDIT), "1 draft states it")

    make_draft(clock, reference="SAL-2026-099")
    assertContains(client.get(EDIT), "2 drafts state it")


def test_whoever_comes_second_sees_what_stands_and_what_they_typed(client, officer):
    colleague, need = make_officer(full_name="Quick Colleague"), Need.objects.get(key="e-government")
    perform(edit_need, by=colleague, need=need, version=1, title="Theirs", description="Theirs too.")
    response = client.post(EDIT, {"title": "Mine", "description": "Mine too.", "version": 1})

    for words in ("Quick Colleague changed this need", "Theirs too.", "Mine too."):
        assertContains(response, words, status_code=409)
    assert client.post(EDIT, {"title": "Mine", "description": "Mine too.", "version": 2}).status_code == 302


def test_what_is_wrong_is_asked_again(client, officer):
    assertContains(client.post(CREATE, {"title": ""}), "“Title” is missing", status_code=422)
    assertContains(client.post(EDIT, {"title": "T", "version": "1"}), "“Description” is missing", status_code=422)
    assert client.get(reverse("eoi:need-edit", args=["no-such"])).status_code == 404
