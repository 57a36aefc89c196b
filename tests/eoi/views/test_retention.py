"""Retention on the pages: rules, what is due, deleting it, holds, the log; and what is said afterwards of what is gone."""

import json

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from eoi.models import RetentionHold, RetentionRun
from tests.factories.people import make_auditor, make_evaluator, make_partner
from tests.factories.retention import delete, hold, make_due
from tests.factories.world import make_opened

pytestmark = pytest.mark.django_db

INDEX = reverse("eoi:retention-index")


@pytest.fixture
def world(clock):
    return make_due(clock)


def deletion(world, key="submissions"):
    return reverse("eoi:retention-delete", args=[key, world.advert.reference])


def test_an_approver_reads_what_is_due_and_deletes_it_with_a_reason(client, world):
    client.force_login(world.officer)
    seen = client.get(INDEX)
    assertContains(seen, "Limitation Act 1980")
    assertContains(seen, "2 expressions")
    assertContains(seen, "An approver confirms it.")
    assert client.get(deletion(world)).status_code == 403

    client.force_login(world.approver)
    assertContains(client.get(deletion(world)), "It cannot be undone")
    assertContains(client.post(deletion(world), {"reason": ""}), "Say why", status_code=422)
    assertContains(client.post(deletion(world), {"reason": "Over."}, follow=True), "is deleted")
    run = RetentionRun.objects.get()
    page = client.get(reverse("eoi:retention-run", args=[run.reference]))
    assertContains(page, "Sealed content of a submission")
    assertContains(page, world.submissions[0].reference)
    assertContains(client.get(INDEX), "Nothing is due")
    assertContains(client.post(deletion(world), {"reason": "Again."}), "is due", status_code=409)


def test_what_is_gone_says_when_and_by_which_rule(client, world, settings):
    submission = world.submissions[0]
    partner = submission.submitted_by
    client.force_login(partner)
    names = ("submission-receipt", "submission-receipt-pdf", "submission-receipt-json", "submission-content-json")
    arguments = [submission.expression.reference, submission.number]
    kept = client.get(reverse("eoi:submission-receipt-json", args=arguments)).content.decode()
    delete(world)

    for name in names:
        response = client.get(reverse(f"eoi:{name}", args=arguments))
        assertContains(response, "deleted under the retention rules", status_code=410)
        assertNotContains(response, "We would help", status_code=410)
    for name in ("expression-status", "expression-detail", "expression-check"):
        assert client.get(reverse(f"eoi:{name}", args=arguments[:1])).status_code == 200
    copy = client.post(reverse("eoi:expression-download", args=arguments[:1]))
    assert b"PK" in b"".join(copy.streaming_content)
    client.force_login(world.officer)
    gone = client.get(reverse("eoi:submission-detail", args=[submission.reference]))
    assertContains(gone, "deleted under the retention rules", status_code=410)

    client.logout()
    check = reverse("eoi:receipt-check")
    by_digest = client.post(check, {"receipt": submission.receipt_digest})
    assertContains(by_digest, "deleted under the retention rules on")
    assertContains(by_digest, "This receipt is in the closing record")
    assert json.loads(kept)["receipt_digest"] == submission.receipt_digest


def test_a_hold_keeps_it_until_it_is_lifted(client, world):
    client.force_login(world.approver)
    address = reverse("eoi:retention-hold", args=[world.advert.reference])
    assertContains(client.post(address, {"reason": ""}), "Say why", status_code=422)
    assertContains(client.post(address, {"reason": "A complaint."}, follow=True), "until the hold is lifted")
    assertContains(client.post(address, {"reason": "Twice."}), "is held already", status_code=409)
    assertContains(client.get(deletion(world)), "nothing about it is deleted")
    assert client.post(deletion(world), {"reason": "x"}).status_code == 409
    assertContains(client.get(INDEX), "Held")

    lift = reverse("eoi:retention-lift", args=[RetentionHold.objects.get().reference])
    assertContains(client.get(lift), "A complaint.")
    assertContains(client.post(lift, follow=True), "is lifted")
    assertContains(client.post(lift), "has been lifted already", status_code=409)
    assertContains(client.post(deletion(world), {"reason": "Over."}, follow=True), "is deleted")


def test_before_anything_is_due_the_page_says_so(client, clock):
    world = make_opened(clock)
    client.force_login(world.approver)

    assertContains(client.get(INDEX), "Nothing is due")
    assertContains(client.get(deletion(world, "drafts")), "nothing of")
    assert client.post(deletion(world), {"reason": "x"}).status_code == 409


def test_partners_and_evaluators_do_not_come_near_and_auditors_read(client, world):
    run = delete(world)
    for person in (make_partner(), make_evaluator()):
        client.force_login(person)
        assert client.get(INDEX).status_code == 403
    client.force_login(make_auditor())
    assert client.get(INDEX).status_code == 200
    assertContains(client.get(reverse("eoi:retention-run", args=[run.reference])), run.reference)
    assert client.get(deletion(world)).status_code == 403
    assert client.get(reverse("eoi:retention-lift", args=["HLD-0000-0000"])).status_code == 403
    hold(world)
