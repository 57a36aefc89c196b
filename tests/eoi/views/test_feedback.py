"""How it went: given once, with or without a name, read only when every outcome has been told."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.correspondence import give, tell
from tests.factories.people import make_officer, make_partner, organisation_of
from tests.factories.world import close, make_open, make_opened, start, submit_for

pytestmark = pytest.mark.django_db

SAID = {"clarity": "5", "ease": "2", "fairness": "4", "text": "Fewer words, please."}


@pytest.fixture
def world(clock):
    return make_opened(clock)


def form_of(expression):
    return reverse("eoi:feedback-give", args=[expression.reference])


def ours(world):
    return reverse("eoi:feedback-index", args=[world.advert.reference])


def test_given_with_a_name_and_without_and_read_when_all_are_told(client, world):
    first, second = world.submissions
    names = [organisation_of(person).name for person in world.partners]
    client.force_login(first.submitted_by)
    assertContains(client.get(form_of(first.expression)), "before every organisation has been told the outcome")
    assertContains(client.post(form_of(first.expression), SAID, follow=True), "Thank you")
    assertContains(client.post(form_of(first.expression), SAID), "has told us already", status_code=409)
    give(second, is_anonymous=True, text="canary")

    client.force_login(world.officer)
    tell(world, first)
    early = client.get(ours(world))
    assertContains(early, "nobody at the council sees whether there is any")
    assertNotContains(early, "Fewer words")
    tell(world, second)
    response = client.get(ours(world))

    assertContains(response, "Fewer words, please.")
    assertContains(response, "canary")
    assertContains(response, "Without a name")
    assertContains(response, names[0])
    assertNotContains(response, names[1])
    assertContains(response, "2 organisations have answered")


@pytest.mark.parametrize("field", ["clarity", "ease", "fairness"])
def test_each_statement_needs_one_of_five_answers(client, world, field):
    submission = world.submissions[0]
    client.force_login(submission.submitted_by)

    assertContains(
        client.post(form_of(submission.expression), {**SAID, field: ""}), "Choose an answer to", status_code=422
    )
    assertContains(
        client.post(form_of(submission.expression), {**SAID, field: "6"}), "one of the five", status_code=422
    )


def test_also_who_submitted_nothing_says_how_it_went_but_not_before_the_closing_time(client, clock):
    world = make_open(clock)
    partner = make_partner()
    expression = start(world, partner)
    client.force_login(partner)
    assertContains(client.get(form_of(expression)), "once the advert has closed")
    assert client.post(form_of(expression), SAID).status_code == 409
    submit_for(world)
    close(world)

    assert client.post(form_of(expression), SAID).status_code == 302


def test_only_those_whom_the_advert_concerns_come_near(client, world):
    submission = world.submissions[0]
    client.force_login(world.partners[1])
    assert client.get(form_of(submission.expression)).status_code == 404
    client.force_login(make_officer())
    assert client.get(ours(world)).status_code == 403


def test_nobody_has_answered(client, world):
    for submission in world.submissions:
        tell(world, submission)
    client.force_login(world.approver)

    assertContains(client.get(ours(world)), "Nobody has answered")
