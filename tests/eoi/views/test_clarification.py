"""Pages of questions about an advert: asking, one's own list, answering, and what everybody reads (R1, ADR 0024)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from post_office.models import Email

from eoi.actions.clarification import reveal_asker
from eoi.identity import acting_as, perform
from eoi.models import AuditEvent, Clarification, ClarificationAnswer, Organisation, Role
from tests.factories.people import (
    make_auditor,
    make_officer,
    make_organisation,
    make_partner,
    make_person,
    organisation_of,
)
from tests.factories.questions import ANSWER, QUESTION, WORDING, answer_alone, answer_to_all, ask_question, draft_for
from tests.factories.world import CLOSES, make_draft, make_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner(world):
    partner = make_partner()
    Organisation.objects.filter(pk=organisation_of(partner).pk).update(name="Vantagewell Ltd")
    return partner


def address(name, world, *more):
    return reverse(f"eoi:{name}", args=[world.advert.reference, *more])


def words(answer):
    return " ".join(answer.content.decode().split())


def test_a_partner_asks_and_gets_a_reference(world, partner, client):
    client.force_login(partner)
    page = client.get(address("clarification-ask", world))
    assert "published to all, without your name" in words(page)
    assert "Vantagewell Ltd" in words(page)

    sent = client.post(address("clarification-ask", world), {"text": QUESTION}, follow=True)

    question = Clarification.objects.get()
    assert question.reference in words(sent)
    assert sent.redirect_chain[-1][0] == address("clarification-sent", world, question.reference)


def test_what_is_asked_after_the_end_is_shown_again_to_be_copied(world, partner, client, clock):
    clock.set(CLOSES)
    client.force_login(partner)

    looked = client.get(address("clarification-ask", world))
    sent = client.post(address("clarification-ask", world), {"text": QUESTION})

    assert (looked.status_code, sent.status_code) == (200, 409)
    assert QUESTION in words(sent)


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "Write your question."), ("x" * 2001, "has 2001 characters, and the limit is 2,000")]
)
def test_an_empty_or_long_question_gets_a_sentence(world, partner, client, text, sentence):
    client.force_login(partner)

    answer = client.post(address("clarification-ask", world), {"text": text})

    assert answer.status_code == 422
    assert sentence in words(answer)


def test_beyond_the_limit_the_words_stay_in_the_form(world, partner, client):
    for number in range(10):
        ask_question(world, partner, text=f"Question {number}?")
    client.force_login(partner)

    answer = client.post(address("clarification-ask", world), {"text": "One more?"})

    assert answer.status_code == 429
    assert "which is the most for one day" in words(answer)
    assert "One more?" in words(answer)


def test_somebody_without_an_organisation_registers_one_first(world, client):
    client.force_login(make_person(Role.PROSPECTIVE_PARTNER))

    answer = client.get(address("clarification-ask", world))

    assert answer.url.startswith(reverse("eoi:organisation-create"))


def test_somebody_with_two_organisations_says_for_which(world, partner, client):
    other = make_organisation(created_by=partner)
    other.memberships.create(user=partner, role="lead")
    client.force_login(partner)

    assert client.post(address("clarification-ask", world), {"text": QUESTION}).status_code == 422
    client.post(address("clarification-ask", world), {"text": QUESTION, "organisation": other.reference})

    with acting_as(partner):
        assert Clarification.objects.get().asker.organisation == other


def test_an_organisation_sees_its_own_questions_with_their_answers_and_nobody_elses(world, partner, client):
    mine, private, other = ask_question(world, partner), ask_question(world, partner, "Alone?"), ask_question(world)
    answer_to_all(world, mine)
    answer_alone(world, private)
    client.force_login(partner)

    page = words(client.get(reverse("eoi:clarification-mine")))

    for found in (mine.reference, private.reference, WORDING, ANSWER, "For you alone.", "It would disclose the asker"):
        assert found.replace("'", "&#x27;") in page
    assert other.reference not in page
    assert client.get(address("clarification-sent", world, other.reference)).status_code == 404
    assert "was answered" in words(client.get(reverse("eoi:partner-start")))


def test_everybody_reads_numbered_questions_and_looks_for_words(world, client):
    first, second = ask_question(world, text="We are Vantagewell."), ask_question(world)
    answer_to_all(world, first, wording="Is there parking?", text="Yes, behind the Civic Centre.")
    answer_to_all(world, second)
    ask_question(world, text="Not answered yet?")
    there = address("question-list", world)

    page = words(client.get(there))
    assert page.index("Question 1") < page.index("Question 2")
    assert "Vantagewell" not in page
    assert "Not answered yet?" not in page
    newest = words(client.get(f"{there}?order=newest"))
    assert newest.index("Question 2") < newest.index("Question 1")
    found = words(client.get(f"{there}?q=parking"))
    assert "1 question answered of 2" in found
    assert "Nothing found" in words(client.get(f"{there}?q=%00unicorns"))


def test_the_adverts_page_shows_the_last_five_and_the_way_to_all(world, client):
    for number in range(6):
        answer_to_all(world, ask_question(world), text=f"Answer {number}.")

    page = words(client.get(address("advert-detail", world)))

    assert "All 6 questions and answers" in page
    assert "Answer 5." in page
    assert "Answer 0." not in page


def test_a_draft_has_no_page_of_questions(clock, client):
    assert client.get(address("question-list", make_draft(clock))).status_code == 404


@pytest.mark.parametrize("name", ["question-list", "advert-detail", "clarification-list", "clarification-mine"])
def test_the_queries_do_not_grow_with_the_questions(world, partner, client, name):
    client.force_login({"clarification-list": world.officer, "clarification-mine": partner}.get(name, partner))
    there = reverse("eoi:clarification-mine") if name == "clarification-mine" else address(name, world)
    counts = []
    for _ in range(2):
        answer_to_all(world, ask_question(world, partner))
        ask_question(world, partner)
        client.get(there)
        with CaptureQueriesContext(connection) as queries:
            client.get(there)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_an_officer_drafts_reads_it_once_more_and_publishes_several(world, partner, client):
    first, second = ask_question(world, partner, "We at Vantagewell ask."), ask_question(world)
    client.force_login(world.officer)
    for question in (first, second):
        there = address("clarification-answer", world, question.reference)
        assert client.get(there).status_code == 200
        client.post(there, {"wording": WORDING, "text": ANSWER, "version": 0})
    detail = words(client.get(address("clarification-detail", world, first.reference)))
    assert "<del" in detail

    page = words(client.get(address("clarification-publish", world)))
    assert page.count(ANSWER) == 2
    chosen = [f"{question.reference}:1" for question in (first, second)]
    done = client.post(address("clarification-publish", world), {"chosen": chosen}, follow=True)

    assert "2 answers are published." in words(done)
    assert ClarificationAnswer.objects.count() == 2


def test_a_draft_that_names_somebody_is_kept_said_and_not_published(world, partner, client):
    question = ask_question(world, partner)
    client.force_login(world.officer)
    typed = {"wording": WORDING, "text": "Vantagewell may.", "version": 0}
    saved = client.post(address("clarification-answer", world, question.reference), typed, follow=True)
    assert "contains “Vantagewell Ltd”" in words(saved)

    refused = client.post(address("clarification-publish", world), {"chosen": [f"{question.reference}:1"]})

    assert refused.status_code == 409
    assert "Take it out, then publish." in words(refused)
    assert not ClarificationAnswer.objects.exists()


def test_a_name_of_the_advert_itself_is_asked_about(world, client):
    make_organisation(created_by=make_partner(), name="Corporate Procurement")
    question = draft_for(world, ask_question(world), text="Ask Corporate procurement.")
    client.force_login(world.officer)
    there, chosen = address("clarification-publish", world), f"{question.reference}:1"
    assert "they are meant" in words(client.get(there))

    assert client.post(there, {"chosen": [chosen]}).status_code == 409
    assert client.post(there, {"chosen": [chosen], "names_confirmed": "on"}).status_code == 302


def test_a_colleagues_later_draft_is_not_written_over_nor_published_unread(world, client):
    question = draft_for(world, ask_question(world))
    client.force_login(world.second_officer)
    typed = {"wording": "Mine", "text": "Mine too", "version": 0}

    late = client.post(address("clarification-answer", world, question.reference), typed)
    assert late.status_code == 409
    assert "Mine too" in words(late)
    again = {**typed, "version": 1}
    assert client.post(address("clarification-answer", world, question.reference), again).status_code == 302
    unread = client.post(address("clarification-publish", world), {"chosen": [f"{question.reference}:1"]})
    assert unread.status_code == 422
    assert "changed or published by somebody else" in words(unread)


def test_there_is_nothing_to_publish_without_a_whole_draft(world, client):
    draft_for(world, ask_question(world), text="")
    client.force_login(world.officer)

    assert "No answer is drafted completely" in words(client.get(address("clarification-publish", world)))
    assert client.post(address("clarification-publish", world)).status_code == 409


def test_a_private_answer_needs_a_reason_and_is_listed_with_it(world, client):
    question = ask_question(world)
    client.force_login(world.officer)
    there = address("clarification-answer-privately", world, question.reference)
    assert client.post(there, {"text": "For you."}).status_code == 422

    client.post(there, {"text": "For you.", "reason": "Prices would be disclosed."})

    client.force_login(world.approver)
    assert "Prices would be disclosed." in words(client.get(address("clarification-list", world)))
    client.force_login(world.officer)
    assert client.get(there).status_code == 200
    assert client.post(there, {"text": "More", "reason": "More"}).status_code == 409


def test_who_asked_is_shown_after_a_recorded_reason_to_that_officer_only(world, partner, client):
    question = ask_question(world, partner)
    client.force_login(world.officer)
    there, detail = (address(f"clarification-{name}", world, question.reference) for name in ("reveal", "detail"))
    assert client.post(there, {"reason": ""}).status_code == 422
    assert "Vantagewell" not in words(client.get(detail))

    shown = client.post(there, {"reason": "A conflict of interest."}, follow=True)

    assert "Vantagewell Ltd" in words(shown)
    assert client.post(there, {"reason": "Again"}).status_code == 409
    for person in (world.second_officer, world.approver):
        client.force_login(person)
        page = words(client.get(detail))
        assert "Vantagewell" not in page
        assert "A conflict of interest." in page


def test_questions_of_another_advert_are_not_there_and_other_officers_read_no_original_words(world, client, clock):
    question = ask_question(world, text="Only for those who answer.")
    other = make_open(clock, reference="SAL-2026-015")
    client.force_login(other.officer)

    assert client.get(address("clarification-detail", other, question.reference)).status_code == 404
    assert client.get(address("clarification-detail", world, question.reference)).status_code == 403
    page = client.get(address("clarification-list", world))
    assert page.status_code == 200
    assert "Only for those who answer." not in words(page)


def test_the_list_begins_with_the_oldest_unanswered_and_says_which_waits_too_long(world, client, clock):
    old = ask_question(world, text="An old question?")
    clock.advance(days=7)
    new = ask_question(world, text="A new question?")
    answered = ask_question(world, text="An answered question?")
    answer_to_all(world, answered)
    client.force_login(world.officer)
    there = address("clarification-list", world)

    page = words(client.get(there))
    assert page.index(old.reference) < page.index(new.reference) < page.index(answered.reference)
    assert page.count("Waits too long") == 1
    assert "5 working days ago" in page
    narrowed = words(client.get(f"{there}?state=published"))
    assert old.reference not in narrowed
    assert answered.reference in narrowed
    assert "2 questions wait for an answer" in words(client.get(reverse("eoi:officer-start")))
    overview = client.get(reverse("eoi:advert-manage", args=[world.advert.reference]))
    assert overview.context["questions_waiting"] == 2
    assert "Questions that wait for an answer" in words(overview)


def test_nothing_of_the_councils_tells_who_asked(world, partner, client, clock, mail_queue):
    """Every page of the advert, the trail and the mail to the council, searched for the asker; the reveal shows it can be found."""
    question = ask_question(world, partner)
    private = ask_question(world, partner)
    answer_to_all(world, question)
    answer_alone(world, private)
    traces = ("Vantagewell", partner.full_name, partner.email, partner.reference, organisation_of(partner).reference)
    pages = [
        *(address(name, world) for name in ("clarification-list", "advert-manage", "question-list", "advert-detail")),
        *(address("clarification-detail", world, each.reference) for each in (question, private)),
        reverse("eoi:officer-start"),
    ]
    for person in (world.officer, world.second_officer, world.approver, make_officer()):
        client.force_login(person)
        for page in pages:
            found = client.get(page).content.decode()
            assert [trace for trace in traces if trace in found] == [], page
    client.force_login(make_auditor())
    trail = client.get(reverse("eoi:audit-event-list")).content.decode()
    assert question.reference in trail
    assert [trace for trace in traces if trace in trail] == []
    events = AuditEvent.objects.filter(action__startswith="clarification.")
    assert {event.actor for event in events} == {None, world.officer}
    for mail in Email.objects.exclude(to__contains=partner.email):
        assert [trace for trace in traces if trace in mail.message + mail.subject] == []
    perform(reveal_asker, by=world.officer, question=question, reason="Why")
    client.force_login(world.officer)
    assert "Vantagewell" in words(client.get(address("clarification-detail", world, question.reference)))


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(-1, "Questions would end before the advert opens."), (40, "Questions would not end before the closing time.")],
)
def test_an_impossible_end_of_questions_gets_a_sentence_in_the_form(clock, client, days, sentence):
    draft = make_draft(clock, ready=False)
    client.force_login(draft.officer)
    there = address("advert-edit", draft)
    moment = draft.advert.opens_at + timedelta(days=days)
    typed = {
        "title": draft.advert.title,
        "reference": draft.advert.reference,
        "opens_at_0": f"{draft.advert.opens_at:%Y-%m-%d}",
        "opens_at_1": "09:00",
        "closes_at_0": f"{draft.advert.closes_at:%Y-%m-%d}",
        "closes_at_1": "16:00",
        "questions_until_0": f"{moment:%Y-%m-%d}",
        "questions_until_1": "12:00",
        "draft_version": draft.advert.draft_version,
    }

    answer = client.post(there, typed)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert "Five working days before closing would be" in words(client.get(there))
