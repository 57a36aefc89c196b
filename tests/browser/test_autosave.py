"""A page that saves by itself, in a real browser: what is typed is kept, and the page says so, or says why not."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.identity import acting_as, perform
from tests.browser.chromium import Visit
from tests.browser.places import Places
from tests.eoi.test_words import COUNTED
from tests.factories.people import make_partner

pytestmark = pytest.mark.browser


def address(places: Places) -> str:
    return reverse("eoi:answer-edit", args=[places.begun.reference, "about"])


def kept(places: Places) -> str:
    with acting_as(places.lead):
        return places.begun.answers.get(question_key="about").text


def test_what_is_typed_is_saved_after_a_pause(visit: Visit, places: Places):
    writer = visit(places.lead)
    writer.open(address(places))
    writer.fill("Your answer", "As I type")
    writer.sees("Saved at")
    writer.fill("Your answer", "As I type on")
    expect(writer.page.locator("[name=version]")).to_have_value("2")

    assert kept(places) == "As I type on"
    writer.press("Save and next")
    writer.sees("is saved.")


def test_a_colleague_who_saved_first_is_named_and_both_texts_are_kept(visit: Visit, places: Places):
    writer, expression = visit(places.lead), places.begun
    writer.open(address(places))
    colleague = make_partner(expression.organisation, lead=False, full_name="Cora Colleague")
    perform(save_answers, by=colleague, expression=expression, changes=[AnswerChange("about", 0, text="Theirs")])
    writer.fill("Your answer", "Mine")
    writer.sees("Cora Colleague saved this answer")
    writer.fill("Your answer", "Mine, and more")
    writer.press("Put the two together")
    writer.sees_heading("Two versions of “About your organisation”")

    expect(writer.page.get_by_label("Your answer")).to_have_value("Mine, and more")


def test_without_a_connection_the_page_says_so_and_tries_again(visit: Visit, places: Places):
    writer = visit(places.lead)
    writer.open(address(places))
    writer.page.context.set_offline(True)
    writer.fill("Your answer", "On a train")
    writer.sees("Not saved yet, trying again.")
    writer.page.context.set_offline(False)
    writer.sees("Saved at")

    assert kept(places) == "On a train"


def test_without_javascript_the_plain_save_works(visit: Visit, places: Places):
    writer = visit(places.lead, javascript=False)
    writer.open(address(places))
    writer.fill("Your answer", "Plainly")
    writer.press("Save")

    assert kept(places) == "Plainly"


def test_page_and_server_count_the_same_words(visit: Visit, places: Places):
    writer = visit(places.lead)
    writer.open(address(places))
    count = "text => (text.match(/\\S+/g) || []).length"

    assert [writer.page.evaluate(count, text) for text, _ in COUNTED] == [number for _, number in COUNTED]
    writer.fill("Your answer", "well-being is the\u00a0council’s\n• own")
    writer.sees("You have 294 words remaining")
