"""A page that saves by itself, in a real browser: what is typed is kept, and the page says so, or says why not."""

from random import Random

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.identity import acting_as, perform
from eoi.words import count_words
from tests.browser.chromium import Visit
from tests.browser.places import Places
from tests.eoi.test_words import COUNTED
from tests.factories.people import make_partner

pytestmark = pytest.mark.browser
WHITE = "\t\n\x0b\x0c\r \xa0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
COUNT = """texts => {
  const page = document.querySelector('script[type=module][src*="app"]').src
  return import(new URL('words.js', page)).then(({ countWords }) => texts.map(countWords))
}"""


def address(places: Places) -> str:
    return reverse("eoi:answer-edit", args=[places.begun.reference, "about"])


def kept(places: Places) -> str | None:
    with acting_as(places.lead):
        answer = places.begun.answers.by_key().get("about")
    return answer.text if answer else None


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
    assert kept(places) is None
    expect(writer.page.get_by_label("Your answer")).to_have_value("On a train")
    writer.fill("Your answer", "On a train, further on")
    writer.page.context.set_offline(False)
    writer.sees("Saved at")

    assert kept(places) == "On a train, further on"
    writer.does_not_see("Not saved yet")


def test_leaving_with_unsaved_words_is_asked_about(visit: Visit, places: Places):
    writer, asked = visit(places.lead), []
    writer.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    writer.open(address(places))
    writer.page.context.set_offline(True)
    writer.page.get_by_label("Your answer").press_sequentially("Words")
    writer.sees("Not saved yet, trying again.")
    writer.page.close(run_before_unload=True)
    expect(writer.page.get_by_label("Your answer")).to_have_value("Words")

    assert asked == ["beforeunload"]


def test_who_was_signed_out_is_told_and_goes_on_after_signing_in_elsewhere(visit: Visit, places: Places):
    writer = visit(places.lead)
    writer.open(address(places))
    context = writer.page.context
    session = [cookie for cookie in context.cookies() if cookie["name"] == "sessionid"]
    context.clear_cookies(name="sessionid")
    writer.fill("Your answer", "Typed while signed out")
    writer.sees("you have been signed out")
    expect(writer.page.get_by_role("link", name="Sign in in another tab")).to_be_visible()
    assert kept(places) is None

    context.add_cookies(session)
    writer.sees("Saved at")
    assert kept(places) == "Typed while signed out"


def test_after_the_closing_time_the_page_says_that_nothing_is_saved(visit: Visit, places: Places):
    writer = visit(places.lead)
    writer.open(address(places))
    places.clock.set(places.begun.closes_at())
    writer.fill("Your answer", "Too late")
    writer.sees("Not saved", "The closing time has passed")

    expect(writer.page.get_by_label("Your answer")).to_have_value("Too late")
    assert kept(places) is None


def test_without_javascript_the_plain_save_works(visit: Visit, places: Places):
    writer = visit(places.lead, javascript=False)
    writer.open(address(places))
    writer.fill("Your answer", "Plainly")
    writer.press("Save")

    assert kept(places) == "Plainly"


def test_without_javascript_two_who_meet_see_both_texts(visit: Visit, places: Places):
    writer, expression = visit(places.lead, javascript=False), places.begun
    writer.open(address(places))
    colleague = make_partner(expression.organisation, lead=False, full_name="Cora Colleague")
    perform(save_answers, by=colleague, expression=expression, changes=[AnswerChange("about", 0, text="Theirs")])
    writer.fill("Your answer", "Mine")
    writer.press("Save")

    writer.sees_heading("Two versions of “About your organisation”")
    writer.sees("Theirs")
    expect(writer.page.get_by_label("Your answer")).to_have_value("Mine")


def test_page_and_server_count_the_same_words(visit: Visit, places: Places):
    """By the very function that counts on the page, for the table of the server's tests and a few hundred texts more."""
    writer = visit(places.lead)
    writer.open(address(places))
    pieces, dice = ["a", "-", "’", "é", "🏗", "\u200b", "\x1c", "\x85", "•", *WHITE], Random(5)
    texts = [text for text, _ in COUNTED]
    texts += ["".join(dice.choices(pieces, k=dice.randrange(12))) for _ in range(400)]

    counted = writer.page.evaluate(COUNT, texts)

    wrong = [
        (text, page, count_words(text)) for text, page in zip(texts, counted, strict=True) if page != count_words(text)
    ]
    assert not wrong
    writer.fill("Your answer", "well-being is the\u00a0council’s\n• own")
    writer.sees("You have 294 words remaining")
    writer.fill("Your answer", "well-being")
    writer.sees("You have 299 words remaining")
    writer.sees("Saved at")
