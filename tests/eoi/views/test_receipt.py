"""`/receipts/`: whoever has a receipt checks it; nothing is learnt before the closing record is published."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains

from eoi import verify_receipt
from eoi.actions.submission import withdraw
from eoi.forms.receipt import LARGEST
from eoi.identity import perform
from eoi.policies.receipt import MOST_CHECKS_AN_HOUR
from tests.eoi.second_verifier import is_verified
from tests.factories.people import make_partner
from tests.factories.world import CLOSES, close, make_open, submit_for

pytestmark = pytest.mark.django_db
PAGE = "/receipts/"
GROUPED = [slice(start, start + 4) for start in range(0, 64, 4)]


@pytest.fixture
def world(clock):
    world = make_open(clock)
    submit_for(world)
    clock.advance(hours=1)
    submit_for(world)
    return world


@pytest.fixture
def receipt(client, world):
    """The receipt file of the second submission, as its organisation downloads it."""
    submission = world.submissions[1]
    own = Client()
    own.force_login(submission.submitted_by)
    return own.get(reverse("eoi:submission-receipt-json", args=[submission.expression.reference, 1])).content


@pytest.fixture(autouse=True)
def _nobody_has_asked():
    cache.clear()


def check(client, text="", file=None, name="EOI-1-receipt.json"):
    sent = {"receipt": text}
    if file is not None:
        sent["file"] = SimpleUploadedFile(name, file)
    return client.post(PAGE, sent)


def changed(receipt, **lines):
    return json.dumps({**json.loads(receipt), **lines}, ensure_ascii=False).encode()


def test_a_digest_in_the_closing_record_is_found_with_its_number_and_time(client, world):
    digest = world.submissions[1].receipt_digest
    close(world)

    for text in (digest, digest.upper(), " ".join(digest[part] for part in GROUPED), f"Digest: {digest}\n"):
        response = check(client, text)
        assertContains(response, "This receipt is in the closing record")
        assertContains(response, "It is number 2 of 2 in the")
        assertContains(response, "received at 10:00:00am on Tuesday 3 March 2026 (UK time)")
        assertContains(response, reverse("eoi:closing-record-detail", args=[world.advert.reference]))


def test_the_whole_mail_of_a_receipt_will_do(client, world, clock, mail_queue):
    clock.advance(hours=1)
    submission = submit_for(world)
    mail = Email.objects.filter(to=submission.submitted_by.email).latest("pk")
    close(world)

    assertContains(check(client, mail.message), "It is number 3 of 3")


def test_before_the_record_is_published_a_true_receipt_and_a_false_one_get_the_same_answer(client, world, clock):
    true, false = world.submissions[0].receipt_digest, hashlib.sha256(b"made up").hexdigest()
    for moment in (None, CLOSES, CLOSES + timedelta(minutes=5)):
        if moment:
            clock.set(moment)
        answers = []
        for digest in (true, false):
            page = check(client, digest).text
            shown = " ".join(digest[part] for part in GROUPED)
            assert "This receipt is in no closing record" in page
            answers.append(page.replace(digest, "").replace(shown, "").split("<main")[1].split("<form")[0])
        assert answers[0] == answers[1]


def test_checking_costs_the_same_whether_or_not_there_is_such_a_receipt(client, world):
    close(world)
    check(client, "ab" * 32)
    costs = set()
    for text in (world.submissions[0].receipt_digest, "ab" * 32):
        with CaptureQueriesContext(connection) as queries:
            check(client, text)
        costs.add(len(queries))

    assert len(costs) == 1


def test_a_replaced_and_a_withdrawn_edition_stand_in_the_record_too(client, world):
    submission = world.submissions[0]
    perform(withdraw, by=submission.submitted_by, expression=submission.expression, reason="Another way.")
    close(world)

    assertContains(check(client, submission.receipt_digest), "It is number 1 of 2")


def test_the_digest_of_the_record_itself_is_said_to_be_that(client, world):
    close(world)

    response = check(client, world.advert.closing_record.digest)

    assertContains(response, "This is the digest of a closing record")
    assertNotContains(response, "in no closing record")


def test_a_receipt_file_is_recomputed_line_by_line_and_verifies_offline(client, world, receipt, tmp_path):
    close(world)
    for response in (
        check(client, file=receipt),
        check(client, receipt.decode()),
        check(client, file=b"\xef\xbb\xbf" + receipt),
    ):
        assertContains(response, "This receipt is in the closing record")
        assertContains(response, "Agrees</", count=5)
        assertNotContains(response, "Does not agree")
        assertNotContains(response, "We would help with this.")

    record = client.get(reverse("eoi:closing-record-text", args=[world.advert.reference])).content
    digest = world.advert.closing_record.digest
    (tmp_path / "record.txt").write_bytes(record)
    (tmp_path / "receipt.json").write_bytes(receipt)
    assert verify_receipt.main([str(tmp_path / "record.txt"), digest, str(tmp_path / "receipt.json")]) == 0
    assert is_verified(receipt.decode(), record.decode(), digest)


@pytest.mark.parametrize(
    ("lines", "said", "agree"),
    [
        ({"content_digest": "ab" * 32}, "It is not the SHA-256 of the content", 3),
        ({"received_at": "2026-03-03T08:00:00.000000Z"}, "one of the four was changed", 3),
        ({"received_at": "2026-03-03T08:00:00.000000Z"}, "The closing record says 2026-03-03T10:00:00.000000Z.", 3),
        ({"reference": "EOI-2222-2222-1"}, "what stands at the top of the file was changed", 3),
        ({"advert": "SAL-2026-999"}, "The digest is in the record of SAL-2026-014", 3),
        ({"content": '{"reference": "\\ud800"}'}, "It is not the SHA-256 of the content", 3),
        ({"content": "nothing"}, "It is not the SHA-256 of the content", 3),
        ({"content": "[" * 50_000}, "It is not the SHA-256 of the content", 3),
    ],
)
def test_which_line_of_a_changed_receipt_fails_is_said(client, world, receipt, lines, said, agree):
    close(world)

    response = check(client, file=changed(receipt, **lines))

    assertContains(response, "This receipt does not agree")
    assertContains(response, said)
    assertContains(response, "Agrees</", count=agree)


def test_a_receipt_whose_words_and_digests_were_all_made_anew_is_in_no_record(client, world, receipt):
    close(world)
    forged = json.loads(receipt)
    forged["content"] = forged["content"].replace("We would", "We shall")
    forged["content_digest"] = hashlib.sha256(forged["content"].encode()).hexdigest()
    lines = [forged["content_digest"], forged["reference"], forged["received_at"]]
    forged["receipt_digest"] = hashlib.sha256("\n".join(lines).encode()).hexdigest()

    response = check(client, file=json.dumps(forged).encode())

    assertContains(response, "The file agrees with itself, but")
    assertContains(response, "Agrees</", count=3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Paste the digest of a receipt, or choose the receipt file."),
        ("garbage", "There is no digest in this text"),
        ("ab" * 31, "A digest has 64 letters and digits; this has 62."),
        ("ab" * 33, "A digest has 64 letters and digits; this has 66."),
        ("zz" * 32, "There is no digest in this text"),
        (f"{'ab' * 32}, {'cd' * 32}", "There are 2 digests in this text."),
        ("word " * 5_000, "This is too long to look for a digest in it."),
        ("a " * 9_000, "A digest has 64 letters and digits; this has 9,000."),
        ("{", "This is not a whole receipt file"),
        ("[1, 2]", "This is not a receipt file of ours."),
        ('{"format": "receipt-2"}', "This is not a receipt file of ours."),
        ('{"format": "receipt-1", "advert": 3}', "This receipt file lacks “advert”."),
        ('{"a": ' * 5_000, "This is not a"),
        ("[" * 100_000, "This is not a receipt file of ours."),
        ("[" + "9" * 5_000 + "]", "This is not a receipt file of ours."),
        ("\x00" + "ab" * 32, "invisible NUL characters"),
    ],
)
def test_wrong_input_is_refused_with_a_sentence(client, text, said):
    response = check(client, text)

    assertContains(response, said, status_code=422)
    assertContains(response, 'href="#id_receipt"', status_code=422)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"", "is empty. Download the receipt file again."),
        (b"%PDF-1.7\xff\xfe", "It may be the PDF of the receipt, which is for reading."),
        ("{}".encode("utf-16"), "This file is not a text"),
        (b"{" + b" " * LARGEST, "is larger than 5 MB"),
        (b"x" * 10 * 1024 * 1024, "is larger than 5 MB"),
    ],
)
def test_a_wrong_file_is_refused_with_a_sentence(client, file, said):
    response = check(client, file=file)

    assertContains(response, said, status_code=422)
    assertContains(response, 'href="#id_file"', status_code=422)


def test_a_truncated_receipt_file_is_said_to_break_off(client, receipt):
    assertContains(check(client, file=receipt[:-20]), "This is not a whole receipt file", status_code=422)


def test_the_sealed_content_is_told_from_the_receipt_file(client, receipt):
    content = json.loads(receipt)["content"]

    assertContains(check(client, content), "This is the sealed content on its own", status_code=422)


def test_a_digest_and_a_file_at_once_are_too_much(client, receipt):
    assertContains(check(client, "ab" * 32, receipt), "not both", status_code=422)


def test_who_checks_very_often_waits_or_checks_at_home(client):
    for _ in range(MOST_CHECKS_AN_HOUR):
        assert check(client, "ab" * 32).status_code == 200

    response = check(client, "ab" * 32)

    assertContains(response, f"{MOST_CHECKS_AN_HOUR} receipts have been checked from your network", status_code=429)
    assertContains(response, "verify_receipt.py", status_code=429)


def test_checking_keeps_nothing_and_is_not_stored_by_browsers(client, world, receipt):
    close(world)

    response = check(client, file=receipt)

    assert "no-store" in response["Cache-Control"]
    assert "sessionid" not in response.cookies
    assert not client.session.keys()


def test_the_program_and_the_specification_are_offered_as_they_stand(client):
    page = client.get(PAGE)
    program, specification = reverse("eoi:receipt-verifier"), reverse("eoi:receipt-specification")
    assertContains(page, program)
    assertContains(page, specification)

    response = client.get(program)
    assert response.content.startswith(b"#!/usr/bin/env python3\n")
    assert response["Content-Disposition"] == 'attachment; filename="verify_receipt.py"'
    assertContains(client.get(specification), "# Receipts and closing records")


def test_pages_that_speak_of_receipts_lead_here(client, world):
    assertContains(client.get("/"), f'href="{PAGE}"')
    partner = world.submissions[0].submitted_by
    close(world)
    assertContains(client.get(reverse("eoi:closing-record-detail", args=[world.advert.reference])), f'href="{PAGE}"')
    client.force_login(partner)
    own = reverse("eoi:submission-receipt", args=[world.submissions[0].expression.reference, 1])
    assertContains(client.get(own), f'href="{PAGE}"')


def test_somebody_who_has_signed_in_checks_as_everybody_does(client, world):
    close(world)
    client.force_login(make_partner())

    assertContains(check(client, world.submissions[0].receipt_digest), "It is number 1 of 2")
