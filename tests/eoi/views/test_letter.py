"""Letters on the pages: written, approved, sent, read; and hidden from everybody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.identity import acting_as
from eoi.models import AuditEvent, Letter, LetterReading
from tests.factories.correspondence import LETTER, approve, tell, write
from tests.factories.people import make_approver, make_evaluator, make_officer, make_partner, organisation_of
from tests.factories.world import close, make_open, make_opened, submit_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_opened(clock)


@pytest.fixture
def submission(world):
    return world.submissions[0]


def ours(name, world, *more):
    return reverse(f"eoi:letter-{name}", args=[world.advert.reference, *more])


def theirs(name, submission, *more):
    return reverse(f"eoi:letter-{name}", args=[submission.expression.reference, *more])


def the_letter(world):
    with acting_as(world.officer):
        return Letter.objects.get()


def test_from_a_draft_to_a_letter_that_was_read(client, world, submission):
    partner = submission.submitted_by
    client.force_login(world.officer)
    assertContains(client.get(ours("index", world)), "2 organisations whose submissions stand have not been told")
    said = {**LETTER, "expression": submission.expression.reference}
    assertContains(client.post(ours("write", world), said, follow=True), "Approvers are asked by mail")
    letter = the_letter(world)
    assertContains(
        client.post(ours("send", world, letter.reference), {"version": 1}), "is not approved", status_code=409
    )

    client.force_login(partner)
    assert client.get(theirs("detail", submission, letter.reference)).status_code == 404
    client.force_login(world.approver)
    assertContains(client.get(ours("approve", world, letter.reference)), "Please ring us.")
    stale = client.post(ours("approve", world, letter.reference), {"version": 7})
    assertContains(stale, "changed while you were reading", status_code=409)
    assertContains(
        client.post(ours("approve", world, letter.reference), {"version": 1}, follow=True), "is approved as it reads"
    )

    client.force_login(world.second_officer)
    assertContains(client.get(ours("send", world, letter.reference)), "cannot be taken back")
    assertContains(client.post(ours("send", world, letter.reference), {"version": 1}, follow=True), "Not opened yet")
    mail = Email.objects.filter(to__contains=partner.email).latest("pk")
    assert "A letter waits for you" in mail.subject
    assert "ring us" not in mail.message

    client.force_login(partner)
    assertContains(client.get(reverse("eoi:partner-start")), "A letter waits")
    assertContains(client.get(theirs("list", submission)), "Not opened yet")
    page = client.get(theirs("detail", submission, letter.reference))
    assertContains(page, "Please ring us.")
    assertContains(page, "no contract is guaranteed")
    client.get(theirs("detail", submission, letter.reference))
    assert client.get(theirs("pdf", submission, letter.reference)).content.startswith(b"%PDF")
    assert AuditEvent.objects.filter(action="letter.read").count() == 1
    with acting_as(partner):
        assert LetterReading.objects.count() == 1
    assertNotContains(client.get(reverse("eoi:partner-start")), "A letter waits")
    status = client.get(reverse("eoi:expression-status", args=[submission.expression.reference]))
    assertContains(status, "Outcome told")
    client.force_login(world.officer)
    assertContains(client.get(ours("manage", world, letter.reference)), "First opened at")
    assertContains(client.get(ours("index", world)), "1 organisation whose submission stands has not been told")


def test_a_message_tells_no_outcome(client, world, submission):
    tell(world, submission, kind="message")
    client.force_login(submission.submitted_by)

    status = client.get(reverse("eoi:expression-status", args=[submission.expression.reference]))

    assertContains(status, "Being considered")
    assertContains(status, "1 letter")


def test_the_outcome_is_told_once(client, world, submission):
    tell(world, submission)
    client.force_login(world.officer)

    said = {**LETTER, "expression": submission.expression.reference}
    assertContains(client.post(ours("write", world), said), "tells", status_code=409)
    said["kind"] = "message"
    assert client.post(ours("write", world), said).status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("expression", "", "Choose an organisation."),
        ("expression", "EOI-0000-0000", "Choose one of the organisations"),
        ("kind", "offer", "Choose one of the two."),
        ("subject", "", "Enter a subject."),
        ("subject", "x" * 161, "the limit is 160"),
        ("body", "", "Write the letter."),
        ("body", "x" * 10_001, "the limit is 10000"),
    ],
)
def test_a_wrong_field_gets_a_sentence_and_keeps_the_rest(client, world, submission, field, value, sentence):
    client.force_login(world.officer)
    said = {**LETTER, "expression": submission.expression.reference, field: value}

    response = client.post(ours("write", world), said)

    assertContains(response, sentence, status_code=422)
    assertContains(response, "We would like to talk" if field != "subject" else "Please ring us", status_code=422)


def test_a_change_takes_the_approval_away_and_two_officers_do_not_overwrite(client, world, submission):
    letter = approve(world, write(world, submission))
    client.force_login(world.officer)
    address = ours("change", world, letter.reference)
    assertContains(client.get(address), "changed words need approving again")
    first = {**LETTER, "subject": "First", "version": 1}
    assertRedirects(client.post(address, first), ours("manage", world, letter.reference))
    assert the_letter(world).approved_at is None

    client.force_login(world.second_officer)
    second = {**LETTER, "body": "What I typed.", "version": 1}
    response = client.post(address, second)
    assertContains(response, "As it stands now", status_code=409)
    assertContains(response, "What I typed.", status_code=409)
    assertContains(response, 'name="version" value="2"', status_code=409)
    assert client.post(address, {**second, "version": 2}).status_code == 302
    assert the_letter(world).body == "What I typed."


def test_a_sent_letter_is_neither_changed_nor_sent_again(client, world, submission):
    letter = tell(world, submission)
    client.force_login(world.officer)
    for name in ("change", "send"):
        assertContains(client.get(ours(name, world, letter.reference)), "has been sent")
        assert client.post(ours(name, world, letter.reference), {**LETTER, "version": 1}).status_code == 409
    client.force_login(world.approver)
    assertContains(
        client.post(ours("approve", world, letter.reference), {"version": 1}), "has been sent", status_code=409
    )


def test_before_the_opening_the_page_explains_and_names_nobody(client, clock):
    world = make_open(clock)
    submission = submit_for(world)
    close(world)
    client.force_login(world.officer)

    for name in ("index", "write"):
        response = client.get(ours(name, world))
        assertContains(response, "nobody at the council knows to whom to write")
        assertNotContains(response, organisation_of(submission.submitted_by).name)
    assert client.post(ours("write", world), LETTER).status_code == 409


def test_nobody_else_reads_a_letter(client, world, submission):
    letter = tell(world, submission)
    for person in (make_partner(), world.partners[1]):
        client.force_login(person)
        assert client.get(theirs("detail", submission, letter.reference)).status_code == 404
        assert client.get(theirs("pdf", submission, letter.reference)).status_code == 404
    for person in (make_officer(), make_evaluator()):
        client.force_login(person)
        assert client.get(ours("manage", world, letter.reference)).status_code == 403
    client.force_login(make_approver())
    assert client.get(ours("manage", world, letter.reference)).status_code == 200
    assert client.get(ours("print", world, letter.reference)).content.startswith(b"%PDF")
    assert client.get(ours("change", world, letter.reference)).status_code == 403


@pytest.mark.parametrize("page", ["ours", "theirs"])
def test_the_lists_ask_as_little_for_three_as_for_one(client, world, submission, page):
    client.force_login(world.officer if page == "ours" else submission.submitted_by)
    address = ours("index", world) if page == "ours" else theirs("list", submission)

    def queries():
        with CaptureQueriesContext(connection) as context:
            client.get(address)
        return len(context)

    tell(world, submission)
    queries()
    one = queries()
    for _ in range(2):
        tell(world, submission, kind="message")
    assert queries() == one


def test_start_pages_say_what_waits(client, world, submission):
    letter = write(world, submission)
    client.force_login(world.approver)
    assertContains(client.get(reverse("eoi:officer-start")), "Approve the letter to")
    approve(world, letter)
    client.force_login(world.officer)
    assertContains(client.get(reverse("eoi:officer-start")), "Send the letter to")
