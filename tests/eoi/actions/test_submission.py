"""Submitting: the same draft version once, amended as a new edition, withdrawn and sent again; refused in sentences."""

import json
from dataclasses import replace

import pytest
from django.db import DatabaseError
from post_office.models import Email

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.actions.submission import submit, withdraw
from eoi.identity import acting_as, perform
from eoi.models import AuditEvent, Submission, SubmissionContent, Withdrawal
from eoi.problems import ActionRefused
from eoi.seal import canonical, sha256_hex
from tests.factories.people import make_partner, organisation_of
from tests.factories.world import CLOSES, DECLARATION, close, fill_in, make_open, start, submit_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_queue")]


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner(world):
    return make_partner()


@pytest.fixture
def expression(world, partner):
    return fill_in(start(world, partner), partner)


def send(expression, partner, **options):
    arguments = {"draft_version": expression.draft_version, "declaration": DECLARATION, **options}
    return perform(submit, by=partner, expression=expression, **arguments)


def change(expression, partner, text, key="objective-1"):
    with acting_as(partner):
        version = expression.answers.get(question_key=key).version
    changes = [AnswerChange(key=key, version=version, text=text)]
    return perform(save_answers, by=partner, expression=expression, changes=changes)


def codes(refusal):
    return [problem.code for problem in refusal.value.problems]


def test_what_is_sealed_is_what_was_written_to_the_letter(expression, partner):
    submission = send(expression, partner)

    with acting_as(partner):
        sealed = SubmissionContent.objects.get(submission=submission).canonical
    content = json.loads(sealed)
    assert sha256_hex(sealed) == submission.content_digest
    assert canonical({k: v for k, v in content.items() if k != "version"}) == sealed
    assert content["answers"]["objective-1"]["text"] == "We would help with this. (objective-1)"
    assert content["organisation"]["name"] == expression.organisation.name
    assert len(content["statements"]) == 6
    assert {question["key"] for question in content["questions"]} == set(content["answers"])


def test_submitting_the_same_draft_version_again_gives_the_same_receipt(expression, partner):
    first = send(expression, partner)
    again = send(expression, partner)

    assert again == first
    assert Submission.objects.count() == 1
    assert Email.objects.filter(subject__startswith="Receipt").count() == 1


def test_the_same_receipt_is_given_even_after_closing(world, expression, partner):
    first = send(expression, partner)
    world.clock.set(CLOSES)

    assert send(expression, partner) == first


def test_an_amended_draft_becomes_the_next_edition_and_the_first_stays(expression, partner):
    first = send(expression, partner)
    expression = change(expression, partner, "We would do better.")
    second = send(expression, partner)

    assert (first.number, second.number) == (1, 2)
    assert Submission.objects.standing().get() == second
    with acting_as(partner):
        assert "We would do better" not in first.content.canonical


def test_the_last_submitted_edition_stands_while_the_draft_is_changed(expression, partner):
    first = send(expression, partner)
    change(expression, partner, "Half-finished")

    assert Submission.objects.standing().get() == first


def test_a_draft_changed_by_a_colleague_is_checked_again(expression, partner):
    colleague = make_partner(organisation_of(partner), lead=False, full_name="Colleague Carter")
    checked = expression.draft_version
    expression = change(expression, colleague, "Changed meanwhile")

    with pytest.raises(ActionRefused, match="Colleague Carter changed the answers") as refusal:
        send(expression, partner, draft_version=checked)
    assert codes(refusal) == ["changed-meanwhile"]
    assert not Submission.objects.exists()


def test_what_is_missing_is_listed_with_links(world):
    partner = make_partner()
    expression = start(world, partner)

    with pytest.raises(ActionRefused) as refusal:
        send(expression, partner)
    assert codes(refusal) == ["incomplete"] * 6
    assert all(expression.reference in problem.url for problem in refusal.value.problems)


def test_each_part_of_the_declaration_is_asked_for(expression, partner):
    empty = replace(DECLARATION, name=" ", position="", authorised=False, statements_acknowledged=False)

    with pytest.raises(ActionRefused) as refusal:
        send(expression, partner, declaration=empty)
    assert codes(refusal) == ["no-name", "no-position", "not-authorised", "not-acknowledged"]


def test_the_receipt_mail_has_reference_and_digest_and_no_answer(expression, partner):
    submission = send(expression, partner)

    mail = Email.objects.get(subject__startswith="Receipt")
    assert mail.to == [partner.email]
    assert submission.reference in mail.subject
    assert submission.receipt_digest in mail.message
    assert "We would help" not in mail.message


def test_nothing_is_kept_when_the_mail_cannot_be_queued(expression, partner, monkeypatch):
    def fail(**_):
        raise DatabaseError("no room")

    monkeypatch.setattr("eoi.actions.submission.queue_mail", fail)
    with pytest.raises(DatabaseError):
        send(expression, partner)

    assert not Submission.objects.exists()
    assert not AuditEvent.objects.filter(action="submission.submit").exists()


def test_a_withdrawal_ends_what_stood_and_keeps_the_envelope(expression, partner):
    send(expression, partner)
    perform(withdraw, by=partner, expression=expression, reason="A change of plan")

    assert Submission.objects.count() == 1
    assert not Submission.objects.standing().exists()
    assert Withdrawal.objects.get().last_number == 1
    assert Email.objects.filter(subject__startswith="Withdrawn").count() == 1


def test_the_same_words_can_be_sent_again_after_a_withdrawal(expression, partner):
    first = send(expression, partner)
    perform(withdraw, by=partner, expression=expression, reason="")
    second = send(expression, partner)

    assert second.number == first.number + 1
    assert Submission.objects.standing().get() == second


def test_nothing_submitted_cannot_be_withdrawn(expression, partner):
    with pytest.raises(ActionRefused, match="nothing to withdraw"):
        perform(withdraw, by=partner, expression=expression, reason="")


def test_a_withdrawal_twice_is_refused(expression, partner):
    send(expression, partner)
    perform(withdraw, by=partner, expression=expression, reason="")

    with pytest.raises(ActionRefused, match="nothing to withdraw"):
        perform(withdraw, by=partner, expression=expression, reason="")


def test_after_closing_the_submission_stands(world, expression, partner):
    send(expression, partner)
    world.clock.set(CLOSES)

    with pytest.raises(ActionRefused, match="closing time has passed"):
        perform(withdraw, by=partner, expression=expression, reason="")
    assert Submission.objects.standing().count() == 1


def test_standing_submissions_of_many_are_told_apart(world):
    kept, amended, gone = (submit_for(world) for _ in range(3))
    owner = world.partners[1]
    expression = change(amended.expression, owner, "Better")
    newer = send(expression, owner)
    perform(withdraw, by=world.partners[2], expression=gone.expression, reason="")
    close(world)

    assert set(Submission.objects.standing().for_advert(world.advert)) == {kept, newer}
