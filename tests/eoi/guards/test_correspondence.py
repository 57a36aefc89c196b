"""Letters, minutes and feedback held when somebody goes round the application."""

import pytest

from eoi.identity import acting_as
from eoi.models import Feedback, FeedbackGiven, Letter, LetterReading, Minutes, MinutesEdition, MinutesWord
from tests.factories.correspondence import approve, correct, give, minute, send, tell, write
from tests.factories.people import make_approver, make_auditor, make_evaluator, make_officer, make_partner
from tests.factories.world import close, make_open, make_opened, open_submissions, start, submit_for

pytestmark = pytest.mark.django_db
WRITE = (
    "INSERT INTO eoi_letter (reference, expression_id, kind, subject, body, version, written_by_id)"
    " VALUES ('LET-X', %s, 'message', 'x', 'x', 1, %s)"
)
RECORD = (
    "INSERT INTO eoi_minutes (reference, expression_id, held_on, place, present, recorded_by_id)"
    " VALUES ('MIN-X', %s, '2026-03-30', 'x', 'x', %s)"
)
GIVE = (
    "INSERT INTO eoi_feedback (id, advert_id, expression_id, is_anonymous, clarity, ease, fairness, text, given_on)"
    " VALUES (gen_random_uuid(), %s, %s, %s, 1, 1, 1, '', '2000-01-01')"
)


@pytest.fixture
def world(clock):
    return make_opened(clock)


@pytest.fixture
def submission(world):
    return world.submissions[0]


def seen_by(person, model):
    with acting_as(person):
        return model.objects.count()


def test_before_the_opening_nobody_writes_or_records(clock, refused_with):
    world = make_open(clock)
    submission = submit_for(world)
    close(world)
    for statement in (WRITE, RECORD):
        for person in (world.officer, world.approver, submission.submitted_by):
            refused_with("EOI09", statement, submission.expression_id, person.pk, by=person)


def test_only_the_adverts_officers_write_in_their_own_name_and_to_what_stands(world, submission, refused_with):
    for person in (make_officer(), world.approver, world.partners[0], make_auditor()):
        refused_with("EOI09", WRITE, submission.expression_id, person.pk, by=person)
    refused_with("EOI09", WRITE, submission.expression_id, world.second_officer.pk, by=world.officer)


def test_to_who_never_submitted_nothing_is_written(clock, refused_with):
    world = make_open(clock)
    begun = start(world, make_partner())
    submit_for(world)
    open_submissions(close(world))

    refused_with("EOI40", WRITE, begun.pk, world.officer.pk, by=world.officer)
    refused_with("EOI40", RECORD, begun.pk, world.officer.pk, by=world.officer)


def test_a_letter_is_seen_by_its_organisation_only_once_sent_and_by_no_other(world, submission):
    letter = write(world, submission)
    evaluator = make_evaluator()
    partner, other = world.partners
    for person in (partner, other, evaluator, make_officer(), None):
        assert seen_by(person, Letter) == 0
    for person in (world.officer, world.second_officer, world.approver, make_approver(), make_auditor()):
        assert seen_by(person, Letter) == 1
    send(world, approve(world, letter))

    assert seen_by(partner, Letter) == 1
    assert seen_by(other, Letter) == 0


def test_an_approver_approves_words_that_somebody_else_wrote_and_a_change_undoes_it(
    world, submission, refused_with, run_sql
):
    letter = write(world, submission)
    say_yes = "UPDATE eoi_letter SET approved_at = eoi_now(), approved_by_id = %s"
    refused_with("EOI09", say_yes, world.officer.pk, by=world.officer)
    refused_with("EOI09", say_yes, world.approver.pk, by=world.officer)
    refused_with(
        "EOI40",
        "UPDATE eoi_letter SET sent_at = eoi_now(), sent_by_id = %s, approved_at = NULL",
        world.officer.pk,
        by=world.officer,
    )
    approve(world, letter)
    refused_with("EOI40", "UPDATE eoi_letter SET body = 'x', version = 2", by=world.officer)
    refused_with("EOI10", "UPDATE eoi_letter SET body = 'x'", by=world.officer)
    refused_with(
        "EOI09",
        "UPDATE eoi_letter SET body = 'x', version = 2, approved_at = NULL, approved_by_id = NULL",
        by=world.approver,
    )
    refused_with(
        "EOI09", "UPDATE eoi_letter SET sent_at = eoi_now(), sent_by_id = %s", world.approver.pk, by=world.approver
    )


def test_a_sent_letter_stays(world, submission, refused_with, run_sql):
    tell(world, submission)
    for statement in ("UPDATE eoi_letter SET body = 'x', version = 2", "DELETE FROM eoi_letter"):
        refused_with("EOI12", statement, by=world.officer)
    assert run_sql("UPDATE eoi_letter SET subject = 'x'", by=world.partners[0]) == 0


def test_who_read_it_is_noted_in_ones_own_name_and_kept(world, submission, refused_with):
    letter = tell(world, submission)
    partner, other = world.partners
    note = "INSERT INTO eoi_letterreading (letter_id, read_by_id) VALUES (%s, %s)"
    refused_with("EOI09", note, letter.pk, partner.pk, by=world.officer)
    refused_with("42501", note, letter.pk, other.pk, by=other)
    with acting_as(partner):
        LetterReading.objects.create(letter=letter, read_by=partner)

    assert seen_by(world.officer, LetterReading) == 1
    assert seen_by(other, LetterReading) == 0


def test_minutes_belong_to_the_two_who_talked(world, submission, refused_with, run_sql):
    minutes = minute(world, submission)
    partner, other = world.partners
    for model in (Minutes, MinutesEdition):
        assert seen_by(partner, model) == 1
        assert seen_by(other, model) == 0
        assert seen_by(make_officer(), model) == 0
    edition = "INSERT INTO eoi_minutesedition (minutes_id, number, text, sent_by_id) VALUES (%s, %s, 'x', %s)"
    refused_with("EOI40", edition, minutes.pk, 2, world.officer.pk, by=world.officer)
    refused_with("EOI09", edition, minutes.pk, 2, partner.pk, by=partner)
    assert run_sql("UPDATE eoi_minutesedition SET text = 'x'", by=world.officer) == 0
    refused_with("EOI12", "UPDATE eoi_minutes SET place = 'x'", by=world.officer)


def test_only_the_organisation_says_a_word_once_and_only_officers_answer(world, submission, refused_with):
    minutes = minute(world, submission)
    partner, other = world.partners
    with acting_as(partner):
        edition = minutes.editions.get()
    say = "INSERT INTO eoi_minutesword (edition_id, confirms, text, said_by_id) VALUES (%s, true, '', %s)"
    for person in (world.officer, other):
        refused_with("EOI09", say, edition.pk, person.pk, by=person)
    correct(minutes, partner)
    refused_with("23505", say, edition.pk, partner.pk, by=partner)
    with acting_as(partner):
        word = MinutesWord.objects.get()
    answer = "INSERT INTO eoi_minutesanswer (word_id, was_taken, reason, answered_by_id) VALUES (%s, %s, 'x', %s)"
    refused_with("EOI09", answer, word.pk, False, partner.pk, by=partner)
    refused_with("EOI09", answer, word.pk, False, world.approver.pk, by=world.approver)
    refused_with("EOI40", answer, word.pk, True, world.officer.pk, by=world.officer)


def test_feedback_waits_for_every_outcome_and_leaves_no_name(world, refused_with):
    first, second = world.submissions
    give(first, is_anonymous=True, text="canary")
    give(second)
    readers = (world.officer, world.approver, make_auditor())
    for person in readers:
        assert seen_by(person, Feedback) == seen_by(person, FeedbackGiven) == 0
    tell(world, first)
    for person in readers:
        assert seen_by(person, Feedback) == 0
    tell(world, second)

    for person in readers:
        assert seen_by(person, Feedback) == 2
        assert seen_by(person, FeedbackGiven) == 0
    for person in (make_officer(), make_evaluator(), None):
        assert seen_by(person, Feedback) == 0
    with acting_as(world.officer):
        assert Feedback.objects.get(text="canary").expression is None
    assert seen_by(world.partners[0], Feedback) == 0
    assert seen_by(world.partners[1], Feedback) == 1


def test_feedback_is_given_once_by_a_member_after_closing(world, refused_with):
    first, second = world.submissions
    advert = world.advert.pk
    refused_with("EOI09", GIVE, advert, first.expression_id, False, by=world.partners[1])
    refused_with("EOI09", GIVE, advert, None, True, by=world.partners[1])
    give(first, is_anonymous=True)
    refused_with("23505", GIVE, advert, first.expression_id, True, by=world.partners[0])
    mark = "INSERT INTO eoi_feedbackgiven (expression_id, given_by_id) VALUES (%s, %s)"
    refused_with("EOI41", mark, second.expression_id, world.partners[1].pk, by=world.partners[1])


def test_feedback_is_not_given_while_the_advert_is_open(clock, refused_with):
    world = make_open(clock)
    partner = make_partner()
    expression = start(world, partner)

    refused_with("EOI41", GIVE, world.advert.pk, expression.pk, True, by=partner)


@pytest.mark.parametrize(
    "table",
    [
        "letterreading",
        "minutes",
        "minutesedition",
        "minutesword",
        "minutesanswer",
        "feedback",
        "feedbackgiven",
        "letter",
    ],
)
def test_none_of_it_is_emptied(db, refused_with, table):
    refused_with("EOI12", f"TRUNCATE eoi_{table} CASCADE")
