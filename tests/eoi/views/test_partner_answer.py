"""Writing answers: nothing is refused for incompleteness and nothing typed is lost."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.identity import acting_as
from tests.factories.people import make_partner
from tests.factories.world import close, make_open, perform, start

pytestmark = pytest.mark.django_db


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
    return start(world, partner)


def page(expression, key="objective-1"):
    if key == "needs":
        return reverse("eoi:needs-edit", args=[expression.reference])
    return reverse("eoi:answer-edit", args=[expression.reference, key])


def kept(expression, partner, key="objective-1"):
    with acting_as(partner):
        return expression.answers.get(question_key=key)


def test_an_answer_is_saved_and_shown_again(client, expression, partner):
    response = client.post(page(expression), {"text": "One\r\n\r\nTwo", "version": "0"}, follow=True)

    assertRedirects(response, page(expression))
    assertContains(response, "is saved")
    assertContains(response, "Last saved by Pat Partner")
    assert kept(expression, partner).text == "One\n\nTwo"


def test_save_and_next_walks_through_every_page_to_the_check(client, expression):
    here, seen = page(expression, "about"), []
    while "check" not in here:
        seen.append(here)
        assert client.get(here).status_code == 200
        here = client.post(here, {"text": "", "and_next": "1"}).url

    assert len(seen) == 11  # about, five objectives, staff, needs, services, other ideas, artificial intelligence
    assert here == reverse("eoi:expression-check", args=[expression.reference])


def test_too_many_words_are_saved_with_a_warning(client, expression, partner):
    response = client.post(page(expression), {"text": "word " * 850}, follow=True)

    assertContains(response, "850 words and the limit is 800")
    assert kept(expression, partner).word_count == 850


def test_offering_nothing_keeps_the_text(client, expression, partner):
    client.post(page(expression), {"text": "Perhaps", "nothing_offered": "on"})

    answer = kept(expression, partner)
    assert (answer.text, answer.nothing_offered) == ("Perhaps", True)
    assertNotContains(client.get(page(expression, "about")), "We offer nothing")


def test_a_very_long_text_is_refused_in_a_sentence_and_stays_on_the_page(client, expression):
    text = "a" * (5 * 1024 * 1024)

    response = client.post(page(expression), {"text": text})

    assertContains(response, "more than the 100,000 that can be kept", status_code=422)
    assert text in response.text


def test_nul_characters_are_refused_and_the_text_is_kept_without_them(client, expression):
    response = client.post(page(expression), {"text": "Safe\x00guards"})

    assertContains(response, "NUL characters", status_code=422)
    assertContains(response, "Safeguards", status_code=422)


def test_characters_that_reverse_the_direction_stay_within_their_paragraph(client, expression, partner):
    client.post(page(expression), {"text": "abc\u202edef"})

    assert kept(expression, partner).text == "abc\u202edef"
    assert client.get(page(expression)).status_code == 200


def test_markup_is_shown_as_typed(client, expression):
    client.post(page(expression), {"text": "</textarea><script>alert(1)</script>"})

    for address in (page(expression), reverse("eoi:expression-check", args=[expression.reference])):
        assertNotContains(client.get(address), "<script>alert")


def test_a_second_tab_shows_both_texts_and_keeps_them(client, expression, partner):
    client.post(page(expression), {"text": "The first text", "version": "0"})

    response = client.post(page(expression), {"text": "The second text", "version": "0"})

    assertContains(response, "The first text", status_code=409)
    assertContains(response, "The second text", status_code=409)
    assert kept(expression, partner).text == "The first text"


@pytest.mark.parametrize("version", ["", "abc", "-1", "99999999999999999999", "7"])
def test_a_strange_version_never_overwrites(client, expression, partner, version):
    client.post(page(expression), {"text": "The first text", "version": "0"})

    response = client.post(page(expression), {"text": "The second text", "version": version})

    assert response.status_code == 409
    assert kept(expression, partner).text == "The first text"


def test_a_late_save_is_told_what_to_do_and_shows_what_was_typed(client, expression, world, settings):
    client.post(page(expression), {"text": "In time", "version": "0"})
    close(world)

    response = client.post(page(expression), {"text": "Too late by a minute", "version": "1"})

    assertContains(response, "The closing time has passed", status_code=409)
    assertContains(response, f"telephone {settings.CONTACT_TELEPHONE}", status_code=409)
    assertContains(response, "Too late by a minute", status_code=409)
    assertContains(response, "In time", status_code=409)


def test_after_closing_answers_and_needs_are_read_only(client, expression, world):
    client.post(page(expression), {"text": "In time", "version": "0"})
    close(world)

    for key in ("objective-1", "about", "needs"):
        response = client.get(page(expression, key))
        assertContains(response, "no longer changed")
        assertNotContains(response, "<textarea")


@pytest.mark.parametrize("key", ["nothing-like-it", "need-skills-gaps"])
def test_an_unknown_question_is_not_there(client, expression, key):
    assert client.get(page(expression, key)).status_code == 404


def test_needs_are_saved_together(client, expression, partner):
    response = client.post(
        page(expression, "needs"),
        {"need-skills-gaps": "on", "need-skills-gaps-how": "By training.", "need-wider-market-how": "Perhaps."},
        follow=True,
    )

    assertContains(response, "are saved")
    assert kept(expression, partner, "need-skills-gaps").selected
    assert not kept(expression, partner, "need-wider-market").selected


def test_needs_that_a_colleague_changed_stand_beside_what_was_typed(client, expression, partner):
    colleague = make_partner(expression.organisation, lead=False, full_name="Cora Colleague")
    theirs = AnswerChange("need-skills-gaps", 0, text="By hiring.", selected=True)
    perform(save_answers, by=colleague, expression=expression, changes=[theirs])
    typed = {"need-skills-gaps-how": "By training.", "need-wider-market-how": "By selling."}

    response = client.post(page(expression, "needs"), {**typed, "need-skills-gaps-version": "0"})

    for words in ("Cora Colleague saved this", "By hiring.", "By training.", "By selling."):
        assertContains(response, words, status_code=409)
    assertContains(response, 'name="need-skills-gaps-version" value="1"', status_code=409)
    client.post(page(expression, "needs"), {**typed, "need-skills-gaps-version": "1"})
    assert kept(expression, partner, "need-skills-gaps").text == "By training."


def test_a_fault_in_one_need_links_to_it_and_keeps_the_rest(client, expression):
    typed = {"need-skills-gaps-how": "x" * 100_001, "need-wider-market-how": "By selling."}

    response = client.post(page(expression, "needs"), typed)

    assertContains(response, "#id_need-skills-gaps-how", status_code=422)
    assertContains(response, "By selling.", status_code=422)


def test_late_needs_are_shown_as_they_were_typed(client, expression, world):
    close(world)

    response = client.post(page(expression, "needs"), {"need-skills-gaps-how": "Too late."})

    assertContains(response, "Too late.", status_code=409)
    assertContains(response, "was not saved", status_code=409)
