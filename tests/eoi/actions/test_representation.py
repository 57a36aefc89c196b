"""A representation is acknowledged, answered by a named person, and closed by agreement or with reasons (S12)."""

import pytest
from post_office.models import Email

from eoi.actions.representation import (
    Words,
    acknowledge_representation,
    agree_to_close,
    answer_representation,
    close_representation,
    make_representation,
    reply_to_representation,
    withdraw_representation,
)
from eoi.identity import perform
from eoi.models import ConsultationBody, Representation, RepresentationState
from eoi.permissions import may_read_representation
from eoi.problems import ActionRefused
from eoi.representation_life import life_of_representation
from tests.factories.people import make_evaluator, make_officer
from tests.factories.ready_consultation import (
    consultation_of,
    fresh,
    make_body,
    reply_of_council,
    say,
    speaker_of,
)
from tests.factories.world import make_draft, make_open

pytestmark = pytest.mark.django_db


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


def refusal(action, **arguments):
    with pytest.raises(ActionRefused) as refused:
        perform(action, **arguments)
    return refused.value.problems[0]


def test_the_whole_way_by_agreement(world, said, speaker, clock):
    assert said.state == RepresentationState.MADE
    perform(acknowledge_representation, by=world.officer, representation=said)
    assert fresh(said).state == RepresentationState.ACKNOWLEDGED
    clock.advance(days=1)
    reply_of_council(world, said)
    assert fresh(said).state == RepresentationState.ANSWERED
    clock.advance(days=1)
    perform(reply_to_representation, by=speaker, representation=said, text="Thank you.")
    assert fresh(said).state == RepresentationState.REPLIED
    perform(agree_to_close, by=speaker, representation=said)

    it = fresh(said)
    assert it.state == RepresentationState.AGREED
    assert [step.what for step in life_of_representation(it)] == [
        "Formal representation made",
        "Acknowledged",
        "Answered",
        "The body replied",
        "Closed by agreement",
    ]


def test_an_answer_acknowledges_as_well(world, said):
    perform(answer_representation, by=world.approver, representation=said, text="Yes.")

    assert fresh(said).acknowledged_by == world.approver
    assert refusal(acknowledge_representation, by=world.officer, representation=said).code == "acknowledged"


def test_it_is_closed_with_reasons_only_after_an_answer(world, said):
    closing = {"by": world.officer, "representation": said, "reasons": "All is said."}
    assert refusal(close_representation, **closing).code == "unanswered"
    reply_of_council(world, said)

    perform(close_representation, **closing)

    assert fresh(said).state == RepresentationState.CLOSED


def test_nothing_is_added_to_what_is_settled(world, said, speaker):
    perform(withdraw_representation, by=speaker, representation=said, reason="Settled.")
    assert fresh(said).state == RepresentationState.WITHDRAWN

    for action, person, words in (
        (acknowledge_representation, world.officer, {}),
        (answer_representation, world.officer, {"text": "Late"}),
        (close_representation, world.officer, {"reasons": "Late"}),
        (reply_to_representation, speaker, {"text": "Late"}),
        (agree_to_close, speaker, {}),
        (withdraw_representation, speaker, {"reason": "Again"}),
    ):
        assert refusal(action, by=person, representation=said, **words).code == "settled"


@pytest.mark.parametrize("taken", ["answer", "reply", "close", "withdraw"])
def test_a_page_that_knows_less_is_overtaken(world, said, speaker, taken):
    reply_of_council(world, said)
    doing = {
        "answer": (answer_representation, world.officer, "text"),
        "reply": (reply_to_representation, speaker, "text"),
        "close": (close_representation, world.officer, "reasons"),
        "withdraw": (withdraw_representation, speaker, "reason"),
    }
    action, person, words = doing[taken]

    assert refusal(action, by=person, representation=said, seen=0, **{words: "x"}).code == "changed-meanwhile"
    perform(action, by=person, representation=said, seen=fresh(said).step_count, **{words: "x"})


def test_a_body_that_is_not_consulted_says_nothing(world):
    outsider = make_body("Elsewhere", by=world.officer)
    words = Words("Title", "Text", is_formal=False)

    problem = refusal(
        make_representation,
        by=speaker_of(outsider),
        consultation=consultation_of(world),
        body=outsider,
        words=words,
    )

    assert problem.code == "not-consulted"


def test_after_publication_the_decision_is_no_longer_the_subject(clock):
    world = make_open(clock)
    body = make_body(by=world.officer, advert=world.advert)

    with pytest.raises(ActionRefused, match="has been published"):
        say(world, body)
    assert say(world, body, concerns_decision=False).is_formal


def test_only_formal_unanswered_ones_about_the_decision_block(world, body, said, speaker):
    say(world, body, is_formal=False)
    say(world, body, concerns_decision=False)
    withdrawn, agreed, answered = (say(world, body) for _ in range(3))
    perform(withdraw_representation, by=speaker, representation=withdrawn, reason="Settled.")
    perform(agree_to_close, by=speaker, representation=agreed)
    reply_of_council(world, answered)

    assert list(Representation.objects.blocking(world.advert)) == [said]
    reply_of_council(world, said)
    assert not Representation.objects.blocking(world.advert).exists()


def test_who_reads_it(world, body, said, speaker):
    other = make_body("Another union", by=world.officer, advert=world.advert)
    outsider = make_body("Elsewhere", by=world.officer)
    shown = say(world, body, others_may_read=True)

    for person in (speaker, world.officer, world.approver, make_officer()):
        assert may_read_representation(person, said)
    assert not may_read_representation(speaker_of(other), said)
    assert may_read_representation(speaker_of(other), shown)
    assert not may_read_representation(speaker_of(outsider), shown)
    assert not may_read_representation(make_evaluator(), shown)


def test_what_waits_for_the_council(world, body, said, speaker, clock):
    def waiting():
        return list(Representation.objects.of_advert(world.advert).waiting_for_council())

    assert waiting() == [said]
    clock.advance(hours=1)
    reply_of_council(world, said)
    assert waiting() == []
    clock.advance(hours=1)
    perform(reply_to_representation, by=speaker, representation=said, text="And this?")
    assert waiting() == [said]
    assert Representation.objects.adverts_waiting_for(world.officer).get().waiting_count == 1
    assert not Representation.objects.adverts_waiting_for(make_officer()).exists()
    clock.advance(hours=1)
    reply_of_council(world, said)
    assert waiting() == []
    assert list(Representation.objects.answered_last()) == [said]


def test_the_most_pressing_stand_first(world, body, speaker):
    informal = say(world, body, is_formal=False)
    settled = say(world, body)
    perform(withdraw_representation, by=speaker, representation=settled, reason="Settled.")
    answered, formal = say(world, body), say(world, body)
    reply_of_council(world, answered)

    assert list(Representation.objects.most_pressing_first()) == [formal, informal, answered, settled]


def test_mail_names_the_reference_and_not_a_word_of_it(world, body, mail_queue):
    Email.objects.all().delete()  # what preparing the advert sent
    said = say(world, body, title="CANARY-title", text="CANARY-text")
    assert {mail.to[0] for mail in Email.objects.all()} == {world.officer.email, world.second_officer.email}
    reply_of_council(world, said, "CANARY-answer")
    perform(close_representation, by=world.officer, representation=said, reasons="CANARY-reasons")

    to_body = [mail for mail in Email.objects.all() if mail.to == [speaker_of(body).email]]
    assert [mail.subject.partition(":")[0] for mail in to_body] == [
        "A representation was answered",
        "A representation was closed with reasons",
    ]
    for mail in Email.objects.all():
        assert said.reference in mail.message
        assert "CANARY" not in mail.subject + mail.message


def test_a_body_reads_through_every_one_who_speaks_for_it(world, body, said):
    bodies = ConsultationBody.objects.represented_by(speaker_of(body))

    assert list(Representation.objects.readable_by_bodies(bodies)) == [said]
