"""The notice on officers' pages and for everybody; and services left out, in the form and in public."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.advert_change import announce_change
from eoi.identity import acting_as
from eoi.models import ChangeKind, NoticePublication, ServiceLeftOut
from tests.eoi.views.test_officer import as_typed
from tests.factories.notices import WHY, make_left_out, record_notice
from tests.factories.people import make_officer, make_partner
from tests.factories.world import make_draft, make_open

pytestmark = pytest.mark.django_db
JSON_QUERIES = 2
TYPED = {
    "reference": "2026/S 000-000001",
    "published_on": "2026-03-02",
    "url": "https://platform.example/1",
    "read": "0",
}


@pytest.fixture(autouse=True)
def _second_factor_was_just_shown(settings):
    settings.DEMO = True


@pytest.fixture
def world(clock, client):
    world = make_open(clock)
    client.force_login(world.officer)
    return world


def page(world, name="notice-detail"):
    return reverse(f"eoi:{name}", args=[world.advert.reference])


def test_the_notice_of_a_draft_is_not_there_for_the_public(client, clock):
    world = make_draft(clock)

    assert client.get(page(world, "notice-json")).status_code == 404
    client.force_login(world.officer)
    assert client.get(page(world, "notice-json")).status_code == 404
    client.force_login(make_partner())
    for name in ("notice-detail", "notice-copy", "notice-text-file", "notice-record"):
        assert client.get(page(world, name)).status_code == 403


def test_the_open_data_costs_the_same_however_often_it_changed_and_is_not_built_twice(client, world):
    client.logout()
    with CaptureQueriesContext(connection) as once:
        first = client.get(page(world, "notice-json"))
    with CaptureQueriesContext(connection) as not_changed:
        again = client.get(page(world, "notice-json"), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    assert len(not_changed) == len(once) - 1
    assert not any('"content"' in query["sql"] for query in not_changed)

    for _ in range(2):
        with acting_as(world.officer):
            announce_change(advert=world.advert, kind=ChangeKind.AMENDMENT, summary="Clearer.", by=world.officer)
    with CaptureQueriesContext(connection) as thrice:
        changed = client.get(page(world, "notice-json"), headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert len(json.loads(changed.content)["releases"]) == 3
    assert json.loads(changed.content)["releases"][0] == json.loads(first.content)["releases"][0]
    assert len(once) == len(thrice)
    assert client.get(page(world, "notice-json")).content == changed.content


def test_each_paragraph_stands_on_the_page_with_a_way_to_mend_it(client, clock, settings):
    world = make_draft(clock)
    client.force_login(world.officer)
    response = client.get(page(world))
    for letter in "abcdef":
        assertContains(response, f"({letter}) ")
    assertContains(response, "GB-PPON-DEMO-0000-DEMO")
    assertNotContains(response, "To do")

    settings.COUNCIL_PPON = ""
    response = client.get(page(world))
    assertContains(response, "COUNCIL_PPON has to be set")
    assertContains(response, f"{page(world)}#authority")
    assertContains(client.get(page(world, "advert-readiness")), "COUNCIL_PPON has to be set")
    assertContains(client.get(page(world, "notice-copy")), "[Missing: ")


def test_the_text_is_the_same_on_the_page_and_in_the_file(client, world):
    text = client.get(page(world, "notice-text-file")).content.decode()

    assertContains(client.get(page(world, "notice-copy")), "(e) When the engagement closes or closed")
    assert "(e) When the engagement closes or closed" in text
    assert "Closes 5pm on Monday 30 March 2026" in text
    assert "Expressions of interest are taken from 9am on Monday 2 March 2026" in text


def test_an_officer_records_where_it_was_published_and_everybody_reads_it(client, world):
    start, public = reverse("eoi:officer-start"), page(world, "advert-detail")
    assertContains(client.get(start), "Record where the notice of SAL-2026-014 was published")
    assertContains(client.get(public), "not recorded yet")

    assertRedirects(client.post(page(world, "notice-record"), TYPED), page(world))

    assertNotContains(client.get(start), "Record where the notice of")
    assertContains(
        client.get(public), '<a class="govuk-link" href="https://platform.example/1">2026/S 000-000001</a>', count=2
    )
    assertContains(client.get(public), page(world, "notice-json"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"url": "http://platform.example"}, "does not begin with https://"),
        ({"url": "https://"}, "not a whole address"),
        ({"url": "javascript:alert(1)"}, "does not begin with https://"),
        ({"published_on": "2026-02-31"}, "not a date that exists"),
        ({"reference": ""}, "is missing"),
    ],
)
def test_a_wrong_entry_gets_a_sentence_and_keeps_what_was_typed(client, world, typed, sentence):
    response = client.post(page(world, "notice-record"), TYPED | typed)

    assertContains(response, sentence, status_code=422)
    assert not NoticePublication.objects.exists()


def test_a_day_to_come_a_colleagues_entry_and_a_draft_are_refused(client, world, clock):
    record = page(world, "notice-record")
    assertContains(client.post(record, TYPED | {"published_on": "2026-03-09"}), "after today", status_code=409)
    record_notice(world)
    response = client.post(record, TYPED | {"correction_reason": "A slip."})
    assertContains(response, "Somebody else recorded the notice", status_code=409)
    assertContains(response, "A slip.", status_code=409)
    assert client.post(record, TYPED | {"correction_reason": "A slip.", "read": "1"}).status_code == 302
    assertContains(client.get(page(world)), "Why it was corrected: A slip.")

    client.force_login(make_officer())
    assert client.post(record, TYPED).status_code == 403
    draft = make_draft(clock, reference="SAL-2026-015", ready=False)
    client.force_login(draft.officer)
    assert client.get(page(draft, "notice-record")).status_code == 200
    assert client.post(page(draft, "notice-record"), TYPED).status_code == 409


def test_a_service_is_left_out_in_the_form_only_for_a_reason(client, clock):
    world = make_draft(clock, ready=False)
    client.force_login(world.officer)
    rest = [service.key for service in world.advert.services.all() if service.key != "finance"]
    edit = page(world, "advert-edit")

    response = client.post(edit, as_typed(world.advert, services=rest, summary="Typed and kept."))
    assertContains(response, "Finance is left out. Say why, or put it in scope.", status_code=422)
    assertContains(response, "Typed and kept.", status_code=422)
    both = as_typed(world.advert, left_out_finance="Typed as well.")
    assertContains(client.post(edit, both), "in scope and left out at once", status_code=422)

    assert client.post(edit, as_typed(world.advert, services=rest, left_out_finance=WHY)).status_code == 302
    assert ServiceLeftOut.objects.get().reason == WHY
    assertContains(client.get(edit), f">\n{WHY}</textarea>")


def test_everybody_reads_what_is_not_in_scope_and_why(client, clock):
    world = make_left_out(clock)

    assertContains(client.get(page(world, "advert-detail")), WHY)
    assertContains(client.get(page(world, "advert-detail")), "Not in scope, and why")


def test_the_page_of_the_notice_costs_the_same_with_one_release_and_with_three(client, world):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(page(world))
        return len(queries)

    record_notice(world)
    once = cost()
    record_notice(world, correction_reason="A slip.")
    for _ in range(2):
        with acting_as(world.officer):
            announce_change(advert=world.advert, kind=ChangeKind.AMENDMENT, summary="Clearer.", by=world.officer)
    assert cost() == once
