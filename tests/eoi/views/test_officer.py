"""Drafting, deciding and publishing, each by whom it is for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.advert import edit_advert
from eoi.identity import perform
from eoi.models import Advert, Service
from tests.factories.people import make_approver, make_auditor, make_evaluator, make_officer, make_partner
from tests.factories.world import decide, make_draft, make_open, make_published, start, submit_for

pytestmark = pytest.mark.django_db

PAGES = [
    "advert-manage",
    "advert-edit",
    "criteria-edit",
    "advert-preview",
    "advert-decide",
    "advert-publish",
    "advert-officer-add",
    "opening-detail",
    "opening-request",
    "opening-cancel",
    "opening-confirm",
    "submission-list",
]
CHANGING = [
    "advert-edit",
    "criteria-edit",
    "advert-publish",
    "advert-officer-add",
    "opening-request",
    "opening-cancel",
]


@pytest.fixture(autouse=True)
def _second_factor_was_just_shown(settings):
    settings.DEMO = True


@pytest.fixture
def world(clock):
    return make_draft(clock)


def page(world, name="advert-manage"):
    return reverse(f"eoi:{name}", args=[world.advert.reference])


def as_typed(advert, **changes):
    """The form of the draft as the browser sends it."""
    return {
        "title": advert.title,
        "reference": advert.reference,
        "summary": advert.summary,
        "body": advert.body,
        "contact_name": advert.contact_name,
        "contact_email": advert.contact_email,
        "contact_telephone": advert.contact_telephone,
        "opens_at_0": "2026-03-02",
        "opens_at_1": "09:00",
        "closes_at_0": "2026-03-30",
        "closes_at_1": "17:00",
        "services": list(Service.objects.values_list("key", flat=True)),
        "draft_version": advert.draft_version,
        **changes,
    }


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("make", [make_partner, make_evaluator])
def test_others_may_not_see_the_pages_of_an_advert(client, world, name, make):
    client.force_login(make())

    assert client.get(page(world, name)).status_code == 403


@pytest.mark.parametrize("name", CHANGING)
def test_an_officer_who_is_not_named_looks_but_does_not_change(client, world, name):
    client.force_login(make_officer())

    assert client.get(page(world)).status_code == 200
    assert client.get(page(world, "advert-preview")).status_code == 200
    assertContains(client.get(page(world, name)), "Ask one of them to add you", status_code=403)
    assert client.post(page(world, name)).status_code == 403


@pytest.mark.parametrize("name", [name for name in PAGES if name != "submission-list"])
def test_an_unknown_advert_is_not_found(client, world, name):
    for person in (world.officer, world.approver):
        client.force_login(person)
        response = client.get(reverse(f"eoi:{name}", args=["SAL-1999-001"]))
        assert response.status_code in (403, 404)
    client.force_login(world.officer if name != "advert-decide" else world.approver)
    assert client.get(reverse(f"eoi:{name}", args=["SAL-1999-001"])).status_code == 404


def test_an_auditor_does_not_see_drafts(client, world):
    client.force_login(make_auditor())

    assert client.get(reverse("eoi:officer-start")).status_code == 403
    assert client.get(page(world)).status_code == 403


def test_without_adverts_the_start_page_offers_to_draft_one(client, db):
    client.force_login(make_officer())

    assertContains(client.get(reverse("eoi:officer-start")), "No adverts yet")


def test_an_approver_is_not_offered_to_draft(client, db):
    client.force_login(make_approver())

    assertNotContains(client.get(reverse("eoi:officer-start")), reverse("eoi:advert-create"))
    assert client.get(reverse("eoi:advert-create")).status_code == 403


def test_a_draft_is_begun_with_a_suggested_reference(client, world):
    client.force_login(world.officer)
    create = reverse("eoi:advert-create")
    assertContains(client.get(create), 'value="SAL-2026-015"')

    response = client.post(create, {"title": "Second advert", "reference": "sal-2026-015"})

    assertRedirects(response, reverse("eoi:advert-edit", args=["SAL-2026-015"]))
    advert = Advert.objects.get(reference="SAL-2026-015")
    assert advert.services.count() == 6
    assert [str(criterion.weighting) for criterion in advert.criteria.all()] == ["20.00"] * 5


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": "", "reference": "SAL-2026-020"}, "“Title” is missing"),
        ({"title": "T", "reference": "SAL-2026-014"}, "is the reference of another advert"),
        ({"title": "T", "reference": "new"}, "has no digit"),
        ({"title": "T", "reference": "a/b 1"}, "letters, digits and single hyphens"),
        ({"title": "T" * 161, "reference": "SAL-2026-020"}, "at most 160 characters"),
        ({"title": "T\x00itle", "reference": "SAL-2026-020"}, "invisible NUL characters"),
    ],
)
def test_a_wrong_beginning_gets_a_sentence_and_makes_nothing(client, world, typed, sentence):
    client.force_login(world.officer)

    response = client.post(reverse("eoi:advert-create"), typed)

    assertContains(response, sentence, status_code=422)
    assertContains(response, "<title>Error: ", status_code=422)
    assert Advert.objects.count() == 1


def test_a_draft_is_saved_incomplete_and_the_overview_lists_what_is_missing(client, clock):
    world = make_draft(clock, ready=False)
    client.force_login(world.officer)
    empty = as_typed(world.advert, summary="", contact_name="", closes_at_0="", closes_at_1="", services=[])
    empty |= {f"left_out_{service.key}": "It is not ready." for service in Service.objects.all()}

    response = client.post(page(world, "advert-edit"), empty, follow=True)

    assertRedirects(response, page(world))
    assertContains(response, "no summary")
    assertContains(response, f"{page(world, 'advert-edit')}#id_services_0")
    assertContains(response, "needs an opening and a closing time")


def test_times_are_kept_as_uk_time_on_either_side_of_the_clock_change(client, world):
    client.force_login(world.officer)

    client.post(page(world, "advert-edit"), as_typed(world.advert))

    advert = world.refresh()
    assert advert.opens_at.isoformat() == "2026-03-02T09:00:00+00:00"
    assert advert.closes_at.isoformat() == "2026-03-30T16:00:00+00:00"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"closes_at_0": "2026-03-01"}, "The closing time is not after the opening time"),
        ({"closes_at_1": ""}, "has no time of day that exists"),
        ({"closes_at_0": "2026-02-30"}, "has no date that exists"),
        ({"closes_at_0": "2026-03-29", "closes_at_1": "01:30"}, "Closes at"),
        ({"opens_at_0": "0001-01-01"}, "in the year 1"),
        ({"closes_at_0": "9999-12-31"}, "in the year 9999"),
        ({"body": "x" * 5_000_000}, "at most 20000 characters"),
        ({"contact_email": "nobody"}, "not an e-mail address"),
        ({"services": ["no-such-service"]}, "Choose from the list"),
        ({"services": ["fin\x00ance", "finance"]}, "Choose from the list"),
        ({"summary": "a\x00b"}, "invisible NUL characters"),
    ],
)
def test_nonsense_gets_a_sentence_and_what_was_typed_is_kept(client, world, changes, sentence):
    client.force_login(world.officer)
    before = world.advert.draft_version

    response = client.post(page(world, "advert-edit"), as_typed(world.advert, title="Kept title", **changes))

    assertContains(response, sentence, status_code=422)
    assertContains(response, "Kept title", status_code=422)
    assert world.refresh().draft_version == before


def test_a_colleagues_change_is_not_written_over(client, world):
    client.force_login(world.officer)
    typed = as_typed(world.advert, title="Mine")
    perform(
        edit_advert,
        by=world.second_officer,
        advert=world.advert,
        changes={"title": "Theirs"},
        services=list(Service.objects.all()),
    )

    response = client.post(page(world, "advert-edit"), typed)

    assertContains(response, "Somebody else changed the advert", status_code=409)
    assertContains(response, 'value="Mine"', status_code=409)
    assert world.refresh().title == "Theirs"
    client.post(page(world, "advert-edit"), {**typed, "draft_version": world.advert.draft_version})
    assert world.refresh().title == "Mine"


def test_the_preview_is_the_public_page_with_a_banner(client, world):
    client.force_login(world.officer)

    response = client.get(page(world, "advert-preview"))

    assertContains(response, "Nobody outside the council sees it yet")
    assertContains(response, "Better services, sooner")


def test_without_a_decision_publishing_explains_itself(client, world):
    client.force_login(world.officer)

    assertContains(client.get(page(world, "advert-publish")), "An approver has to record the decision")
    assertContains(client.post(page(world, "advert-publish")), "This cannot be done now", status_code=409)
    assert not world.refresh().is_published


def test_publishing_is_confirmed_first_and_then_frozen(client, world):
    decide(world)
    client.force_login(world.officer)
    assertContains(client.get(page(world, "advert-publish")), "frozen for good")

    response = client.post(page(world, "advert-publish"), follow=True)

    assertContains(response, "is published. It opens 9am on Monday 2 March 2026")
    for name in ("advert-edit", "criteria-edit", "advert-publish"):
        assertContains(client.get(page(world, name)), "no longer change")
        assert client.post(page(world, name), as_typed(world.advert)).status_code == 409
    assertRedirects(client.get(page(world, "advert-preview")), page(world, "advert-detail"))


def test_a_second_officer_is_added_once(client, world):
    client.force_login(world.officer)
    third = make_officer(full_name="Third Officer")

    response = client.post(page(world, "advert-officer-add"), {"officer": third.reference}, follow=True)

    assertContains(response, "Third Officer is an officer of SAL-2026-014 now")
    again = client.post(page(world, "advert-officer-add"), {"officer": third.reference})
    assertContains(again, "Choose from the list", status_code=422)


@pytest.mark.parametrize("make", [make_partner, make_evaluator, make_approver])
def test_only_a_procurement_officer_is_added(client, world, make):
    client.force_login(world.officer)

    response = client.post(page(world, "advert-officer-add"), {"officer": make().reference})

    assertContains(response, "Choose from the list", status_code=422)


def test_before_the_opening_officers_see_numbers_and_no_name(client, clock):
    world = make_open(clock)
    partner, other = make_partner(), make_partner()
    submit_for(world, partner)
    start(world, other)
    client.force_login(world.officer)

    for name in ("advert-manage", "submission-list", "opening-detail"):
        response = client.get(page(world, name))
        assertContains(response, '<dd class="numeral">1</dd>', count=2, html=True)
        assertNotContains(response, world.submissions[0].reference)
        assertNotContains(response, world.submissions[0].expression.organisation.name)


def test_the_pages_make_the_same_queries_however_many_adverts(client, clock, django_assert_num_queries):
    world = make_published(clock, reference="SAL-2026-001")
    client.force_login(world.officer)
    addresses = [reverse("eoi:officer-start"), page(world)]
    counted = [queries_of(client, address) for address in addresses]

    for number in (2, 3):
        make_published(clock, reference=f"SAL-2026-00{number}")
        make_draft(clock, reference=f"SAL-2026-01{number}")

    for address, number in zip(addresses, counted, strict=True):
        with django_assert_num_queries(number):
            client.get(address)


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)
