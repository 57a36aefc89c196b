"""The start page, starting, the task list and its permanent strip."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.expression_of_interest import AnswerChange, save_answers, start_expression
from eoi.actions.submission import withdraw
from eoi.models import ExpressionOfInterest, Membership, MembershipRole, Role
from tests.factories.people import make_officer, make_organisation, make_partner, make_person, organisation_of
from tests.factories.world import CLOSES, close, fill_in, make_open, make_published, perform, start, submit_for

pytestmark = pytest.mark.django_db

START = reverse("eoi:partner-start")


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner(client, world):
    partner = make_partner(full_name="Pat Partner")
    client.force_login(partner)
    return partner


def starting(world):
    return reverse("eoi:expression-start", args=[world.advert.reference])


def detail(expression):
    return reverse("eoi:expression-detail", args=[expression.reference])


def second_organisation(partner):
    organisation = make_organisation(created_by=partner, name="Second Ltd")
    Membership.objects.create(organisation=organisation, user=partner, role=MembershipRole.LEAD)
    return organisation


def test_the_start_page_says_what_to_do_first(client, world):
    client.force_login(make_person(Role.PROSPECTIVE_PARTNER))

    response = client.get(START)

    assertContains(response, "Register your organisation first")
    assertContains(response, world.advert.title)
    assertContains(response, starting(world))


def test_the_start_page_lists_what_was_begun_with_its_next_step(client, world, partner):
    expression = start(world, partner)

    response = client.get(START)

    assertContains(response, "1 expression of interest")
    assertContains(response, "6 things are missing")
    assertContains(response, "No other advert is open")
    assertContains(response, detail(expression))


def test_the_start_page_costs_the_same_with_one_and_with_three(client, world, partner):
    start(world, partner)
    with CaptureQueriesContext(connection) as one:
        client.get(START)
    for _ in range(2):
        organisation = second_organisation(partner)
        perform(start_expression, by=partner, advert=world.advert, organisation=organisation)

    with CaptureQueriesContext(connection) as three:
        assertContains(client.get(START), "3 expressions of interest")

    assert len(three) == len(one)


def test_council_staff_do_not_see_partners_pages(client, world):
    client.force_login(make_officer())

    assert client.get(START).status_code in (302, 403)
    assert client.post(starting(world)).status_code in (302, 403)


def test_the_adverts_button_starts_for_ones_only_organisation(client, world, partner):
    response = client.post(starting(world), follow=True)

    expression = ExpressionOfInterest.objects.get()
    assertRedirects(response, detail(expression))
    assertContains(response, "NOT SUBMITTED")
    assertContains(response, "Not started")


def test_starting_twice_comes_to_the_same_expression(client, world, partner):
    first, second = client.post(starting(world)), client.post(starting(world))

    assert first.url == second.url
    assert ExpressionOfInterest.objects.count() == 1


def test_somebody_with_two_organisations_chooses(client, world, partner):
    second = second_organisation(partner)

    assertContains(client.get(starting(world)), "For which organisation?")
    assertContains(client.post(starting(world)), "Choose the organisation", status_code=422)
    client.post(starting(world), {"organisation": second.reference})

    assert ExpressionOfInterest.objects.get().organisation == second


def test_starting_for_a_strangers_organisation_is_refused(client, world, partner):
    stranger = organisation_of(make_partner())

    response = client.post(starting(world), {"organisation": stranger.reference})

    assertContains(response, "Choose one of your own organisations", status_code=422)
    assert not ExpressionOfInterest.objects.exists()


def test_an_advert_that_is_not_open_says_so(client, world, partner, clock):
    close(world)

    assertContains(client.get(starting(world)), "This advert is not open")
    assertContains(client.post(starting(world)), "This advert is not open", status_code=409)


def test_an_advert_that_opens_later_says_when(client, clock):
    world = make_published(clock)
    client.force_login(make_partner())

    assertContains(client.get(starting(world)), "It opens at")


def test_a_colleague_sees_the_task_list_and_a_stranger_does_not(client, world, partner):
    expression = start(world, partner)
    client.force_login(make_partner(expression.organisation, lead=False))
    assert client.get(detail(expression)).status_code == 200

    client.force_login(make_partner())
    for name in ("expression-detail", "needs-edit", "expression-check", "expression-submit", "expression-withdraw"):
        address = reverse(f"eoi:{name}", args=[expression.reference])
        assert client.get(address).status_code == 404
        assert client.post(address).status_code in (404, 405)


def test_the_task_list_tells_words_states_and_who_changed_what(client, world, partner):
    expression = start(world, partner)
    changes = [
        AnswerChange("about", 0, text="We run payrolls."),
        AnswerChange("objective-1", 0, nothing_offered=True),
        AnswerChange("objective-2", 0, text="word " * 801),
        AnswerChange("need-skills-gaps", 0, selected=True),
    ]
    perform(save_answers, by=partner, expression=expression, changes=changes)

    response = client.get(detail(expression))

    assertContains(response, "3 of 300 words · last changed by Pat Partner")
    assertContains(response, "We offer nothing for this objective")
    assertContains(response, "801 of 800 words")
    assertContains(response, "1 of 8 chosen")
    assertContains(response, "In progress", count=1)  # a need that is chosen, without how
    assertContains(response, "Needs attention", count=1)  # a word too many
    assertContains(response, "Cannot submit yet")


def test_the_strip_follows_the_whole_life(client, world, partner, clock):
    submission = submit_for(world, partner)
    expression = submission.expression
    assertContains(client.get(detail(expression)), "Can be changed until")
    assertContains(client.get(START), "You can change it until the closing time")

    perform(save_answers, by=partner, expression=expression, changes=[AnswerChange("other-ideas", 0, text="More.")])
    assertContains(client.get(detail(expression)), "edition 1 stands")
    assertContains(client.get(START), "Changes after edition 1 not submitted")

    perform(withdraw, by=partner, expression=expression, reason="A new board.")
    response = client.get(detail(expression))
    assertContains(response, "Withdrawn")
    assertContains(response, "Nothing you submitted stands")
    assertContains(response, "no longer stands")

    close(world)
    response = client.get(detail(expression))
    assertContains(response, "Nothing was submitted that stands")
    assertNotContains(response, "Check and submit")
    assertContains(client.get(START), "The advert has closed. Nothing was submitted")


def test_after_closing_what_was_submitted_is_said_to_stand(client, world, partner):
    submission = submit_for(world, partner)
    close(world)

    assertContains(client.get(detail(submission.expression)), "nothing changes any more")
    assertContains(client.get(START), "Nothing for you to do now")


@pytest.mark.parametrize(("seconds", "open_still"), [(-1, True), (0, False), (1, False)])
def test_the_closing_time_itself_is_too_late(client, world, partner, clock, seconds, open_still):
    expression = fill_in(start(world, partner), partner)
    clock.set(CLOSES + timedelta(seconds=seconds))

    response = client.get(detail(expression))

    assert ("Ready to submit" in response.text) is open_still
    assert ("no longer changed" in response.text) is not open_still
