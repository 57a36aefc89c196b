"""The page of complete drafts that were not submitted: numbers for officers, names once an approver asked."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.submission import submit
from eoi.identity import acting_as
from eoi.models import UnsubmittedDecision, UnsubmittedRequest
from eoi.problems import ActionRefused
from tests.factories.amendments import withdraw
from tests.factories.people import make_auditor, make_officer, make_partner
from tests.factories.unsubmitted import ask_which, decide_about, leave_unsubmitted
from tests.factories.world import CLOSES, DECLARATION, close, make_open

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_was_just_shown(settings):
    settings.DEMO = True


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner():
    return make_partner(full_name="Pat Partner")


@pytest.fixture
def expression(world, partner):
    return leave_unsubmitted(world, partner)


def page(world, name="unsubmitted-detail"):
    return reverse(f"eoi:{name}", args=[world.advert.reference])


def test_while_the_advert_is_open_not_even_the_number_is_shown(client, world, expression):
    client.force_login(world.approver)

    response = client.get(page(world))

    assertContains(response, "Nobody can know who did not submit")
    assertNotContains(response, "Complete drafts that were not submitted")
    assertContains(client.get(page(world, "unsubmitted-ask")), "This cannot be done now")


def test_after_closing_an_officer_reads_how_many_and_no_name(client, world, expression):
    close(world)
    client.force_login(world.officer)

    response = client.get(page(world))

    assertContains(response, "An approver can ask.")
    for secret in (expression.reference, expression.organisation.name, "Pat Partner"):
        assertNotContains(response, secret)
    assertContains(client.get(reverse("eoi:opening-detail", args=[world.advert.reference])), page(world))


def test_an_approver_asks_with_a_reason_and_then_officers_read_which(client, world, expression, partner):
    world.clock.set(CLOSES + timedelta(seconds=2))
    with acting_as(partner) as now, pytest.raises(ActionRefused):
        submit(
            expression=expression, draft_version=expression.draft_version, declaration=DECLARATION, by=partner, at=now
        )
    close(world)
    client.force_login(world.approver)
    assertContains(client.get(page(world)), "Ask which organisations")
    assertContains(client.get(page(world, "unsubmitted-ask")), "cannot be undone")
    assertContains(client.post(page(world, "unsubmitted-ask"), {"reason": ""}), "Say why", status_code=422)

    response = client.post(page(world, "unsubmitted-ask"), {"reason": "They telephoned."}, follow=True)

    assertContains(response, "1 organisation is named below")
    for reader in (world.officer, world.approver, make_auditor()):
        client.force_login(reader)
        response = client.get(page(world))
        assertContains(response, expression.organisation.name)
        assertContains(response, partner.email)
        assertContains(response, "They telephoned.")
        assertContains(response, "Tried to submit after its closing time, 1 time, last at 5:00:02pm")
        assertNotContains(response, "We would help with this")


def test_an_approver_decides_and_everybody_concerned_reads_it(client, world, expression):
    close(world)
    ask_which(world)
    client.force_login(world.approver)
    assertContains(client.get(page(world)), "Record a decision")
    assertContains(client.post(page(world, "unsubmitted-decide"), {}), "Choose what you decide", status_code=422)

    typed = {"outcome": "no-action", "reasons": "The service could be reached all day."}
    assertRedirects(client.post(page(world, "unsubmitted-decide"), typed), page(world))

    assert UnsubmittedDecision.objects.get().decided_by == world.approver
    client.force_login(world.officer)
    assertContains(client.get(page(world)), "The service could be reached all day.")
    assertNotContains(client.get(page(world)), "Record a further decision")


def test_what_cannot_be_done_is_explained(client, world, expression):
    close(world)
    client.force_login(world.approver)
    assertContains(client.get(page(world, "unsubmitted-decide")), "Ask first which organisations")
    assertContains(client.post(page(world, "unsubmitted-decide")), "Ask first", status_code=409)
    ask_which(world)
    assertContains(client.post(page(world, "unsubmitted-ask"), {"reason": "x"}), "asked already", status_code=409)


@pytest.mark.parametrize("name", ["unsubmitted-ask", "unsubmitted-decide"])
def test_officers_neither_ask_nor_decide(client, world, expression, name):
    close(world)
    client.force_login(world.officer)

    assert client.post(page(world, name), {"reason": "x"}).status_code == 403
    assert not UnsubmittedRequest.objects.exists()


def test_an_officer_of_another_advert_reads_nothing(client, world, expression):
    close(world)
    client.force_login(make_officer())

    assert client.get(page(world)).status_code == 403


def test_where_everybody_submitted_there_is_nothing_to_decide(client, world):
    close(world)
    client.force_login(world.approver)

    assertContains(client.get(page(world)), "There is nothing to decide.")


def test_a_withdrawn_advert_says_so(client, world, expression):
    withdraw(world)
    client.force_login(world.approver)

    assertContains(client.get(page(world)), "withdrawn")


def test_the_page_asks_the_same_number_of_questions_for_one_and_three(client, world):
    def queries(world):
        client.get(page(world))
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(page(world)).status_code == 200
        return len(found)

    leave_unsubmitted(world)
    other = make_open(world.clock, reference="SAL-2026-015")
    for _ in range(3):
        leave_unsubmitted(other)
    for each in (world, other):
        close(each)
        ask_which(each)
        decide_about(each)
    counts = []
    for each in (world, other):
        client.force_login(each.approver)
        counts.append(queries(each))
    assert counts[0] == counts[1] <= 40, counts
