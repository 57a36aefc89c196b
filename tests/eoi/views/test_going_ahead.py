"""An unanswered formal representation keeps the decision waiting, or everyone concerned reads why it did not (S12)."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from eoi.actions.decision import decide_to_advertise
from eoi.identity import perform
from eoi.problems import ActionRefused
from tests.factories.ready_consultation import make_body, say, speaker_of
from tests.factories.world import ask, make_draft

pytestmark = pytest.mark.django_db

REASON = "The grant ends on Friday; we meet the union before then."


def test_everyone_concerned_reads_why_the_approver_went_ahead(client, clock):
    world = make_draft(clock)
    body = make_body(by=world.officer, advert=world.advert)
    other = make_body("Another union", by=world.officer, advert=world.advert)
    outsider = make_body("Elsewhere", by=world.officer)
    said = say(world, body)
    deciding = {"by": world.approver, "advert": ask(world).advert, "draft_version": world.advert.draft_version}
    with pytest.raises(ActionRefused, match="unanswered"):
        perform(decide_to_advertise, **deciding, reasons="It is time.")
    perform(decide_to_advertise, **deciding, reasons="It is time.", proceeding_reason=REASON)

    workspace = reverse("eoi:representative-consultation", args=[world.advert.reference])
    detail = reverse("eoi:representation-detail", args=[said.reference])
    for person, addresses in (
        (speaker_of(body), (workspace, detail)),
        (speaker_of(other), (workspace,)),
        (world.officer, (reverse("eoi:consultation-log", args=[world.advert.reference]), detail)),
        (world.approver, (reverse("eoi:consultation-detail", args=[world.advert.reference]), detail)),
    ):
        client.force_login(person)
        for address in addresses:
            assertContains(client.get(address), REASON)
            assertContains(client.get(address), world.approver.full_name)
    client.force_login(speaker_of(outsider))
    assertNotContains(client.get(workspace), REASON, status_code=403)
