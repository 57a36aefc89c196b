"""The pages of a changed advert: what is shown before it is done, what everybody reads, and what nobody learns."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.models import AdvertChange, ExtensionRequest, Follower
from eoi.working_days import UNITED_KINGDOM
from tests.factories.amendments import amend, ask, give_more_time
from tests.factories.people import make_partner, organisation_of
from tests.factories.world import CLOSES, make_open, start, submit_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_was_just_shown(settings):
    settings.DEMO = True


@pytest.fixture
def world(clock):
    return make_open(clock)


def page(world, name, *more):
    return reverse(f"eoi:{name}", args=[world.advert.reference, *more])


def its_page(expression, name):
    return reverse(f"eoi:{name}", args=[expression.reference])


def moment(name, at):
    local = at.astimezone(UNITED_KINGDOM)
    return {f"{name}_0": f"{local:%Y-%m-%d}", f"{name}_1": f"{local:%H:%M}"}


def typed(world, **other):
    advert = world.refresh()
    return {
        "summary": advert.summary,
        "body": advert.body,
        "contact_name": advert.contact_name,
        "contact_email": advert.contact_email,
        "contact_telephone": advert.contact_telephone,
        **moment("closes_at", advert.closes_at),
        "change_summary": "The summary is clearer.",
        "change_reason": "A reader asked.",
        "material": "no",
        "public_version": advert.public_version,
        **other,
    }


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_change_is_shown_before_it_is_made_and_names_nobody(client, world):
    submit_for(world)
    secret = make_partner()
    start(world, secret)
    Follower.objects.create(advert=world.advert, email="kim@reader.example", confirmed_at=world.advert.published_at)
    client.force_login(world.officer)
    words = typed(world, summary="Come and talk.", material="yes")

    shown = client.post(page(world, "advert-change-create"), words)

    assertContains(shown, "Nothing has been changed yet")
    assertContains(shown, "2 organisations that have begun")
    assertContains(shown, "1 follower.")
    assertContains(shown, "1 organisation whose submission stands")
    assertNotContains(shown, organisation_of(secret).name)
    assertNotContains(shown, "kim@reader.example")
    assert not AdvertChange.objects.exists()

    words["shown"] = shown.context["shown"]
    assertRedirects(client.post(page(world, "advert-change-create"), words), page(world, "advert-change-list"))
    log = client.get(page(world, "advert-change-list"))
    assertContains(log, "The summary is clearer.")
    assertContains(log, "0 of 1 submitted")
    for partner in (secret, world.partners[0]):
        assertNotContains(log, organisation_of(partner).name)


def test_going_back_keeps_what_was_typed(client, world):
    client.force_login(world.officer)
    words = typed(world, summary="Come and talk.", shown="x", back="yes")

    assertContains(client.post(page(world, "advert-change-create"), words), "Come and talk.")
    assert not AdvertChange.objects.exists()


@pytest.mark.parametrize(
    ("other", "status", "said"),
    [
        ({"material": ""}, 422, "Say whether the change is material."),
        ({"summary": "Come.", "change_reason": ""}, 422, "Say why"),
        ({"contact_email": "", "contact_telephone": ""}, 422, "an e-mail address or a telephone number"),
        ({}, 409, "Nothing on this page differs"),
        ({"closes_at_0": "2026-03-05"}, 409, "only moves later"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(other, status, said, client, world):
    client.force_login(world.officer)

    answer = client.post(page(world, "advert-change-create"), typed(world, **other))

    assertContains(answer, said, status_code=status)
    assertContains(answer, "The summary is clearer.", status_code=status)


def test_a_material_change_too_late_names_the_day_from_which_it_would_do(client, world, clock):
    clock.set(CLOSES - timedelta(days=1))
    client.force_login(world.officer)

    answer = client.post(page(world, "advert-change-create"), typed(world, summary="Come.", material="yes"))

    assertContains(answer, "or later.", status_code=409)


def test_a_colleagues_change_meanwhile_is_said_and_then_goes_through(client, world):
    words = typed(world, body="Mine.")
    amend(world)
    client.force_login(world.officer)

    answer = client.post(page(world, "advert-change-create"), words)

    assertContains(answer, "The advert changed while you were writing", status_code=409)
    assertContains(answer, 'name="public_version" value="2"', status_code=409)


def test_more_time_for_everybody_has_its_own_page(client, world):
    client.force_login(world.officer)
    words = {
        **moment("closes_at", CLOSES + timedelta(days=7)),
        "change_summary": "The advert closes a week later.",
        "change_reason": "Easter.",
        "public_version": 1,
    }
    shown = client.post(page(world, "advert-extend"), words)

    assertContains(shown, "In the plan")
    assertContains(shown, "Questions can be asked until the new closing time")
    client.post(page(world, "advert-extend"), {**words, "shown": shown.context["shown"]})
    assert AdvertChange.objects.get().kind == "extension"


def test_everybody_reads_the_changes_in_a_constant_number_of_queries(client, world):
    assertContains(client.get(page(world, "advert-detail")), "No changes since it was published")
    amend(world)
    one = queries_of(client, page(world, "advert-detail"))
    amend(world, body="Evenings too.")
    give_more_time(world, days=1)

    public = client.get(page(world, "advert-detail"))
    assertContains(public, 'id="changes"')
    assertContains(public, "Before and after", count=3)
    assertNotContains(public, world.officer.full_name)
    assert queries_of(client, page(world, "advert-detail")) == one


def test_of_a_changed_text_everybody_reads_the_paragraph_that_changed_and_not_the_others(client, world):
    amend(world, body="What stays.\n\nWhat goes.")
    amend(world, body="What stays.\n\nWhat comes.")

    shown = client.get(page(world, "advert-detail")).content.decode()
    change = shown[shown.index('id="changes"') : shown.index(", change 1</span>")]
    assert 'What <del class="change">goes</del><ins class="change">comes</ins>.' in change
    assert "Paragraphs that did not change are left out" in change
    assert "What stays" not in change


def test_the_lists_make_the_same_queries_with_one_row_and_with_three(client, world):
    client.force_login(world.officer)
    amend(world)
    ask(start(world, partner := make_partner()), partner, until=CLOSES + timedelta(days=1))
    addresses = [page(world, "advert-change-list"), page(world, "extension-list")]
    one = [queries_of(client, address) for address in addresses]
    for words in ("Two.", "Three."):
        amend(world, body=words)
        ask(start(world, partner := make_partner()), partner, until=CLOSES + timedelta(days=1))

    assert [queries_of(client, address) for address in addresses] == one


def test_requests_show_who_asked_and_nobody_else(client, world):
    asking, drafting = make_partner(), make_partner()
    start(world, drafting)
    ask(start(world, asking), asking, until=CLOSES + timedelta(days=1))
    client.force_login(world.officer)

    listed = client.get(page(world, "extension-list"))

    assertContains(listed, organisation_of(asking).name)
    assertNotContains(listed, organisation_of(drafting).name)
    assertNotContains(listed, "Give more time")  # officers read, approvers answer


def test_an_organisation_asks_and_an_approver_gives_or_declines(client, world):
    partner = make_partner()
    expression = start(world, partner)
    client.force_login(partner)
    words = {**moment("until", CLOSES + timedelta(days=1)), "reason": "Flood."}
    assertContains(client.get(its_page(expression, "extension-ask")), "tells the council that your organisation")
    early = client.post(its_page(expression, "extension-ask"), words | moment("until", CLOSES))
    assertContains(early, "Choose a time later than", status_code=409)
    assertContains(early, "Flood.", status_code=409)
    client.post(its_page(expression, "extension-ask"), words)
    assertContains(client.get(its_page(expression, "expression-detail")), "waits for an answer")

    request = ExtensionRequest.objects.get()
    client.force_login(world.approver)
    assertContains(client.get(reverse("eoi:start"), follow=True), "Answer a request for more time")
    named = {**words, "reason": f"{organisation_of(partner).name} was flooded."}
    refused = client.post(page(world, "extension-grant", request.reference), named)
    assertContains(refused, "Take the name out", status_code=409)
    assertRedirects(
        client.post(page(world, "extension-grant", request.reference), words), page(world, "extension-list")
    )
    assertContains(client.get(page(world, "advert-detail")), "One organisation asked for more time")
    assertNotContains(client.get(page(world, "advert-detail")), organisation_of(partner).name)


def test_submitted_partners_are_asked_on_their_pages_until_they_confirm(client, world, clock):
    expression = submit_for(world).expression
    clock.advance(hours=1)
    amend(world, material=True)
    client.force_login(world.partners[0])
    assertContains(client.get(reverse("eoi:partner-start")), "Submitted before a change")
    assertContains(client.get(its_page(expression, "expression-detail")), "read what changed and confirm it")

    other = client.post(its_page(expression, "submission-reconfirm"), {"number": "7"})
    assertContains(other, "changed while you were reading", status_code=409)
    client.post(its_page(expression, "submission-reconfirm"), {"number": "1"})

    assertNotContains(client.get(reverse("eoi:partner-start")), "Submitted before a change")
    assertContains(client.get(its_page(expression, "submission-reconfirm")), "There is nothing to confirm")
    client.force_login(world.officer)
    assertContains(client.get(page(world, "advert-change-list")), "1 of 1 submitted")


def test_a_withdrawn_advert_says_so_everywhere(client, world):
    expression = submit_for(world).expression
    client.force_login(world.approver)
    assertContains(client.get(page(world, "advert-withdraw")), "1 organisation that has begun")
    assertContains(
        client.post(page(world, "advert-withdraw"), {"reason": "", "public_version": 1}), "Say why", status_code=422
    )
    done = client.post(page(world, "advert-withdraw"), {"reason": "The budget was cut.", "public_version": 1})
    assertRedirects(done, page(world, "advert-manage"))

    client.force_login(world.officer)
    assertContains(client.get(page(world, "advert-manage")), "Withdrawn")
    assertContains(client.get(page(world, "opening-detail")), "The advert has been withdrawn")
    assertContains(client.get(page(world, "advert-change-create")), "was withdrawn")
    assertContains(client.get(page(world, "plan-detail")), "nothing in its plan is due any more")
    assertContains(client.get(page(world, "clarification-publish")), "was withdrawn")
    client.force_login(world.partners[0])
    assertContains(client.get(its_page(expression, "expression-detail")), "ADVERT WITHDRAWN")
    assertContains(client.get(reverse("eoi:partner-start")), "Advert withdrawn")
    receipt = reverse("eoi:submission-receipt", args=[expression.reference, 1])
    assertContains(client.get(receipt), "The council withdrew the advert")
    client.logout()
    assertContains(client.get(page(world, "advert-detail")), "The budget was cut.")
    assertNotContains(client.get(page(world, "advert-detail")), "Start an expression of interest")
    assertNotContains(client.get(page(world, "advert-detail")), "Follow this advert")
    assertNotContains(client.get(page(world, "advert-detail")), "Questions until")
    assertContains(client.get("/"), "Withdrawn")


def test_the_officers_page_points_to_an_approver_and_the_approvers_has_the_button(client, world):
    client.force_login(world.officer)
    assertContains(client.get(page(world, "advert-change-list")), "An approver withdraws an advert")
    client.force_login(world.approver)
    assertContains(client.get(page(world, "advert-change-list")), page(world, "advert-withdraw"))
