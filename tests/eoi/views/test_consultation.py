"""The pages of a consultation, for officers and for representatives (S12)."""

import csv
import io

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.consultation import consult_bodies
from eoi.actions.staff_question import answer_staff_question
from eoi.identity import perform
from eoi.models import Consultation, ConsultationEvent, SharedMaterial
from tests.factories.people import make_evaluator, make_officer
from tests.factories.ready_consultation import make_body, reply_of_council, say, share, speaker_of
from tests.factories.ready_staff_questions import ask_and_deliver
from tests.factories.world import make_draft

pytestmark = pytest.mark.django_db

CANARY = "CANARY-4711"
EVENT = {
    "kind": "visit",
    "held_on": "2026-02-02",
    "place": "Broughton House",
    "attended": "Everybody",
    "notes": "All was said.",
    "audience": "all",
}


@pytest.fixture
def world(clock):
    return make_draft(clock)


@pytest.fixture
def body(world):
    return make_body(by=world.officer, advert=world.advert)


def at(world, name="consultation-detail", *arguments):
    return reverse(f"eoi:{name}", args=[world.advert.reference, *arguments])


@pytest.fixture
def officer(client, world):
    client.force_login(world.officer)
    return world.officer


def test_it_is_begun_with_the_bodies_chosen(client, clock):
    world = make_draft(clock, ready=False)
    client.force_login(world.officer)
    assertContains(client.get(at(world)), "no body to consult")
    body = make_body(by=world.officer)
    assertContains(client.get(at(world)), "Begin the consultation")
    assertContains(client.post(at(world, "consultation-bodies"), {}), "Choose at least one body", status_code=422)

    page = client.post(at(world, "consultation-bodies"), {"bodies": [body.reference]}, follow=True)

    assertRedirects(page, at(world))
    assertContains(page, f"Consulted on {world.advert.reference} from now on: {body.name}.")
    assert Consultation.objects.get().begun_by == world.officer


def test_an_approver_reads_and_an_officer_of_another_advert_changes_nothing(client, world, body):
    share(world, title=CANARY)
    for person in (world.approver, make_officer()):
        client.force_login(person)
        assertContains(client.get(at(world)), CANARY)
        assertNotContains(client.get(at(world)), at(world, "consultation-share"))
        for name in ("consultation-bodies", "consultation-share", "consultation-event-create"):
            assert client.get(at(world, name)).status_code == 403
            assert client.post(at(world, name)).status_code == 403


def test_nothing_is_shared_before_it_has_begun(client, clock):
    world = make_draft(clock, ready=False)
    client.force_login(world.officer)

    for name in ("consultation-share", "consultation-event-create"):
        assertContains(client.get(at(world, name)), "has not begun")
        assert client.post(at(world, name)).status_code == 409
    assert client.get(at(world, "consultation-log")).status_code == 404


def test_something_is_shared_with_one_body(client, world, body, officer):
    typed = {"title": "A paper", "explanation": "Please read.", "text": CANARY, "audience": "some"}
    assertContains(client.post(at(world, "consultation-share"), typed), "Tick the bodies", status_code=422)

    page = client.post(at(world, "consultation-share"), typed | {"bodies": [body.reference]}, follow=True)

    assertContains(page, "have been told by mail")
    assert list(SharedMaterial.objects.get().bodies.all()) == [body]


@pytest.mark.parametrize("link", ["https://elsewhere.example/", "//elsewhere.example", "services/", "/a page", "/\\x"])
def test_only_pages_of_this_service_are_shared(client, world, officer, link):
    typed = {"title": "A", "explanation": "B", "link": link, "audience": "all"}

    page = client.post(at(world, "consultation-share"), typed)

    assertContains(page, "not an address of this service", status_code=422)
    assertContains(page, 'value="A"', status_code=422)


def test_an_empty_parcel_is_not_shared(client, world, officer):
    page = client.post(at(world, "consultation-share"), {"title": "A", "explanation": "B", "audience": "all"})

    assertContains(page, "Nothing is shared yet", status_code=422)


def test_what_was_wrong_is_marked_and_stays(client, world, officer):
    address = at(world, "consultation-share-withdraw", share(world, title="Figures").reference)
    assertContains(client.post(address, {}), "Say what is wrong", status_code=422)

    page = client.post(address, {"reason": "Of another year."}, follow=True)

    assertContains(page, "Marked as wrong")
    assertContains(page, "Of another year.")
    assertContains(client.get(address), "marked as wrong already")
    assert client.post(address, {"reason": "Again"}).status_code == 409


def test_an_event_is_recorded_and_corrected_and_two_officers_meet(client, world, officer):
    create = at(world, "consultation-event-create")
    assertContains(client.post(create, EVENT | {"held_on": "2027-01-01"}), "lies ahead", status_code=422)
    assertContains(client.post(create, EVENT, follow=True), "All was said.")
    event = ConsultationEvent.objects.latest("pk")
    edit = at(world, "consultation-event-edit", event.reference)
    page = client.post(edit, EVENT | {"number": 1, "notes": "Not all was said."}, follow=True)
    assertContains(page, "Not all was said.")
    assertContains(page, "What stood before")

    page = client.post(edit, EVENT | {"number": 1, "notes": "My own words"})

    assertContains(page, "corrected this record while you were writing", status_code=409)
    assertContains(page, "My own words", status_code=409)
    assertRedirects(client.post(edit, EVENT | {"number": 2, "notes": "My own words"}), at(world))


def test_what_needs_an_answer_stands_first_and_is_counted(client, world, body, officer):
    say(world, body, title="An informal one", is_formal=False)
    say(world, body, title="A formal one")

    page = client.get(at(world))

    assertContains(page, "2 need an answer.")
    assertContains(page, "The decision waits for the answer")
    words = page.content.decode()
    assert words.index("A formal one") < words.index("An informal one")
    assertContains(client.get(reverse("eoi:officer-start")), "2 representations wait")


def test_a_representative_reads_what_is_meant_for_their_body(client, world, body):
    share(world, body, title="For one"), share(world, title="For all")
    other = make_body("Another union", by=world.officer, advert=world.advert)
    share(world, other, title=CANARY)
    client.force_login(speaker_of(body))

    page = client.get(at(world, "representative-consultation"))

    assertContains(page, "For one")
    assertContains(page, "For all")
    assertNotContains(page, CANARY)


def test_a_representative_at_another_bodys_workspace_is_told_whose_it_is(client, world, body):
    say(world, body, title=CANARY, text=CANARY), share(world, body, title=CANARY, text=CANARY)
    outsider = make_body("Dockers’ Union", by=world.officer)
    insider = make_body("Drivers’ Union", by=world.officer, advert=world.advert)
    client.force_login(speaker_of(outsider))
    page = client.get(at(world, "representative-consultation"))
    assertContains(page, body.name, status_code=403)
    assertContains(page, "You speak for Dockers’ Union.", status_code=403)
    assertNotContains(page, CANARY, status_code=403)
    assertNotContains(page, world.advert.title, status_code=403)
    assert client.post(at(world, "representation-create")).status_code == 403

    client.force_login(speaker_of(insider))
    address = f"{at(world, 'representative-consultation')}?body={body.reference}"
    assertContains(client.get(address), f"belongs to {body.name}", status_code=403)
    assertNotContains(client.get(at(world, "representative-consultation")), CANARY)


def test_where_nothing_has_begun_there_is_nothing(client, clock):
    world = make_draft(clock, ready=False)
    client.force_login(speaker_of(make_body(by=world.officer)))

    assert client.get(at(world, "representative-consultation")).status_code == 404


def test_the_draft_is_read_by_whom_it_was_shared_with(client, world, body):
    preview = at(world, "advert-preview")
    client.force_login(speaker_of(body))
    assertContains(client.get(preview), "A draft is read by", status_code=403)
    share(world, body, text="", shows_draft=True)

    page = client.get(preview)

    assertContains(page, world.advert.title)
    assertContains(page, at(world, "representative-consultation"))
    assertNotContains(page, at(world, "advert-manage"))
    client.force_login(make_evaluator())
    assert client.get(preview).status_code == 403


def test_a_start_page_says_what_waits(client, world, body):
    client.force_login(speaker_of(body))
    page = client.get(reverse("eoi:representative-start"))
    assertContains(page, "Say what you think of")
    assertContains(page, "1 consultation")
    said = say(world, body)
    assertNotContains(client.get(reverse("eoi:representative-start")), "Say what you think of")
    reply_of_council(world, said)

    assertContains(client.get(reverse("eoi:representative-start")), f"Read the answer to {said.reference}")


def test_the_log_holds_everything_in_order_for_the_committee(client, world, body, officer):
    say(world, body, title="=SUM(A1)", text="Informal words", is_formal=False)
    formal = say(world, body, title="Formal title")
    reply_of_council(world, formal, "Words of the answer")
    log = at(world, "consultation-log")

    page = client.get(log)

    for words in ("Consultation begun", "Meeting recorded", "Informal words", "Formal title", "Words of the answer"):
        assertContains(page, words)
    assertNotContains(client.get(log, {"informal": "no"}), "Informal words")
    assertContains(client.get(log, {"informal": "no"}), "Words of the answer")


def test_the_log_as_csv_cannot_be_taken_for_formulas(client, world, body, officer):
    say(world, body, title="=SUM(A1)", text="Informal words", is_formal=False)

    response = client.get(at(world, "consultation-log-csv"))

    content = b"".join(response.streaming_content).decode()
    rows = list(csv.reader(io.StringIO(content.removeprefix("\ufeff"))))
    assert rows[0][0] == "Date and time"
    assert ["'=SUM(A1)", "Informal words"] in [row[-2:] for row in rows]
    assert response["Content-Disposition"].endswith(f'log-{world.advert.reference}.csv"')
    without = client.get(at(world, "consultation-log-csv"), {"informal": "no"})
    assert "Informal words" not in b"".join(without.streaming_content).decode()


def test_the_log_as_pdf(client, world, officer):
    response = client.get(at(world, "consultation-log-pdf"))

    assert response.content.startswith(b"%PDF")
    assert response["Cache-Control"] == "no-store"


def counted(client, address, django_assert_num_queries):
    client.get(address)
    with django_assert_num_queries(1000, exact=False) as found:
        client.get(address)
    return len(found)


@pytest.mark.parametrize("name", ["consultation-detail", "consultation-log"])
def test_officers_pages_take_the_same_queries_with_one_row_and_with_three(
    client, world, body, officer, name, django_assert_num_queries
):
    _fill(world, body)
    few = counted(client, at(world, name), django_assert_num_queries)
    _fill(world, body), _fill(world, make_body("Another union", by=world.officer, advert=world.advert))

    assert counted(client, at(world, name), django_assert_num_queries) == few


def test_representatives_pages_take_the_same_queries_with_one_row_and_with_three(
    client, world, body, django_assert_num_queries
):
    _fill(world, body)
    client.force_login(speaker_of(body))
    addresses = [at(world, "representative-consultation"), reverse("eoi:representative-start")]
    few = [counted(client, address, django_assert_num_queries) for address in addresses]
    for number in (1, 2):
        more = make_draft(world.clock, reference=f"SAL-2026-9{number}", ready=False)
        perform(consult_bodies, by=more.officer, advert=more.advert, bodies=[body])
        _fill(world, body), _fill(more, body)

    assert [counted(client, address, django_assert_num_queries) for address in addresses] == few


def _fill(world, body):
    share(world, body), share(world)
    reply_of_council(world, say(world, body, others_may_read=True))
    say(world, body)


def test_bodies_read_answers_to_staff_and_never_the_words_of_the_question(client, world, body):
    client.force_login(speaker_of(body))
    question = ask_and_deliver(world, f"My manager {CANARY}?")
    assertNotContains(client.get(at(world, "representative-consultation")), "What staff asked")
    answer = {"wording": "Will teams move?", "text": "Nothing is decided.", "edition": 0}
    perform(answer_staff_question, by=world.officer, question=question, **answer)

    page = client.get(at(world, "representative-consultation"))

    assertContains(page, "Will teams move?")
    assertNotContains(page, CANARY)
