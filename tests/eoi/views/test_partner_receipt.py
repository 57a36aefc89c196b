"""The receipt of an edition: page, PDF, receipt file, sealed content. For the organisation's own people, at any time."""

import hashlib
import json
from dataclasses import fields, replace

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.actions.submission import submit
from eoi.documents import pdf_of
from eoi.identity import acting_as, perform
from eoi.models import Membership, SubmissionContent
from eoi.readable_copy import CopiedMember, Fact, ReadableCopy, readable_copy
from eoi.receipt_document import receipt_document
from eoi.seal import seal_time
from eoi.templatetags.texts import digest_groups
from tests.factories.partner_files import submit_with_files
from tests.factories.people import PASSWORD, make_approver, make_officer, make_partner, organisation_of
from tests.factories.world import DECLARATION, close, make_open, open_submissions, submit_for
from tests.project.pdf_text import words_in

pytestmark = pytest.mark.django_db
RECEIPTS = ["submission-receipt", "submission-receipt-pdf", "submission-receipt-json", "submission-content-json"]
TYPED = "*bold* #panic() $x^2$ <script> \\ “quoted” é"


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def submission(client, world):
    submission = submit_for(world, make_partner(full_name="Pat Partner"), words=TYPED)
    client.force_login(submission.submitted_by)
    return submission


def address(name, submission, number=1):
    return reverse(f"eoi:{name}", args=[submission.expression.reference, number])


def test_a_bookmarked_receipt_leads_through_sign_in_and_back(client, submission):
    bookmark = address("submission-receipt", submission)
    client.logout()
    asked = client.get(bookmark)
    assertRedirects(asked, f"{reverse('account_login')}?next={bookmark}")

    signed_in = client.post(asked.url, {"login": submission.submitted_by.email, "password": PASSWORD}, follow=True)

    assertContains(signed_in, "Expression of interest submitted")
    assertContains(signed_in, submission.reference)
    assertContains(signed_in, digest_groups(submission.receipt_digest))


def test_a_bookmarked_receipt_says_the_same_after_everything_that_follows(client, world, submission):
    bookmark = address("submission-receipt", submission)
    open_submissions(close(world))

    page = client.get(bookmark)

    assertContains(page, digest_groups(submission.receipt_digest))
    assertContains(page, "objective-3")
    for name in RECEIPTS[1:]:
        assertContains(page, address(name, submission))


def test_the_receipt_file_has_all_that_it_takes_to_verify(client, submission):
    response = client.get(address("submission-receipt-json", submission))
    content = client.get(address("submission-content-json", submission)).content
    receipt = json.loads(response.content)

    assert receipt == {
        "format": "receipt-1",
        "advert": "SAL-2026-014",
        "reference": submission.reference,
        "received_at": seal_time(submission.received_at),
        "content_digest": submission.content_digest,
        "receipt_digest": submission.receipt_digest,
        "content": content.decode(),
    }
    assert hashlib.sha256(content).hexdigest() == submission.content_digest
    assert response["Content-Disposition"] == f'attachment; filename="{submission.reference}-receipt.json"'


def test_the_pdf_holds_the_full_copy_as_it_was_typed(client, submission):
    response = client.get(address("submission-receipt-pdf", submission))
    words = words_in(response.content)

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{submission.reference}-receipt.pdf"'
    assert b"pdfuaid" in response.content or "pdfuaid" in words
    for said in (
        submission.reference,
        submission.expression.advert.title,
        organisation_of(submission.submitted_by).name,
        "Pat Partner",
        seal_time(submission.received_at),
        "*bold* #panic() $x^2$ <script>",
        "(objective-5)",
        "None chosen.",
        "Lead Person",
        "It is not a tender",
        *digest_groups(submission.receipt_digest).split(" ")[:4],
    ):
        assert said in words, said


def test_the_pdf_is_the_same_whenever_it_is_made(client, world, submission):
    first = client.get(address("submission-receipt-pdf", submission)).content
    open_submissions(close(world))

    assert client.get(address("submission-receipt-pdf", submission)).content == first


def test_each_edition_keeps_its_own_words(client, world, submission):
    partner, expression = submission.submitted_by, submission.expression
    changes = [
        AnswerChange("other-ideas", 0, text="One more idea."),
        AnswerChange("objective-1", 1, nothing_offered=True),
    ]
    expression = perform(save_answers, by=partner, expression=expression, changes=changes)
    perform(submit, by=partner, expression=expression, draft_version=expression.draft_version, declaration=DECLARATION)

    first, second = (client.get(address("submission-receipt-pdf", submission, number)).content for number in (1, 2))

    assert "One more idea." not in words_in(first)
    assert "One more idea." in words_in(second)
    assert "We offer nothing for this objective." in words_in(second)


def test_the_pdf_leaves_nothing_of_the_copy_out():
    """Whoever adds to the copy adds it to `receipt_document`, and here."""
    printed = {"advert_title", "organisation", "consortium", "answers", "needs", "asked_about_needs", "files"}

    assert {field.name for field in fields(ReadableCopy)} == printed | {"declaration", "statements", "assistance"}


def test_the_pdf_names_the_members_of_a_consortium(client, world, submission):
    with acting_as(submission.submitted_by):
        content = json.loads(SubmissionContent.objects.get(submission=submission).canonical)
    member = CopiedMember("Partner Two Limited", [Fact("Company number", "01234567")], is_repeated=False)
    copy = replace(readable_copy(content), consortium=[member], assistance=[Fact("Came by", "Telephone")])

    words = words_in(pdf_of(receipt_document(submission, copy).as_data(), made_at=submission.received_at))

    for said in ("Partner Two Limited", "01234567", "Entered by the council", "Telephone"):
        assert said in words


def test_the_pdf_lists_the_files_with_their_digests(world):
    submission = submit_with_files(world, files=2)
    with acting_as(submission.submitted_by):
        content = json.loads(SubmissionContent.objects.get(submission=submission).canonical)

    words = words_in(
        pdf_of(receipt_document(submission, readable_copy(content)).as_data(), made_at=submission.received_at)
    )

    for file in content["files"]:
        for said in (file["name"], file["caption"], digest_groups(file["sha256"])):
            assert said in words


@pytest.mark.parametrize("name", RECEIPTS)
def test_receipts_are_for_todays_members_and_are_not_stored(client, world, submission, name):
    here = address(name, submission)
    colleague = make_partner(organisation_of(submission.submitted_by), lead=False)
    client.force_login(colleague)
    response = client.get(here)
    assert response.status_code == 200
    if name != "submission-receipt":
        assert response["Cache-Control"] == "no-store"
        assert "attachment" in response["Content-Disposition"]
    assert client.get(address(name, submission, 2)).status_code == 404
    assert client.post(here).status_code == 405

    Membership.objects.filter(user=colleague).update(left_at=submission.received_at)
    assert client.get(here).status_code == 404
    client.force_login(make_partner())
    assert client.get(here).status_code == 404
    for staff in (make_officer(), make_approver(), world.officer):
        client.force_login(staff)
        assert client.get(here).status_code == 403
    client.logout()
    assert client.get(here).status_code == 302
