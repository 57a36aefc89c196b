"""What everybody reads without an account."""

import hashlib
import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects, assertTemplateUsed

from eoi.notifications import public_link
from tests.factories.notices import WHY, leave_out
from tests.factories.people import make_officer, make_partner
from tests.factories.questions import answer_to_all, ask_question
from tests.factories.world import (
    CLOSES,
    OPENS,
    close,
    make_draft,
    make_open,
    make_opened,
    make_published,
    submit_for,
)

pytestmark = pytest.mark.django_db
LIST_QUERIES, DETAIL_QUERIES, RECORD_QUERIES = 10, 18, 7


def page(world, name="advert-detail"):
    return reverse(f"eoi:{name}", args=[world.advert.reference])


def test_without_adverts_the_list_says_so_and_shows_a_first_step(client, db):
    response = client.get(reverse("eoi:advert-list"))

    assertContains(response, "No advert is open")
    assertContains(response, reverse("eoi:help"))


def test_an_advert_moves_from_opening_later_to_open_to_closed(client, clock):
    world = make_published(clock)
    assertContains(client.get("/"), "Opens 9am on Monday 2 March 2026 (UK time)")
    clock.set(OPENS)
    assertContains(client.get("/"), "Closes 5pm on Monday 30 March 2026 (UK time), in 28 days")
    clock.set(CLOSES - timedelta(seconds=1))
    assertContains(client.get("/"), "in less than a minute")
    clock.set(CLOSES)

    response = client.get("/")

    assertContains(response, "Closed 5pm on Monday 30 March 2026 (UK time)")
    assertContains(response, "No advert is open")
    assertContains(response, world.advert.title)


def test_a_draft_does_not_exist_for_the_public(client, clock):
    world = make_draft(clock)

    assertNotContains(client.get("/"), world.advert.title)
    for name in ("advert-detail", "closing-record-detail", "closing-record-text"):
        assert client.get(page(world, name)).status_code == 404


def test_an_unknown_advert_is_not_found(client, db):
    assert client.get("/adverts/SAL-1999-001/").status_code == 404


def test_an_open_advert_shows_everything_it_asks_for(client, clock):
    world = make_open(clock)

    response = client.get(page(world))

    assertContains(response, "Open for expressions of interest")
    assertContains(response, "All 6 service areas")
    assertContains(response, "Better services, sooner")
    assertContains(response, "20%", count=5)
    assertContains(response, "Gaps in skills")
    assertContains(response, "All of Corporate Services is in scope.")
    for statement in world.advert.standing_statements.statements:
        assertContains(response, statement["text"])


def test_a_visitor_signs_in_and_comes_back_to_start(client, clock):
    world = make_open(clock)
    begin = reverse("eoi:expression-start", args=[world.advert.reference])

    assertContains(client.get(page(world)), f"{reverse('account_login')}?next={begin}")


def test_a_partner_starts_with_one_button(client, clock):
    world = make_open(clock)
    client.force_login(make_partner())

    response = client.get(page(world))

    assertContains(response, f'action="{reverse("eoi:expression-start", args=[world.advert.reference])}"')


def test_council_staff_are_not_offered_to_start(client, clock):
    world = make_open(clock)
    client.force_login(make_officer())

    response = client.get(page(world))

    assertNotContains(response, "Start an expression of interest")
    assertContains(response, "You are signed in as council staff")


def test_before_opening_and_after_closing_nobody_is_offered_to_start(client, clock):
    world = make_published(clock)
    assertContains(client.get(page(world)), "You can start on 2 March 2026")
    clock.set(CLOSES)

    response = client.get(page(world))

    assertContains(response, "This advert has closed")
    assertNotContains(response, "Start an expression of interest")


def test_the_closing_record_explains_when_it_comes(client, clock):
    world = make_open(clock)

    assertContains(client.get(page(world, "closing-record-detail")), "There is no closing record yet")
    assertRedirects(client.get(page(world, "closing-record-text")), page(world, "closing-record-detail"))


def test_the_closing_record_lists_every_receipt_and_names_nobody(client, clock):
    world = make_open(clock)
    submissions = [submit_for(world), submit_for(world)]
    close(world)

    response = client.get(page(world, "closing-record-detail"))

    assertContains(response, "2 receipts")
    for submission, partner in zip(submissions, world.partners, strict=True):
        assertContains(response, f"{submission.receipt_digest[:4]} {submission.receipt_digest[4:8]}")
        assertNotContains(response, partner.full_name)
        assertNotContains(response, submission.reference)
    assertContains(client.get(page(world)), page(world, "closing-record-detail"))


def test_the_text_of_the_closing_record_has_the_digest_that_its_page_shows(client, clock):
    world = close(make_open(clock))

    response = client.get(page(world, "closing-record-text"))

    assert hashlib.sha256(response.content).hexdigest() == world.advert.closing_record.digest
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assertContains(client.get(page(world, "closing-record-detail")), "Nobody submitted")


@pytest.mark.parametrize("submissions", [1, 3])
def test_public_pages_make_the_same_queries_however_many_rows(client, clock, django_assert_num_queries, submissions):
    world = make_opened(clock, submissions=submissions)

    with django_assert_num_queries(LIST_QUERIES):
        client.get("/")
    with django_assert_num_queries(DETAIL_QUERIES):
        client.get(page(world))
    with django_assert_num_queries(RECORD_QUERIES):
        client.get(page(world, "closing-record-detail"))


@pytest.mark.parametrize("rows", [1, 3])
def test_open_adverts_and_their_questions_cost_the_same_queries_however_many(
    client, clock, django_assert_num_queries, rows
):
    worlds = [make_open(clock, reference=f"SAL-2026-{number:03}") for number in range(1, rows + 1)]
    for _ in range(rows):
        answer_to_all(worlds[0], ask_question(worlds[0]))

    with django_assert_num_queries(LIST_QUERIES):
        client.get("/")
    with django_assert_num_queries(DETAIL_QUERIES):
        client.get(page(worlds[0]))


def test_each_part_of_the_list_turns_its_own_pages(client, clock, monkeypatch):
    monkeypatch.setattr("eoi.views.public.PAGE_LENGTH", 1)
    first = make_open(clock, reference="SAL-2026-001", closes_at=CLOSES)
    second = make_open(clock, reference="SAL-2026-002", closes_at=CLOSES + timedelta(days=1))

    assertContains(client.get("/"), page(first))
    assertNotContains(client.get("/"), page(second))
    assertContains(client.get("/"), "2 adverts")
    assertContains(client.get("/?open=2"), page(second))
    assertContains(client.get("/?later=2&page=2"), page(first))


@pytest.mark.parametrize("make", [make_published, make_opened])
def test_every_entry_of_the_contents_leads_to_a_part_of_the_page(client, clock, make):
    html = client.get(page(make(clock))).text

    anchors = re.findall(r'href="#([a-z-]+)"', html)

    assert {"looking-for", "services", "questions", "take-part"} <= set(anchors)
    for anchor in anchors:
        assert html.count(f'id="{anchor}"') == 1, anchor


def test_the_head_says_what_the_page_is_about_and_where_its_notice_is(client, clock):
    world = make_open(clock)
    html = client.get(page(world)).text
    address = public_link(page(world))

    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])

    assert data["seeks"]["identifier"] == world.advert.reference
    assert data["seeks"]["availabilityEnds"] == world.advert.closes_at.isoformat()
    assert f'<link rel="canonical" href="{address}">' in html
    assert f'<meta property="og:url" content="{address}">' in html
    assert f'href="{page(world, "notice-json")}"' in html.partition("</head>")[0]


def test_services_left_out_for_the_same_reason_stand_together(client, clock):
    world = leave_out(make_draft(clock, ready=False), "finance", "it-services")
    client.force_login(world.officer)

    preview = client.get(reverse("eoi:advert-preview", args=[world.advert.reference]))

    assertContains(preview, "Finance, IT Services")
    assertContains(preview, WHY, count=1)


@pytest.mark.parametrize("name", ["help", "privacy", "cookies", "accessibility", "contact"])
def test_the_pages_of_the_footer_are_open_to_all(client, db, name):
    assert client.get(reverse(f"eoi:{name}")).status_code == 200


def test_the_gallery_is_shown_in_a_demonstration_only(client, db, settings):
    assert client.get(reverse("eoi:gallery")).status_code == 404
    settings.DEMO = True

    response = client.get(reverse("eoi:gallery"))

    assertTemplateUsed(response, "eoi/public/gallery.html")
    assertContains(response, "Ranking")
