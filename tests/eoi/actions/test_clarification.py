"""Asking about an advert, answering to all or privately, learning who asked; what each refuses (R1, ADR 0024)."""

from datetime import UTC, datetime, timedelta

import pytest
from post_office.models import Email

from eoi.actions.advert import edit_advert, publish_advert
from eoi.actions.clarification import answer_privately, draft_answer, publish_answers, reveal_asker
from eoi.identity import acting_as, perform
from eoi.models import (
    AdvertChange,
    AuditEvent,
    Clarification,
    ClarificationAnswer,
    ClarificationAsker,
    Follower,
    Organisation,
    PrivateAnswer,
)
from eoi.policies.advert import problems_with_content
from eoi.policies.clarification import MOST_QUESTIONS_A_DAY, MOST_WAITING
from eoi.problems import ActionRefused
from tests.factories.people import make_organisation, make_partner, organisation_of
from tests.factories.questions import answer_alone, answer_to_all, ask_question, draft_for, publish, read
from tests.factories.world import CLOSES, OPENS, decide, make_draft, make_open, make_published, start

pytestmark = pytest.mark.django_db

UNTIL = datetime(2026, 3, 20, 17, tzinfo=UTC)


@pytest.fixture
def world(clock):
    return make_open(clock)


def until(world, moment, **changes):
    services = list(world.advert.services.all())
    world.advert = perform(
        edit_advert,
        by=world.officer,
        advert=world.advert,
        changes={"questions_until": moment, **changes},
        services=services,
    )
    return world


@pytest.fixture
def until_friday(clock):
    """Published, with a last moment for questions well before the closing time."""
    world = until(make_draft(clock), UNTIL)
    decide(world)
    world.advert = perform(publish_advert, by=world.officer, advert=world.advert)
    return world


def refused(action, **arguments):
    with pytest.raises(ActionRefused) as refusal:
        perform(action, **arguments)
    return refusal.value.problems


def test_a_question_is_kept_with_its_asker_apart(world):
    partner = make_partner()

    question = ask_question(world, partner)

    assert question.reference.startswith("Q-")
    with acting_as(partner):
        asker = ClarificationAsker.objects.get(clarification=question)
    assert (asker.organisation, asker.asked_by) == (organisation_of(partner), partner)
    assert not any(field.name in {"asked_by", "organisation"} for field in Clarification._meta.fields)


def test_asking_is_recorded_in_nobodys_name_and_mailed_without_the_words(world, mail_queue):
    partner = make_partner()
    colleague = make_partner(organisation_of(partner), lead=False)

    question = ask_question(world, partner, text="Is the payroll in Walkden included?")

    event = AuditEvent.objects.get(action="clarification.ask")
    assert (event.actor, event.subject_reference, event.after) == (None, question.reference, {})
    received = Email.objects.filter(subject__startswith="Your question")
    assert {mail.to[0] for mail in received} == {partner.email, colleague.email}
    waiting = Email.objects.filter(subject__startswith="A question waits")
    assert {mail.to[0] for mail in waiting} == {world.officer.email, world.second_officer.email}
    for mail in [*received, *waiting]:
        assert "Walkden" not in mail.message
    for mail in waiting:
        assert partner.email not in mail.message
        assert organisation_of(partner).name not in mail.message


@pytest.mark.parametrize(("seconds", "kept"), [(-1, True), (0, False), (1, False)])
def test_questions_end_at_the_stated_second(until_friday, clock, seconds, kept):
    clock.set(UNTIL + timedelta(seconds=seconds))

    if kept:
        assert ask_question(until_friday).pk
        return
    with pytest.raises(ActionRefused, match=r"could be asked until 5pm on Friday 20 March 2026"):
        ask_question(until_friday)
    assert not Clarification.objects.exists()


@pytest.mark.parametrize(("seconds", "kept"), [(-1, True), (0, False), (1, False)])
def test_without_a_moment_of_their_own_they_end_with_the_advert(world, clock, seconds, kept):
    clock.set(CLOSES + timedelta(seconds=seconds))

    if kept:
        assert ask_question(world).pk
    else:
        with pytest.raises(ActionRefused, match="no longer takes questions"):
            ask_question(world)


def test_a_published_advert_takes_questions_before_it_opens_and_a_draft_takes_none(clock):
    assert ask_question(make_published(clock)).pk
    draft = make_draft(clock, reference="SAL-2026-015")

    with pytest.raises(ActionRefused, match="has not been published"):
        ask_question(draft)


def test_an_organisation_asks_ten_a_day_and_another_is_not_held_to_it(world, clock):
    partner = make_partner()
    for number in range(MOST_QUESTIONS_A_DAY):
        ask_question(world, partner, text=f"Question {number}?")

    with pytest.raises(ActionRefused, match="10 questions about this advert today") as refusal:
        ask_question(world, make_partner(organisation_of(partner), lead=False))
    assert refusal.value.problems[0].code == "limit"
    assert ask_question(world, make_partner()).pk
    clock.advance(days=1)
    for number in range(MOST_WAITING - MOST_QUESTIONS_A_DAY):
        ask_question(world, partner, text=f"Later {number}?")
    with pytest.raises(ActionRefused, match="15 questions of your organisation wait"):
        ask_question(world, partner)


def test_answers_are_published_together_numbered_and_announced_once(world, mail_queue):
    first, second, third = (ask_question(world, text=f"Question {number}?") for number in range(3))
    Follower.objects.create(advert=world.advert, email="kim@reader.example", confirmed_at=world.clock.advance(hours=1))
    for question in (third, second, first):
        draft_for(world, question)

    answers = publish(world, third, first)

    assert [(answer.clarification, answer.number, answer.edition) for answer in answers] == [
        (first, 1, 1),
        (third, 2, 1),
    ]
    assert AdvertChange.objects.get().summary == "Questions 1 and 2 were answered."
    assert Email.objects.filter(to__contains="kim@reader.example").count() == 1
    assert read(second).state == "drafted"
    assert read(first).draft_of_answer is None
    assert [question.number for question in Clarification.objects.published_for(world.advert)] == [1, 2]
    answer_to_all(world, second)
    assert read(second).number == 3
    assert AdvertChange.objects.last().summary == "Question 3 was answered."


def test_the_asker_is_told_by_mail_and_nobody_else_of_the_same_kind(world, mail_queue):
    partner = make_partner()
    bystander = make_partner()
    start(world, bystander)
    question = ask_question(world, partner)

    answer_to_all(world, question)

    told = Email.objects.filter(subject__endswith="is answered")
    assert [mail.to for mail in told] == [[partner.email]]
    assert "Yes." not in told.get().message


def test_who_asked_and_takes_part_gets_one_mail_for_all_that_was_answered(world, mail_queue):
    partner, other = make_partner(), make_partner()
    start(world, partner)
    start(world, other)
    Follower.objects.create(advert=world.advert, email=partner.email.upper(), confirmed_at=world.clock.advance(hours=1))
    first, second = (ask_question(world, partner, text=f"Question {number}?") for number in range(2))
    for question in (first, second):
        draft_for(world, question)
    Email.objects.all().delete()

    publish(world, first, second)

    mail = Email.objects.get(to__icontains=partner.email)
    assert (
        mail.subject
        == f"Your questions {first.reference} and {second.reference} about advert SAL-2026-014 are answered"
    )
    assert "answered to all. Questions 1 and 2 were answered." in mail.message
    assert Email.objects.get(to=other.email).subject == "Change to advert SAL-2026-014"


def test_a_published_answer_is_corrected_by_a_further_edition(world):
    question = ask_question(world)
    answer_to_all(world, question)

    answer_to_all(world, question, text="No. Each submits its own.")

    assert [answer.text[:3] for answer in ClarificationAnswer.objects.order_by("edition")] == ["Yes", "No."]
    now = read(question)
    assert (now.number, now.edition, now.answer, now.is_corrected) == (1, 2, "No. Each submits its own.", True)
    assert AdvertChange.objects.last().summary == "The answer to question 1 was corrected."


def test_two_officers_at_one_draft_are_told(world):
    question = draft_for(world, ask_question(world))

    [problem] = refused(
        draft_answer, by=world.second_officer, question=question, wording="Mine", text="Mine", version=0
    )

    assert problem.code == "changed-meanwhile"
    assert read(question).draft.wording != "Mine"


def test_what_is_published_is_what_was_previewed(world):
    question = draft_for(world, ask_question(world))
    draft_for(world, question, text="Changed since.")

    [problem] = refused(
        publish_answers,
        by=world.officer,
        advert=world.advert,
        chosen=[(question.reference, 1)],
        names_confirmed=True,
    )

    assert problem.code == "changed-meanwhile"
    assert not ClarificationAnswer.objects.exists()


def test_an_incomplete_draft_is_kept_and_not_published(world):
    question = draft_for(world, ask_question(world), text="")

    with pytest.raises(ActionRefused, match="is not complete"):
        publish(world, question)
    with pytest.raises(ActionRefused, match="Choose at least one"):
        publish(world)


def test_an_answer_that_names_its_asker_is_refused_in_the_same_sentence_as_any_other_name(world):
    partner, bystander = make_partner(), make_partner()
    Organisation.objects.filter(pk=organisation_of(partner).pk).update(name="Vantagewell Ltd")
    Organisation.objects.filter(pk=organisation_of(bystander).pk).update(name="Halden Marsh plc")
    question = ask_question(world, partner)
    sentences = set()
    for name in ("Vantagewell", "HALDEN MARSH", partner.full_name, bystander.full_name):
        draft_for(world, question, text=f"As {name} says, yes.")
        with pytest.raises(ActionRefused) as refusal:
            publish(world, question, confirmed=True)
        [problem] = refusal.value.problems
        assert problem.code == "names-somebody"
        sentences.add(problem.message.split("“")[0] + problem.message.split("”")[1])

    assert len(sentences) == 1
    assert not ClarificationAnswer.objects.exists()


def test_a_name_in_the_question_as_everybody_would_read_it_is_found_too(world):
    make_organisation(created_by=make_partner(), name="Cobalt Regeneration Limited")
    question = draft_for(world, ask_question(world), wording="May Cobalt Regeneration take part?")

    with pytest.raises(ActionRefused, match="“Cobalt Regeneration Limited”"):
        publish(world, question)


def test_a_name_that_the_advert_itself_uses_is_published_once_it_is_confirmed(world):
    make_organisation(created_by=make_partner(), name="Corporate Procurement Ltd")
    question = draft_for(world, ask_question(world), text="Corporate procurement will say.")

    with pytest.raises(ActionRefused, match="which the advert itself names") as refusal:
        publish(world, question)
    assert refusal.value.problems[0].code == "names-to-confirm"
    assert publish(world, question, confirmed=True)


def test_a_private_answer_goes_to_the_asker_with_its_reason_and_to_nobody_else(world, mail_queue):
    partner = make_partner()
    Follower.objects.create(advert=world.advert, email="kim@reader.example", confirmed_at=world.clock.advance(hours=1))
    question = answer_alone(world, ask_question(world, partner))

    assert question.state == "private"
    assert PrivateAnswer.objects.get().reason == "It would disclose the asker's prices."
    assert not AdvertChange.objects.exists()
    assert not Clarification.objects.published_for(world.advert)
    assert [mail.to for mail in Email.objects.filter(subject__endswith="is answered")] == [[partner.email]]
    assert not Email.objects.filter(to__contains="kim@reader.example").exists()
    facts = {"question": question, "text": "Again.", "reason": "Again."}
    assert refused(answer_privately, by=world.officer, **facts)[0].code == "answered"


def test_what_was_answered_to_all_is_not_answered_privately_but_the_other_way_round_it_is(world):
    public, private = ask_question(world), ask_question(world)
    answer_to_all(world, public)
    facts = {"question": public, "text": "More for you.", "reason": "Because."}
    assert refused(answer_privately, by=world.officer, **facts)[0].code == "answered"

    answer_alone(world, private)
    answer_to_all(world, private)

    assert read(private).number == 2


def test_a_reveal_shows_the_asker_to_that_officer_alone_and_is_recorded(world):
    partner = make_partner()
    question = ask_question(world, partner)
    with acting_as(world.officer):
        assert ClarificationAsker.objects.of(question) is None

    perform(reveal_asker, by=world.officer, question=question, reason="A conflict of interest is reported.")

    with acting_as(world.officer):
        assert ClarificationAsker.objects.of(question).asked_by == partner
    for person in (world.second_officer, world.approver, None):
        with acting_as(person):
            assert ClarificationAsker.objects.of(question) is None
    event = AuditEvent.objects.get(action="clarification.reveal")
    assert (event.actor, event.after) == (world.officer, {})
    assert refused(reveal_asker, by=world.officer, question=question, reason="Again")[0].code == "revealed"


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (OPENS - timedelta(days=1), "questions-before-opening"),
        (OPENS, "questions-before-opening"),
        (CLOSES, "questions-after-closing"),
        (CLOSES + timedelta(days=1), "questions-after-closing"),
    ],
)
def test_an_impossible_end_of_questions_keeps_a_draft_from_the_decision(clock, moment, code):
    world = until(make_draft(clock), moment)

    assert code in {problem.code for problem in problems_with_content(world.advert, at=OPENS - timedelta(days=14))}
