"""Public pages answer conditional requests from a version, without being built; whatever the page shows changes its tag."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from eoi.actions.advert import edit_advert, publish_advert
from eoi.actions.advert_change import announce_change
from eoi.advert_data import advert_data
from eoi.conditional import MOST_KEPT, PAGES, Kept
from eoi.identity import acting_as, perform
from eoi.models import ChangeKind, Service
from eoi.templatetags.structured import structured_data
from tests.factories.people import make_partner
from tests.factories.questions import answer_to_all, ask_question
from tests.factories.world import (
    OPENS,
    close,
    decide,
    make_draft,
    make_open,
    make_published,
    open_submissions,
    submit_for,
)

pytestmark = pytest.mark.django_db
FOR_A_PERSON = 9  # the tag, the time, who is asking and as what; nothing of the advert


@pytest.fixture
def world(clock):
    return make_open(clock)


def address(world, page="advert-detail"):
    return reverse(f"eoi:{page}", args=[world.advert.reference])


def tag(client, world, page="advert-detail"):
    return client.get(address(world, page))["ETag"]


def test_a_page_that_has_not_changed_is_not_built_again(client, world, django_assert_num_queries):
    known = tag(client, world)

    with django_assert_num_queries(6):  # the tag's one; the others are the transaction and who is asking
        answer = client.get(address(world), headers={"If-None-Match": known})

    assert answer.status_code == 304
    assert answer["ETag"] == known
    assert "no-cache" in answer["Cache-Control"]
    assert "Cookie" in answer["Vary"]


def test_the_closing_record_answers_so_too(client, world):
    close(world)
    known = tag(client, world, "closing-record-detail")

    assert client.get(address(world, "closing-record-detail"), headers={"If-None-Match": known}).status_code == 304


def test_whoever_has_signed_in_always_gets_their_own_page(client, world):
    known = tag(client, world)
    client.force_login(make_partner())

    answer = client.get(address(world), headers={"If-None-Match": known})

    assert answer.status_code == 200
    assert not answer.has_header("ETag")


def test_the_next_visitor_gets_the_page_that_was_built_for_the_last(client, world, django_assert_num_queries):
    built = client.get(address(world))

    with django_assert_num_queries(6):
        answer = client.get(address(world))

    assert (answer.status_code, answer["ETag"], answer.content) == (200, built["ETag"], built.content)
    assert "no-cache" in answer["Cache-Control"]


def test_whose_session_is_over_gets_the_page_of_a_visitor(client, world, django_assert_num_queries):
    client.get(address(world))
    client.cookies["sessionid"] = "a-session-that-is-over"

    with django_assert_num_queries(7):  # one for the session
        assert client.get(address(world)).status_code == 200


def test_the_page_of_somebody_with_a_session_is_kept_for_nobody(client, world):
    partner = make_partner()
    client.force_login(partner)
    assert partner.full_name in client.get(address(world)).text
    client.logout()
    client.cookies["messages"] = "something of their own"
    client.get(address(world))

    other = Client().get(address(world))

    assert not other.has_header("Set-Cookie")
    assert partner.full_name not in other.text
    assert PAGES.get(other["ETag"]) == (other.content, other["Content-Type"])


def test_pages_looked_at_long_ago_are_forgotten():
    pages: Kept[str] = Kept()
    for number in range(MOST_KEPT + 1):
        pages.keep(str(number), f"page {number}")
        pages.get("0")

    assert pages.get("1") is None
    assert pages.get("0") == "page 0"


@pytest.mark.parametrize("page", ["advert-detail", "closing-record-detail", "advert-list"])
def test_whoever_has_signed_in_reads_what_was_made_for_the_last(client, world, page, django_assert_num_queries):
    submit_for(world)
    close(world)
    there = "/" if page == "advert-list" else address(world, page)
    made = client.get(there).text
    partner = make_partner()
    client.force_login(partner)

    with django_assert_num_queries(FOR_A_PERSON):
        theirs = client.get(there).text

    assert partner.full_name in theirs
    assert partner.full_name not in made
    assert theirs.split("<main")[1].split("</main>")[0] == made.split("<main")[1].split("</main>")[0]


def test_the_list_of_adverts_answers_so_too(client, world):
    known = client.get("/")["ETag"]
    assert client.get("/", headers={"If-None-Match": known}).status_code == 304

    _announce(world)

    assert client.get("/", headers={"If-None-Match": known}).status_code == 200


def test_an_address_with_a_query_has_a_tag_of_its_own(client, world):
    assert client.get("/?page=2")["ETag"] != client.get("/")["ETag"]


def test_a_draft_has_no_tag(client, clock):
    answer = client.get(address(make_draft(clock)), headers={"If-None-Match": "*"})

    assert answer.status_code == 404


def _announce(world):
    with acting_as(world.officer):
        announce_change(advert=world.advert, kind=ChangeKind.AMENDMENT, summary="Clearer words.", by=world.officer)


def _open(world):
    open_submissions(close(world))


CHANGES = {
    "announced": _announce,
    "a service renamed": lambda world: Service.objects.filter(pk=Service.objects.first().pk).update(name="Renamed"),
    "another service": lambda world: Service.objects.create(key="another", number=99, name="Another"),
    "questions no longer taken": lambda world: world.clock.set(world.advert.questions_until or world.advert.closes_at),
    "a day nearer to its closing": lambda world: world.clock.advance(days=1),
    "a question answered": lambda world: answer_to_all(world, ask_question(world)),
    "closed": lambda world: world.clock.set(world.advert.closes_at),
    "its closing record": close,
    "opened": _open,
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_the_page_shows_changes_its_tag(client, world, change):
    submit_for(world)
    known, shown = tag(client, world), client.get(address(world)).content
    signed_in = Client()
    signed_in.force_login(make_partner())
    signed_in.get(address(world))

    CHANGES[change](world)

    _, of_visitor = client.get(address(world)).text.split("<article>")
    _, of_partner = signed_in.get(address(world)).text.split("<article>")
    assert of_partner.split("</article>")[0] == of_visitor.split("</article>")[0]
    answer = client.get(address(world), headers={"If-None-Match": known})
    assert answer.status_code == 200
    assert answer["ETag"] != known
    assert answer.content != shown or change == "announced"


@pytest.mark.parametrize("page", ["advert-detail", "question-list"])
def test_the_end_of_questions_changes_the_tag(client, clock, page):
    ends = OPENS + timedelta(days=10, hours=3)
    draft = make_draft(clock)
    services = list(draft.advert.services.all())
    perform(
        edit_advert,
        by=draft.officer,
        advert=draft.advert,
        changes={"questions_until": ends},
        services=services,
    )
    decide(draft)
    perform(publish_advert, by=draft.officer, advert=draft.refresh())
    clock.set(ends - timedelta(seconds=1))
    known = tag(client, draft, page)
    assert client.get(address(draft, page), headers={"If-None-Match": known}).status_code == 304

    clock.set(ends)

    answer = client.get(address(draft, page), headers={"If-None-Match": known})
    assert answer.status_code == 200
    assert "Questions are no longer taken" in answer.content.decode()


def test_the_opening_changes_the_tag_of_an_advert_that_opens_later(client, clock):
    world = make_published(clock)
    known = tag(client, world)

    clock.set(OPENS)

    assert tag(client, world) != known


def test_a_page_with_the_same_tag_is_the_same_page(client, world):
    first, second = client.get(address(world)), client.get(address(world))

    assert first["ETag"] == second["ETag"]
    assert first.content == second.content


def test_a_service_can_still_be_renamed_when_an_advert_has_been_opened(client, world):
    submit_for(world)
    _open(world)
    known = tag(client, world)

    Service.objects.filter(pk=Service.objects.first().pk).update(name="Renamed")

    assert tag(client, world) != known


def test_visitors_get_no_cookie(client, world):
    for page in ("advert-detail", "closing-record-detail"):
        assert not client.get(address(world, page)).cookies
    assert not client.get("/").cookies


def test_nothing_in_an_advert_ends_the_block_of_data(client, clock):
    world = make_draft(clock)
    client.force_login(world.officer)
    type(world.advert).objects.filter(pk=world.advert.pk).update(summary="</script><script>alert(1)</script>&")
    world.refresh()

    words = structured_data(advert_data(world.advert))

    assert words.count("</script>") == 1
    assert "\\u003C/script\\u003E" in words
