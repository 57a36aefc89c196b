"""Checking, submitting, the receipt, withdrawing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.models import Submission, Withdrawal
from tests.factories.people import make_partner
from tests.factories.world import CLOSES, close, fill_in, make_open, open_submissions, perform, start, submit_for

pytestmark = pytest.mark.django_db

DECLARED = {"name": "Pat Partner", "position": "Director", "authorised": "on", "statements_acknowledged": "on"}


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner(client, world):
    partner = make_partner(full_name="Pat Partner")
    client.force_login(partner)
    return partner


@pytest.fixture
def expression(world, partner):
    return fill_in(start(world, partner), partner)


def on(name, expression, *more):
    return reverse(f"eoi:{name}", args=[expression.reference, *more])


def declared(expression, **changes):
    return {**DECLARED, "draft_version": expression.draft_version, **changes}


def test_the_check_page_shows_everything_and_the_declaration(client, expression):
    response = client.get(on("expression-check", expression))

    assertContains(response, "We would help with this. (objective-3)")
    assertContains(response, "None chosen.")
    assertContains(response, "Submit this expression of interest")
    assertContains(response, "It is not a tender")
    assertContains(response, f'name="draft_version" value="{expression.draft_version}"')


def test_the_check_page_lists_what_is_missing_with_links(client, world, partner):
    expression = start(world, partner)
    chosen = AnswerChange("need-skills-gaps", 0, selected=True)
    perform(save_answers, by=partner, expression=expression, changes=[chosen])

    response = client.get(on("expression-check", expression))

    assertContains(response, "7 things are missing")
    assertContains(response, on("answer-edit", expression, "objective-1"))
    assertContains(response, on("needs-edit", expression) + "#id_need-skills-gaps")
    assertNotContains(response, "Submit this expression of interest</button>")


def test_submitting_comes_to_a_receipt_and_queues_a_mail_without_answers(client, expression):
    response = client.post(on("expression-submit", expression), declared(expression), follow=True)

    submission = Submission.objects.get()
    assertRedirects(response, on("submission-receipt", expression, 1))
    assertContains(response, submission.reference)
    assertContains(response, submission.receipt_digest[:4] + " " + submission.receipt_digest[4:8])
    assertContains(response, "We would help with this. (objective-3)")
    assertContains(response, "What happens next")
    mail = Email.objects.latest("pk")
    assert submission.receipt_digest in mail.message
    assert "We would help" not in mail.message


def test_a_double_click_comes_to_the_same_receipt_even_after_closing(client, expression, world):
    form = declared(expression)
    first = client.post(on("expression-submit", expression), form)
    second = client.post(on("expression-submit", expression), form)
    close(world)
    third = client.post(on("expression-submit", expression), form)

    assert first.url == second.url == third.url
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(("seconds", "accepted"), [(-1, True), (0, False), (1, False)])
def test_one_second_before_is_in_time_and_the_closing_time_is_not(
    client, expression, clock, settings, seconds, accepted
):
    clock.set(CLOSES + timedelta(seconds=seconds))

    response = client.post(on("expression-submit", expression), declared(expression))

    assert Submission.objects.exists() is accepted
    if not accepted:
        assertContains(response, "The closing time has passed", status_code=409)
        assertContains(response, f"telephone {settings.CONTACT_TELEPHONE}", status_code=409)


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("name", "Enter the name of the person"),
        ("position", "Enter the position"),
        ("authorised", "Confirm that you may speak"),
        ("statements_acknowledged", "Confirm that you have read the standing statements"),
    ],
)
def test_an_incomplete_declaration_gets_a_sentence(client, expression, field, sentence):
    form = declared(expression)
    del form[field]

    response = client.post(on("expression-submit", expression), form)

    assertContains(response, sentence, status_code=422)
    assertContains(response, f'href="#id_{field}"', status_code=422)
    assert not Submission.objects.exists()


def test_what_a_colleague_changed_meanwhile_is_checked_again(client, expression, partner):
    form = declared(expression)
    colleague = make_partner(expression.organisation, lead=False, full_name="Cora Colleague")
    change = AnswerChange("other-ideas", 0, text="One more idea.")
    perform(save_answers, by=colleague, expression=expression, changes=[change])

    response = client.post(on("expression-submit", expression), form)

    assertContains(response, "Cora Colleague changed the answers", status_code=409)
    assertContains(response, "One more idea.", status_code=409)
    assertContains(response, 'value="Director"', status_code=409)
    assert not Submission.objects.exists()
    expression.refresh_from_db()
    client.post(on("expression-submit", expression), declared(expression))
    assert Submission.objects.exists()


def test_an_incomplete_one_is_refused_with_what_is_missing(client, world, partner):
    expression = start(world, partner)

    response = client.post(on("expression-submit", expression), declared(expression))

    assertContains(response, "has no answer", status_code=409)
    assert not Submission.objects.exists()


@pytest.mark.parametrize("version", ["", "abc", "-1", "99999999999999999999"])
def test_a_strange_draft_version_submits_nothing(client, expression, version):
    response = client.post(on("expression-submit", expression), declared(expression, draft_version=version))

    assert response.status_code == 409
    assert not Submission.objects.exists()


def test_opening_the_submit_address_leads_to_the_check(client, expression):
    assertRedirects(client.get(on("expression-submit", expression)), on("expression-check", expression))


def test_an_amended_edition_replaces_the_first_whose_receipt_stays(client, world, partner):
    expression = submit_for(world, partner).expression
    change = AnswerChange("other-ideas", 0, text="One more idea.")
    expression = perform(save_answers, by=partner, expression=expression, changes=[change])

    client.post(on("expression-submit", expression), declared(expression))

    assertContains(client.get(on("submission-receipt", expression, 2)), "One more idea.")
    first = client.get(on("submission-receipt", expression, 1))
    assertContains(first, "no longer stands")
    assertNotContains(first, "One more idea.")


def test_the_check_page_says_what_changed_since_what_stands(client, world, partner):
    expression = submit_for(world, partner).expression
    change = AnswerChange("objective-1", 1, text="We would help with that. (objective-1)")
    expression = perform(save_answers, by=partner, expression=expression, changes=[change])

    response = client.get(on("expression-check", expression))

    assertContains(response, "Changed since edition 1")
    assertContains(response, "6 words before, 6 words now.")
    assertContains(response, '<del class="change">this</del>', html=True)
    assertContains(response, '<ins class="change">that</ins>', html=True)
    assert len(response.context["changes"]) == 1


def test_what_was_changed_back_is_said_to_be_the_same(client, world, partner):
    expression = submit_for(world, partner).expression
    for version, text in enumerate(["More.", ""]):
        change = AnswerChange("other-ideas", version, text=text)
        expression = perform(save_answers, by=partner, expression=expression, changes=[change])

    assertContains(client.get(on("expression-check", expression)), "changed, and then changed back")


def test_the_time_left_is_the_servers_until_it_closes(client, expression, clock):
    clock.set(CLOSES - timedelta(hours=3, minutes=20, seconds=5))
    for page in ("expression-detail", "expression-check"):
        response = client.get(on(page, expression))
        assertContains(response, "3 hours 20 minutes 5 seconds left")
        assertContains(response, "1:39:55pm when this page was made")
        assertContains(response, f'data-closes="{int(CLOSES.timestamp())}000"')

    clock.set(CLOSES)
    assertNotContains(client.get(on("expression-check", expression)), "data-countdown")


def test_nothing_to_submit_where_nothing_changed(client, world, partner):
    expression = submit_for(world, partner).expression

    response = client.get(on("expression-check", expression))

    assertContains(response, "Nothing has changed since you submitted it")
    assertNotContains(response, "Submit this expression of interest</button>")


def test_the_receipt_says_when_the_submissions_were_opened(client, world, partner):
    submission = submit_for(world, partner)
    open_submissions(close(world))

    response = client.get(on("submission-receipt", submission.expression, 1))

    assertContains(response, "Two officers opened all submissions together at")
    assertNotContains(response, "withdraw it</a>")


def test_withdrawing_asks_first_and_keeps_the_answers(client, world, partner):
    expression = submit_for(world, partner).expression
    page = on("expression-withdraw", expression)
    assertContains(client.get(page), "Your answers are kept as a draft")
    too_long = client.post(page, {"reason": "x" * 2001})
    assertContains(too_long, "the limit is 2000", status_code=422)

    response = client.post(page, {"reason": "A new board."}, follow=True)

    assertContains(response, "Expression of interest withdrawn")
    assert Withdrawal.objects.get().reason == "A new board."
    assertContains(client.get(page), "nothing to withdraw")
    assertContains(client.post(page, {"reason": "Again."}), "nothing to withdraw", status_code=409)


def test_the_same_words_may_be_submitted_again_after_withdrawing(client, world, partner):
    expression = submit_for(world, partner).expression
    client.post(on("expression-withdraw", expression), {"reason": "A new board."})
    expression.refresh_from_db()

    response = client.post(on("expression-submit", expression), declared(expression))

    assert response.url == on("submission-receipt", expression, 2)


def test_withdrawing_after_closing_is_explained(client, world, partner, settings):
    expression = submit_for(world, partner).expression
    close(world)
    page = on("expression-withdraw", expression)

    assertContains(client.get(page), "what you submitted stands")
    assertContains(client.post(page, {"reason": "Late."}), settings.CONTACT_TELEPHONE, status_code=409)
    assert not Withdrawal.objects.exists()
