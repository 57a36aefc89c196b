"""Where an expression of interest stands, the receipt of a withdrawal, and everything in one file."""

import hashlib
import io
import json
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.advert_withdrawal import withdraw_advert
from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.actions.submission import withdraw
from eoi.identity import perform
from eoi.models import AuditEvent
from tests.evaluation import world as panels
from tests.factories.organisations import add_member
from tests.factories.partner_files import fresh_pdf, remove, stage
from tests.factories.people import make_partner
from tests.factories.questions import ask_question
from tests.factories.world import close, fill_in, make_open, open_submissions, start, submit_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner(client, world):
    partner = make_partner(full_name="Pat Partner")
    client.force_login(partner)
    return partner


def on(name, expression, *more):
    return reverse(f"eoi:{name}", args=[expression.reference, *more])


def status(client, expression):
    return client.get(on("expression-status", expression))


def test_each_state_says_what_it_is_and_what_comes_next(client, world, partner):
    expression = start(world, partner)
    assertContains(status(client, expression), "Nothing has been submitted")
    submission = submit_for(world, partner)
    assertContains(status(client, submission.expression), "Received and sealed")

    close(world)
    response = status(client, expression)
    assertContains(response, "is still sealed")
    assertContains(response, "The closing record was published at")
    open_submissions(world)
    response = status(client, expression)

    assertContains(response, "Being considered")
    assertContains(response, "no contract is guaranteed")


def test_nothing_of_the_evaluation_changes_a_word_of_it(client, clock):
    """A panel, scores and a ranking exist: the page reads as before they did."""
    it = panels.make_scoring(clock, submissions=2)
    submission = it.submissions[0]
    client.force_login(submission.submitted_by)
    before = status(client, submission.expression).content
    for member in it.members:
        for each in it.submissions:
            panels.score(it, member, each, 5, 5, 5, 5, 5, rationale="canary")
    panels.close(it)

    response = status(client, submission.expression)

    assertNotContains(response, "canary")
    assertContains(response, "Being considered")
    assert _without_tokens(response.content) == _without_tokens(before)


def _without_tokens(page):
    return [line for line in page.splitlines() if b"csrf" not in line]


def test_who_submitted_nothing_reads_that_it_never_counts_against_them(client, world, partner):
    expression = start(world, partner)
    close(world)

    assertContains(status(client, expression), "Not answering never counts against you")


def test_a_withdrawn_advert_asks_nothing_of_anybody(client, world, partner):
    submission = submit_for(world, partner)
    perform(withdraw_advert, by=world.approver, advert=world.advert, reason="The council changed its mind.")

    assertContains(status(client, submission.expression), "nobody at the council reads it")


def test_the_status_asks_as_little_for_three_editions_as_for_one(client, world, partner):
    expression = submit_for(world, partner).expression

    def queries():
        with CaptureQueriesContext(connection) as context:
            status(client, expression)
        return len(context)

    queries()
    one = queries()
    for number in range(2):
        change = AnswerChange("other-ideas", number, text=f"Idea {number}")
        changed = perform(save_answers, by=partner, expression=expression, changes=[change])
        client.post(
            on("expression-submit", expression),
            {
                "name": "P",
                "position": "D",
                "authorised": "on",
                "statements_acknowledged": "on",
                "draft_version": changed.draft_version,
            },
        )
    assert expression.submissions.count() == 3
    assert queries() == one


def test_withdrawing_needs_no_reason_and_gives_a_receipt(client, world, partner):
    submission = submit_for(world, partner)
    response = client.post(on("expression-withdraw", submission.expression), {"reason": ""})

    receipt = on("withdrawal-receipt", submission.expression, 1)
    assertRedirects(response, receipt)
    page = client.get(receipt)
    assertContains(page, "None given")
    assertContains(page, "Pat Partner")
    assertContains(page, on("submission-receipt", submission.expression, 1))
    assertContains(page, "nobody at the council ever opens")
    assertContains(status(client, submission.expression), receipt)
    assert client.get(on("withdrawal-receipt", submission.expression, 2)).status_code == 404


def test_what_was_withdrawn_is_never_opened(client, world, partner):
    submission = submit_for(world, partner)
    perform(withdraw, by=partner, expression=submission.expression, reason="canary")
    submit_for(world)
    open_submissions(close(world))

    client.force_login(world.officer)
    assert client.get(reverse("eoi:submission-detail", args=[submission.reference])).status_code == 404
    assertNotContains(client.get(reverse("eoi:submission-list", args=[world.advert.reference])), "canary")


def unpack(client, expression):
    response = client.post(on("expression-download", expression))
    assert response["Content-Type"] == "application/zip"
    assert response["Cache-Control"] == "no-store"
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def test_the_copy_holds_everything_with_true_checksums(client, world, partner):
    expression = start(world, partner)
    add_member(expression, partner)
    expression = submit_for(world, partner, words="canary").expression
    hidden = AnswerChange("objective-1", 1, text="Written, not offered", nothing_offered=True)
    perform(save_answers, by=partner, expression=expression, changes=[hidden])
    ask_question(world, partner)

    archive = unpack(client, expression)

    reference = f"submissions/{expression.reference}-1"
    names = {"README.txt", "organisation.json", "draft/answers.json", "draft/answers.txt", "draft/history.json"}
    names |= {"what-you-did.json"}
    assert names | {f"{reference}-{end}" for end in ("receipt.json", "receipt.pdf", "content.json")} <= set(
        archive.namelist()
    )
    assert "Written, not offered" in archive.read("draft/answers.txt").decode()
    assert "canary" in archive.read(f"{reference}-content.json").decode()
    history = json.loads(archive.read("draft/history.json"))
    assert {"Written, not offered"} < {each["text"] for each in history}
    assert {each["saved_by"] for each in history} == {partner.full_name}
    assert json.loads(archive.read("organisation.json"))["consortium"]
    assert len(json.loads(archive.read("what-you-did.json"))["questions"]) == 1
    assert "sha256sum -c" in archive.read("README.txt").decode()
    for line in archive.read("checksums.txt").decode().splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest


def test_the_copy_holds_the_files_with_a_list_of_what_they_are(client, world, partner):
    expression = start(world, partner)
    content = fresh_pdf()
    stage(expression, partner, "Our structure.pdf", content=content, caption="Who does what")
    removed = remove(stage(expression, partner, "old.pdf"), partner)

    archive = unpack(client, expression)

    [first] = [name for name in archive.namelist() if name.endswith("our-structure.pdf")]
    assert archive.read(first) == content
    listed = json.loads(archive.read("files/list.json"))
    assert [(each["name"], each["caption"]) for each in listed] == [
        ("Our structure.pdf", "Who does what"),
        ("old.pdf", ""),
    ]
    assert any(removed.reference in name for name in archive.namelist())


def test_the_copy_before_anything_was_saved(client, world, partner):
    archive = unpack(client, start(world, partner))

    assert "None was saved" in archive.read("draft/answers.txt").decode()


def test_the_copy_holds_nothing_of_anybody_else(client, world, partner):
    submit_for(world, words="theirs")
    ask_question(world, make_partner(), text="Whose canary is this?")
    expression = fill_in(start(world, partner), partner)

    archive = unpack(client, expression)

    for name in archive.namelist():
        assert b"theirs" not in archive.read(name)
        assert b"canary" not in archive.read(name)


def test_taking_the_copy_is_recorded_and_strangers_get_none(client, world, partner):
    expression = start(world, partner)
    assertContains(client.get(on("expression-download", expression)), "Only people of your organisation")
    assert not AuditEvent.objects.filter(action="expression.download").exists()
    unpack(client, expression)

    event = AuditEvent.objects.get(action="expression.download")
    assert (event.actor, event.subject_reference, event.is_sealed) == (partner, expression.reference, True)
    client.force_login(make_partner())
    assert client.post(on("expression-download", expression)).status_code == 404
    client.force_login(world.officer)
    assert client.post(on("expression-download", expression)).status_code == 403
