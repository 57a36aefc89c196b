"""Who comes too late: what stands, what was not received, whom to speak to; and nothing typed is lost (P18)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.actions.submission import withdraw
from eoi.identity import acting_as, perform
from eoi.models import Answer
from tests.factories.amendments import withdraw as withdraw_advert
from tests.factories.people import make_partner
from tests.factories.unsubmitted import leave_unsubmitted
from tests.factories.world import CLOSES, close, make_open, submit_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner(client):
    partner = make_partner(full_name="Pat Partner")
    client.force_login(partner)
    return partner


def on(name, expression, *more):
    return reverse(f"eoi:{name}", args=[expression.reference, *more])


def test_a_draft_that_was_never_submitted_is_said_not_to_stand(client, world, partner, settings):
    expression = leave_unsubmitted(world, partner)
    close(world)

    response = client.get(on("expression-late", expression))

    assertContains(response, "No submission of your organisation was received.")
    assertContains(response, "the council cannot read them")
    for link in ("answers-word", "answers-text", "expression-check"):
        assertContains(response, on(link, expression))
    assertContains(response, settings.CONTACT_TELEPHONE)
    assertContains(response, expression.reference)
    assertContains(response, "Corporate procurement")
    for page in ("expression-detail", "expression-check"):
        assertContains(client.get(on(page, expression)), on("expression-late", expression))


def test_a_submission_that_holds_everything_stands_and_nothing_is_missing(client, world, partner):
    expression = submit_for(world, partner).expression
    close(world)

    response = client.get(on("expression-late", expression))

    assertContains(response, "Edition 1, received at")
    assertContains(response, "Nothing of yours is missing")


def test_changes_after_the_last_edition_are_said_not_to_count(client, world, partner):
    expression = submit_for(world, partner).expression
    with acting_as(partner):
        version = expression.answers.get(question_key="objective-1").version
    better = [AnswerChange(key="objective-1", version=version, text="Better")]
    perform(save_answers, by=partner, expression=expression, changes=better)
    close(world)

    assertContains(client.get(on("expression-late", expression)), "Those changes were saved, but not submitted")


def test_what_was_withdrawn_is_said_to_be_withdrawn(client, world, partner):
    expression = submit_for(world, partner).expression
    perform(withdraw, by=partner, expression=expression, reason="")
    close(world)

    assertContains(client.get(on("expression-late", expression)), "Your organisation withdrew what it had submitted")


@pytest.mark.parametrize("declaration", [{}, {"name": "Lead", "position": "Director", "authorised": "on"}])
def test_a_late_submission_says_when_it_reached_us_and_what_to_do(client, world, partner, declaration):
    expression = leave_unsubmitted(world, partner)
    world.clock.set(CLOSES + timedelta(seconds=3))
    typed = {**declaration, "statements_acknowledged": "on", "draft_version": expression.draft_version}

    response = client.post(on("expression-submit", expression), typed)

    assertContains(response, "It reached us at 5:00:03pm on Monday 30 March 2026", status_code=409)
    assertContains(response, "No submission of your organisation was received.", status_code=409)


def test_the_moment_of_the_closing_time_itself_is_too_late_and_a_second_before_is_not(client, world, partner):
    expression = leave_unsubmitted(world, partner)
    world.clock.set(CLOSES - timedelta(seconds=1))
    assertRedirects(client.get(on("expression-late", expression)), on("expression-detail", expression))
    world.clock.set(CLOSES)

    assertContains(client.get(on("expression-late", expression)), "The closing time has passed")


def test_an_answer_that_came_too_late_can_be_downloaded_as_it_was_typed(client, world, partner):
    expression = leave_unsubmitted(world, partner)
    world.clock.set(CLOSES)
    late = "Too late,\r\nby a “second”."
    refused = client.post(on("answer-edit", expression, "objective-2"), {"text": late, "version": "1"})
    assertContains(refused, "Download what you typed", status_code=409)
    assertContains(refused, on("typed-text", expression), status_code=409)

    response = client.post(on("typed-text", expression), {"typed": late})

    assert response.content.decode() == "Too late,\nby a “second”."
    assert response["Content-Disposition"] == f'attachment; filename="not-saved-{expression.reference}.txt"'
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    with acting_as(partner):
        assert not Answer.objects.filter(text__contains="Too late").exists()


def test_nothing_typed_is_no_file(client, world, partner):
    expression = leave_unsubmitted(world, partner)

    for answer in (client.get(on("typed-text", expression)), client.post(on("typed-text", expression), {"typed": " "})):
        assertRedirects(answer, on("expression-detail", expression))


def test_nobody_else_sees_any_of_it(client, world):
    expression = leave_unsubmitted(world)
    close(world)

    client.force_login(make_partner())
    assert client.get(on("expression-late", expression)).status_code == 404
    assert client.post(on("typed-text", expression), {"typed": "x"}).status_code == 404
    client.force_login(world.officer)
    assert client.get(on("expression-late", expression)).status_code == 403


def test_a_withdrawn_advert_is_not_called_late(client, world, partner):
    expression = leave_unsubmitted(world, partner)
    withdraw_advert(world)

    assertRedirects(client.get(on("expression-late", expression)), on("expression-detail", expression))


def test_who_begins_too_late_is_told_whom_to_speak_to(client, world, partner, settings):
    close(world)

    response = client.get(reverse("eoi:expression-start", args=[world.advert.reference]))

    assertContains(response, "It closed at 5pm on Monday 30 March 2026")
    assertContains(response, settings.CONTACT_TELEPHONE)
    assertNotContains(response, "You start for")
