"""Readiness, asking, deciding, returning, and the paper: pages of officers, approvers and auditors."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.advert import edit_advert
from eoi.actions.decision import return_to_officers
from eoi.identity import perform
from eoi.models import AuditEvent, DecisionRequest, Outcome, ReadinessReason, Service
from tests.factories.people import make_auditor, make_officer
from tests.factories.ready_consultation import make_body, say
from tests.factories.world import OPENS, ask, decide, make_draft, make_opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_draft(clock)


def page(world, name="advert-manage", *more):
    return reverse(f"eoi:{name}", args=[world.advert.reference, *more])


def answer(world, outcome="advertise", **typed):
    return {
        "outcome": outcome,
        "reasons": "The evidence suffices.",
        "draft_version": world.advert.draft_version,
        **typed,
    }


def shorten(world):
    """One week to answer."""
    changes = {"closes_at": OPENS + timedelta(days=7)}
    services = list(Service.objects.all())
    perform(edit_advert, by=world.officer, advert=world.advert, changes=changes, services=services)
    world.refresh()


def test_an_officer_asks_once_everything_is_there(client, world):
    client.force_login(world.officer)
    assertContains(client.get(page(world, "advert-readiness")), "Nothing keeps you from asking")

    response = client.post(
        page(world, "decision-request"),
        {"note": "Before Easter.", "draft_version": world.advert.draft_version},
        follow=True,
    )

    assertContains(response, "The approvers are asked to decide")
    assertContains(response, "waits for the decision")
    assert DecisionRequest.objects.get().note == "Before Easter."
    again = client.post(page(world, "decision-request"), {"draft_version": world.advert.draft_version})
    assertContains(again, "has been asked for already", status_code=409)


def test_what_is_missing_leads_to_where_it_is_mended(client, world):
    shorten(world)
    client.force_login(world.officer)

    response = client.get(page(world, "advert-readiness"))

    words = response.content.decode()
    assert words.index("To do</h2>") < words.index("There are only 5 working days") < words.index("Met</h2>")
    assertContains(response, page(world, "readiness-reason", "working-days"))
    assertContains(client.post(page(world, "decision-request")), "only 5 working days", status_code=409)


def test_a_request_for_a_version_that_is_gone_keeps_the_note(client, world):
    client.force_login(world.officer)

    response = client.post(page(world, "decision-request"), {"note": "Before Easter.", "draft_version": 1})

    assertContains(response, "changed while you were asking", status_code=409)
    assertContains(response, "Before Easter.", status_code=409)


def test_a_reason_is_recorded_and_meets_the_condition(client, world):
    shorten(world)
    client.force_login(world.officer)
    there = page(world, "readiness-reason", "working-days")
    assertContains(client.get(there), "for as long as this stays as it is (5 working days)")

    response = client.post(there, {"about": "5 working days", "reason": "A small market."}, follow=True)

    assertRedirects(response, page(world, "advert-readiness"))
    assertContains(response, "counts as met with a reason")
    assertContains(response, "A small market.")


def test_a_reason_for_what_is_no_longer_so_is_refused_and_kept_on_the_page(client, world):
    shorten(world)
    client.force_login(world.officer)
    there = page(world, "readiness-reason", "working-days")

    response = client.post(there, {"about": "4 working days", "reason": "A small market."})

    assertContains(response, "changed while you were writing", status_code=409)
    assertContains(response, "A small market.", status_code=409)
    assertContains(response, 'value="5 working days"', status_code=409)
    assert not ReadinessReason.objects.exists()
    assertContains(client.post(there, {"about": "5 working days", "reason": " "}), "Write your reason", status_code=422)


def test_a_condition_without_reasons_explains_itself_and_an_unknown_one_is_absent(client, world):
    client.force_login(world.officer)

    assertContains(client.get(page(world, "readiness-reason", "standing-statements")), "asks for no reason")
    assert client.get(page(world, "readiness-reason", "no-such-thing")).status_code == 404
    client.force_login(make_officer())
    assert client.get(page(world, "readiness-reason", "working-days")).status_code == 403


def test_an_approver_decides_on_the_text_shown_with_reasons(client, world):
    ask(world)
    client.force_login(world.approver)
    assertContains(client.get(page(world, "advert-decide")), "All of Corporate Services is in scope.")

    response = client.post(page(world, "advert-decide"), answer(world))

    assertRedirects(response, page(world))
    assertContains(client.get(page(world)), "The evidence suffices.")
    assert AuditEvent.objects.filter(action="advert.decide", actor=world.approver).exists()


def test_an_unanswered_formal_representation_blocks_the_decision_until_a_reason_is_given(client, world):
    say(world, make_body("Irwell Union", by=world.officer, advert=world.advert))
    ask(world)
    client.force_login(world.approver)
    assertContains(client.get(page(world, "advert-decide")), "the decision is blocked")

    blocked = client.post(page(world, "advert-decide"), answer(world, proceeding_reason=" "))

    assertContains(blocked, "Write why you go ahead", status_code=422)
    assert not world.advert.decisions.exists()
    client.post(page(world, "advert-decide"), answer(world, proceeding_reason="The fund closes in May."))
    assertContains(client.get(page(world)), "The fund closes in May.")


def test_an_approver_returns_the_draft_and_the_officers_read_why(client, world):
    ask(world)
    client.force_login(world.approver)

    response = client.post(
        page(world, "advert-decide"), answer(world, "returned", reasons="Unions first."), follow=True
    )

    assertContains(response, "is returned")
    client.force_login(world.officer)
    assertContains(client.get(page(world)), "Unions first.")
    assertContains(client.get(reverse("eoi:officer-start")), "was returned")


def test_before_it_is_asked_for_deciding_explains_itself(client, world):
    client.force_login(world.approver)

    assertContains(client.get(page(world, "advert-decide")), "have not asked for a decision")
    assertContains(client.post(page(world, "advert-decide"), answer(world)), "have not asked", status_code=409)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reasons": " "}, "Write your reasons"),
        ({"outcome": ""}, "Choose whether"),
        ({"outcome": "maybe"}, "Choose whether"),
    ],
)
def test_half_an_answer_is_not_recorded(client, world, typed, sentence):
    ask(world)
    client.force_login(world.approver)

    response = client.post(page(world, "advert-decide"), answer(world, **typed))

    assertContains(response, sentence, status_code=422)
    assert not world.advert.decisions.exists()


def test_a_decision_on_words_that_changed_meanwhile_is_refused_and_its_reasons_kept(client, world):
    ask(world)
    client.force_login(world.approver)

    response = client.post(page(world, "advert-decide"), answer(world, reasons="My reasons.", draft_version=1))

    assertContains(response, "The advert changed while you were deciding", status_code=409)
    assertContains(response, "My reasons.", status_code=409)


def test_what_is_no_longer_ready_can_only_be_returned(client, world, clock):
    ask(world)
    clock.set(world.advert.closes_at)
    client.force_login(world.approver)

    shown = client.get(page(world, "advert-decide"))
    assertContains(shown, "The closing time has passed")
    assertNotContains(shown, "the officers may publish this draft")
    refused = client.post(page(world, "advert-decide"), answer(world))
    assertContains(refused, "Choose whether", status_code=422)
    assert client.post(page(world, "advert-decide"), answer(world, "returned")).status_code == 302
    assert world.advert.decisions.get().outcome == Outcome.RETURNED


def test_an_officer_does_not_decide(client, world):
    ask(world)
    client.force_login(world.officer)

    assert client.post(page(world, "advert-decide"), answer(world)).status_code == 403


def test_the_paper_of_a_decision_stays_as_it_was(client, world):
    ask(world)
    facts = {"draft_version": world.advert.draft_version, "reasons": "Another title, please."}
    perform(return_to_officers, by=world.approver, advert=world.advert, **facts)
    services = list(Service.objects.all())
    changes = {"title": "A plainer title"}
    perform(edit_advert, by=world.officer, advert=world.advert, changes=changes, services=services)
    world.refresh()
    decide(world)
    client.force_login(world.officer)

    first, second = (client.get(page(world, "decision-detail", number)) for number in (1, 2))

    assertContains(first, "Another title, please.")
    assertNotContains(first, '<dd class="verbatim">A plainer title</dd>', html=True)
    assertContains(second, '<dd class="verbatim">A plainer title</dd>', html=True)
    for number in (0, 3, int("9" * 40)):
        assert client.get(page(world, "decision-detail", number)).status_code == 404


def test_the_paper_comes_as_pdf_too(client, world):
    decide(world)
    client.force_login(world.approver)

    for there in (page(world, "decision-paper-pdf"), page(world, "decision-detail-pdf", 1)):
        response = client.get(there)
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")
        assert "attachment" in response["Content-Disposition"]


def test_an_auditor_reads_papers_once_the_submissions_are_opened(client, clock):
    auditor = make_auditor()
    opened = make_opened(clock, submissions=1)
    client.force_login(auditor)

    assertContains(client.get(page(opened, "decision-detail", 1)), "Opened adverts")
    assertContains(client.get(page(opened, "decision-paper")), page(opened, "decision-detail", 1))
    draft = make_draft(clock, reference="SAL-2026-015")
    assert client.get(page(draft, "decision-paper")).status_code == 403


def test_the_readiness_page_makes_the_same_queries_however_many_decisions_there_are(client, world):
    client.force_login(world.officer)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(page(world, "advert-readiness")).status_code == 200
        return len(found)

    ask(world)
    facts = {"draft_version": world.advert.draft_version, "reasons": "Not yet."}
    perform(return_to_officers, by=world.approver, advert=world.advert, **facts)
    one = queries()
    for _ in range(2):
        ask(world)
        perform(return_to_officers, by=world.approver, advert=world.advert, **facts)

    assert queries() == one
