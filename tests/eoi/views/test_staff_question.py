"""Staff questions on their pages: who asks, who answers, what each is shown."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.staff_question import answer_staff_question, decline_staff_question
from eoi.actions.staff_question_page import renew_staff_question_page
from eoi.clock import database_now
from eoi.identity import perform
from eoi.models import AskingDay, Role, Service, ServiceKeeper, StaffQuestion, StaffQuestionPage
from eoi.registry import cards_for
from tests.factories.people import make_officer, make_person
from tests.factories.ready_staff_questions import ask_and_deliver, page_of
from tests.factories.world import make_draft

pytestmark = pytest.mark.django_db

ORIGINAL = "I am the only one at the Eccles desk: will it close?"
ANSWER = {"wording": "Will any desk close?", "text": "Nothing is decided.", "edition": 0}


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.DEMO = True


@pytest.fixture
def world(clock):
    return make_draft(clock)


@pytest.fixture
def address(world):
    return reverse("eoi:staff-question-ask", args=[page_of(world).token])


@pytest.fixture
def keeper(world):
    keeper = make_person(Role.SERVICE_MANAGER)
    finance().keepers.all().delete()
    ServiceKeeper.objects.create(service=finance(), user=keeper, assigned_by=world.officer)
    return keeper


def finance():
    return Service.objects.get(key="finance")


def about(name, question):
    return reverse(f"eoi:staff-question-{name}", args=[question.reference])


def questions_of(world):
    return reverse("eoi:staff-question-list", args=[world.advert.reference])


def answer(world, question):
    perform(answer_staff_question, by=world.officer, question=question, **ANSWER)


def test_a_question_is_sent_and_the_next_page_knows_nothing_of_it(client, address):
    sent = client.post(address, {"service": "finance", "text": ORIGINAL})

    assertRedirects(sent, f"{address}sent/")
    kept = StaffQuestion.objects.get()
    assert (kept.text, kept.service) == (ORIGINAL, finance())
    assertNotContains(client.get(f"{address}sent/"), kept.reference)


def test_a_question_about_all_services_names_none(client, address):
    client.post(address, {"service": "all", "text": ORIGINAL})

    assert StaffQuestion.objects.get().service is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"service": "all", "text": ""}, "Write your question."),
        ({"service": "", "text": "Why?"}, "Choose the service your question is about"),
        ({"service": "parks", "text": "Why?"}, "That service is not in the list"),
        ({"service": "all", "text": "x" * 2001}, "Your question has 2001 characters, and the limit is 2,000"),
    ],
)
def test_bad_input_is_said_and_kept_on_the_page(client, address, typed, said):
    answered = client.post(address, typed)

    assertContains(answered, said, status_code=422)
    assertContains(answered, typed["text"], status_code=422)
    assert not StaffQuestion.objects.exists()


def test_beyond_the_limit_what_was_typed_stays(client, address):
    for _ in range(5):
        client.post(address, {"service": "all", "text": "Why?"})

    answered = client.post(address, {"service": "all", "text": ORIGINAL})

    assertContains(answered, "5 questions have come from your network address today", status_code=429)
    assertContains(answered, ORIGINAL, status_code=429)
    assert client.post(address, {"service": "all", "text": "Why?"}, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_after_the_last_day_the_answers_stay_and_no_question_is_taken(client, world, address, clock):
    answer(world, ask_and_deliver(world, ORIGINAL))
    clock.advance(days=61)

    assertContains(client.get(address), "no longer taken")
    assertContains(client.get(address), ANSWER["wording"])
    assert client.post(address, {"service": "all", "text": "Why?"}).status_code == 409


def test_an_address_that_was_replaced_names_nothing(client, world, address):
    perform(renew_staff_question_page, by=world.officer, page=page_of(world))

    assert client.get(address).status_code == 404
    assert client.get(reverse("eoi:staff-question-ask", args=[page_of(world).token])).status_code == 200


def test_the_public_is_not_told_of_a_page(client, world):
    assertNotContains(client.get("/"), world.advert.title)
    assert client.get(f"/adverts/{world.advert.reference}/").status_code == 404


def test_everybody_with_the_address_reads_the_published_words_and_never_the_original(client, world, address):
    answer(world, ask_and_deliver(world, ORIGINAL))
    declined = ask_and_deliver(world, "Why does Wilhelmina shout?")
    perform(decline_staff_question, by=world.officer, question=declined, reason="It is about one person.")

    page = client.get(address)

    assertContains(page, ANSWER["wording"])
    assertContains(page, ANSWER["text"])
    assertContains(page, "It is about one person.")
    assertNotContains(page, "Eccles")
    assertNotContains(page, "Wilhelmina")


def test_officers_of_the_advert_read_the_original_words_and_others_do_not(client, world):
    ask_and_deliver(world, ORIGINAL)

    client.force_login(world.officer)
    assertContains(client.get(questions_of(world)), "Eccles")
    for person in (world.approver, make_officer()):
        client.force_login(person)
        page = client.get(questions_of(world))
        assertContains(page, "1 question")
        assertNotContains(page, "Eccles")


def test_a_keeper_sees_questions_about_their_service_only(client, world, keeper):
    mine = ask_and_deliver(world, ORIGINAL, finance())
    other = ask_and_deliver(world, "About the law?", Service.objects.get(key="law-and-administration"))
    client.force_login(keeper)

    page = client.get(reverse("eoi:staff-question-inbox"))

    assertContains(page, mine.reference)
    assertNotContains(page, other.reference)
    assert client.get(about("answer", mine)).status_code == 200
    assert client.get(about("answer", other)).status_code == 404


def test_an_officer_of_another_advert_and_an_evaluator_get_no_question(client, world):
    question = ask_and_deliver(world, ORIGINAL)

    client.force_login(make_officer())
    assert client.get(about("answer", question)).status_code == 404
    client.force_login(make_person(Role.EVALUATOR))
    assert client.get(about("answer", question)).status_code == 403
    assert client.get(reverse("eoi:staff-question-inbox")).status_code == 403


def test_a_keeper_answers_and_comes_back_to_their_questions(client, world, keeper):
    question = ask_and_deliver(world, ORIGINAL, finance())
    client.force_login(keeper)

    done = client.post(about("answer", question), ANSWER, follow=True)

    assertRedirects(done, reverse("eoi:staff-question-inbox"))
    assertContains(done, f"The answer to {question.reference} is published")


def test_of_two_who_answer_at_once_the_second_keeps_what_they_typed(client, world):
    question = ask_and_deliver(world, ORIGINAL)
    answer(world, question)
    client.force_login(world.second_officer)

    met = client.post(about("answer", question), {**ANSWER, "text": "My longer answer."})

    assertContains(met, "Somebody else answered this question while you were writing", status_code=409)
    assertContains(met, "My longer answer.", status_code=409)
    assertContains(met, ANSWER["text"], status_code=409)
    again = client.post(about("answer", question), {**ANSWER, "text": "My longer answer.", "edition": 1})
    assertRedirects(again, questions_of(world))


def test_declining_asks_for_a_reason_and_says_what_was_done(client, world):
    question = ask_and_deliver(world, ORIGINAL)
    client.force_login(world.officer)

    assertContains(client.post(about("decline", question), {"reason": ""}), "without a reason", status_code=422)
    done = client.post(about("decline", question), {"reason": "About one person."}, follow=True)

    assertContains(done, f"{question.reference} is declined")
    for step in ("answer", "decline"):
        assertContains(client.get(about(step, question)), "This cannot be done now")
        assert client.post(about(step, question), ANSWER).status_code == 409


def test_removing_the_original_words_is_confirmed_first(client, world):
    question = ask_and_deliver(world, ORIGINAL)
    client.force_login(world.officer)
    assertContains(client.get(about("remove-wording", question)), "not answered yet")
    answer(world, question)

    assertContains(client.get(about("remove-wording", question)), "destroyed for good")
    done = client.post(about("remove-wording", question), follow=True)

    assertContains(done, f"The original wording of {question.reference} is gone.")
    question.refresh_from_db()
    assert question.text == ""
    assertContains(client.get(about("answer", question)), f"Removed by {world.officer.full_name}")


def test_a_page_is_opened_and_its_last_day_moved(client, clock):
    world = make_draft(clock, ready=False)
    client.force_login(world.officer)
    edit = reverse("eoi:staff-question-page-edit", args=[world.advert.reference])
    renew = reverse("eoi:staff-question-page-renew", args=[world.advert.reference])
    assertContains(client.get(questions_of(world)), "Staff cannot ask yet")
    assert client.get(renew).status_code == 404

    assertContains(client.post(edit, {"closes_on": "2001-01-01"}), "has passed already", status_code=422)
    assertContains(client.post(edit, {"closes_on": "31/02/2026"}), "not a date that exists", status_code=422)
    opened = client.post(edit, {"closes_on": "2026-04-01"}, follow=True)
    assertContains(opened, "is open. Give its address")
    assertContains(opened, reverse("eoi:staff-question-ask", args=[page_of(world).token]))

    assertContains(client.post(edit, {"closes_on": "01/05/2026"}, follow=True), "until the end of 1 May 2026")
    assertContains(client.post(renew, follow=True), "has a new address")
    assert StaffQuestionPage.objects.count() == 1


def test_only_officers_of_the_advert_open_or_move_a_page(client, world):
    client.force_login(make_officer())

    for name in ("staff-question-page-edit", "staff-question-page-renew"):
        assert client.post(reverse(f"eoi:{name}", args=[world.advert.reference])).status_code == 403


def test_what_waits_too_long_is_flagged_and_unanswered_ones_come_first(client, world, clock):
    answered = ask_and_deliver(world, "First?")
    answer(world, answered)
    waiting = ask_and_deliver(world, "Second?")
    clock.set(database_now() + timedelta(days=20))
    client.force_login(world.officer)

    page = client.get(questions_of(world))

    assert [question for question, _late in page.context["rows"]] == [waiting, answered]
    assertContains(page, "Waits too long", count=1)


def test_start_pages_say_what_waits(world, keeper):
    ask_and_deliver(world, "One?", finance())
    ask_and_deliver(world, "Two?")

    now = database_now()
    assert "A staff question waits for your answer" in [card.title for card in cards_for(keeper, at=now)]
    expected = f"2 staff questions wait for an answer: {world.advert.reference}"
    assert expected in [card.title for card in cards_for(world.second_officer, at=now)]
    assert "staff question" not in str(cards_for(make_officer(), at=now))


def queries_of(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("who", ["officer", "keeper", "visitor"])
def test_a_lists_queries_do_not_grow_with_its_rows(client, world, keeper, address, who):
    addresses = {
        "officer": questions_of(world),
        "keeper": reverse("eoi:staff-question-inbox"),
        "visitor": address,
    }
    if who != "visitor":
        client.force_login(world.officer if who == "officer" else keeper)

    def one_more(number):
        answer(world, ask_and_deliver(world, f"Answered {number}?", finance()))
        declined = ask_and_deliver(world, f"Declined {number}?", finance())
        perform(decline_staff_question, by=world.officer, question=declined, reason="Abusive")
        ask_and_deliver(world, f"Waiting {number}?", finance())

    one_more(1)
    client.get(addresses[who])
    with_one = queries_of(client, addresses[who])
    for number in (2, 3):
        AskingDay.objects.all().delete()  # the limit of five a day is not what is tested here
        one_more(number)

    assert queries_of(client, addresses[who]) == with_one
    print(who, with_one)
