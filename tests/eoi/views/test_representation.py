"""Making a representation, and taking it further on either side (S12)."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.consultation import consult_bodies
from eoi.actions.consultation_body import name_representative
from eoi.identity import perform
from eoi.models import BodyKind, Representation
from tests.factories.people import make_evaluator, make_officer
from tests.factories.ready_consultation import fresh, make_body, reply_of_council, say, speaker_of
from tests.factories.world import make_draft, make_open

pytestmark = pytest.mark.django_db

CANARY = "CANARY-4711"
WORDS = {"title": "Our terms", "text": "We are worried.", "formality": "formal", "concerns": "decision"}


@pytest.fixture
def world(clock):
    return make_draft(clock)


@pytest.fixture
def body(world):
    return make_body(by=world.officer, advert=world.advert)


@pytest.fixture
def speaker(body):
    return speaker_of(body)


@pytest.fixture
def said(world, body):
    return say(world, body)


def make(world):
    return reverse("eoi:representation-create", args=[world.advert.reference])


def on(it, verb="detail"):
    return reverse(f"eoi:representation-{verb}", args=[it.reference])


def test_it_is_made_and_blocks_the_decision(client, world, body, speaker):
    client.force_login(speaker)
    assertContains(client.get(make(world)), "The decision to advertise")

    page = client.post(make(world), WORDS, follow=True)

    made = Representation.objects.get()
    assertRedirects(page, on(made))
    assertContains(page, f"{made.reference} is made for {body.name}")
    assertContains(page, "Until then the decision to advertise waits")
    assert (made.made_by, made.body, made.others_may_read) == (speaker, body, False)
    assert Representation.objects.blocking(world.advert).get() == made


def test_bad_input_is_asked_for_again_with_what_was_typed(client, world, speaker):
    client.force_login(speaker)

    page = client.post(make(world), {"title": "x" * 161, "text": CANARY})

    assertContains(page, "has 161 characters; the limit is 160", status_code=422)
    assertContains(page, "Choose whether it is formal", status_code=422)
    assertContains(page, CANARY, status_code=422)
    assert not Representation.objects.exists()


def test_who_speaks_for_two_bodies_chooses_for_which(client, world, body, speaker):
    forum = make_body("Forum", BodyKind.STAFF_GROUP, by=world.officer, speakers=0)
    perform(name_representative, by=world.officer, body=forum, person=speaker)
    perform(consult_bodies, by=world.officer, advert=world.advert, bodies=[forum])
    client.force_login(speaker)
    assertContains(client.post(make(world), WORDS), "Choose for which body you speak", status_code=422)

    client.post(make(world), WORDS | {"body": forum.reference})

    assert Representation.objects.get().body == forum


def test_after_publication_the_decision_is_not_offered(client, clock):
    world = make_open(clock)
    body = make_body(by=world.officer, advert=world.advert)
    client.force_login(speaker_of(body))
    assertNotContains(client.get(make(world)), "The decision to advertise")

    assertContains(client.post(make(world), WORDS), "Choose from the list what it concerns", status_code=422)


def test_another_bodys_representation_is_named_and_not_shown(client, world, body):
    said = say(world, body, title=CANARY, text=CANARY)
    other = make_body("Dockers’ Union", by=world.officer, advert=world.advert)
    client.force_login(speaker_of(other))

    for verb in ("detail", "reply", "agree", "withdraw", "answer", "acknowledge", "close"):
        page = client.get(on(said, verb))
        assertContains(page, f"{said.reference} was made by {body.name}", status_code=403)
        assertContains(page, "You speak for Dockers’ Union.", status_code=403)
        assertNotContains(page, CANARY, status_code=403)
    client.force_login(make_evaluator())
    assertNotContains(client.get(on(said)), CANARY, status_code=403)


def test_one_that_others_may_read_is_read_and_not_touched(client, world, body):
    said = say(world, body, others_may_read=True, text=CANARY)
    client.force_login(speaker_of(make_body("Dockers’ Union", by=world.officer, advert=world.advert)))

    page = client.get(on(said))

    assertContains(page, CANARY)
    assertNotContains(page, on(said, "reply"))
    for verb in ("reply", "agree", "withdraw"):
        assertContains(client.post(on(said, verb), {"text": "x", "seen": 0}), "Only somebody who", status_code=403)


def test_the_whole_way_with_names(client, world, body, speaker, said):
    client.force_login(world.officer)
    assertContains(client.post(on(said, "acknowledge"), follow=True), "is acknowledged in your name")
    page = client.post(on(said, "answer"), {"text": "We hear you.", "seen": 1}, follow=True)
    assertContains(page, "We hear you.")
    assertContains(page, world.officer.full_name)
    client.force_login(speaker)
    assertContains(client.post(on(said, "reply"), {"text": "Thank you.", "seen": 2}, follow=True), "Thank you.")

    page = client.post(on(said, "agree"), follow=True)

    assertContains(page, "closed by agreement")
    assertContains(page, "Nothing more. It stays on record")
    for verb in ("agree", "reply", "withdraw"):
        assertContains(client.get(on(said, verb)), "nothing more is added")
        assert client.post(on(said, verb), {"text": "Late", "seen": 9}).status_code == 409


def test_what_was_typed_too_late_is_shown_again(client, world, speaker, said):
    client.force_login(speaker)
    client.post(on(said, "withdraw"), {"text": "Settled.", "seen": 0})

    page = client.post(on(said, "reply"), {"text": CANARY, "seen": 1})

    assertContains(page, CANARY, status_code=409)
    assertContains(page, "is withdrawn: nothing more is added", status_code=409)


def test_two_who_answer_at_once_lose_nothing(client, world, said):
    reply_of_council(world, said, "A colleague’s answer")
    client.force_login(world.second_officer)
    typed = {"text": "My answer", "seen": 0}

    page = client.post(on(said, "answer"), typed)

    assertContains(page, "Something was added", status_code=409)
    assertContains(page, "My answer", status_code=409)
    assertContains(page, "A colleague’s answer", status_code=409)
    typed["seen"] = fresh(said).step_count
    assertRedirects(client.post(on(said, "answer"), typed), on(said))


def test_closing_with_reasons_waits_for_an_answer_and_is_the_officers(client, world, said):
    client.force_login(world.officer)
    assertContains(client.get(on(said, "close")), "has not been answered")
    assert client.post(on(said, "close"), {"text": "Enough", "seen": 0}).status_code == 409
    reply_of_council(world, said)
    for person in (world.approver, make_officer()):
        client.force_login(person)
        assertContains(client.get(on(said, "close")), "Only the officers of", status_code=403)
    client.force_login(world.officer)
    seen = fresh(said).step_count
    assertContains(client.post(on(said, "close"), {"text": "", "seen": seen}), "Write your reasons", status_code=422)

    page = client.post(on(said, "close"), {"text": "Both views are noted.", "seen": seen}, follow=True)

    assertContains(page, "Closed with reasons")
    assertContains(page, "Both views are noted.")


def test_an_officer_of_another_advert_reads_and_does_not_answer(client, world, said):
    client.force_login(make_officer())
    assertNotContains(client.get(on(said)), on(said, "answer"))

    for verb in ("answer", "acknowledge"):
        assertContains(client.get(on(said, verb)), "acknowledge and answer", status_code=403)


def test_an_approver_may_answer(client, world, said):
    client.force_login(world.approver)

    page = client.post(on(said, "answer"), {"text": "Yes.", "seen": 0}, follow=True)

    assertContains(page, world.approver.full_name)


def test_agreeing_without_an_answer_is_warned_of(client, world, speaker, said):
    client.force_login(speaker)

    assertContains(client.get(on(said, "agree")), "has not been answered in writing")


def test_there_is_nothing_at_an_unknown_reference(client, world):
    client.force_login(world.officer)

    assert client.get(reverse("eoi:representation-detail", args=["REP-NONE"])).status_code == 404
