"""Whoever assists an organisation answers on the same pages: kept as editions, marked, settled; its history is not theirs to read."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.identity import acting_as, perform
from eoi.models import AnswerEdition
from tests.factories.assistance import ask, begin
from tests.factories.people import make_officer, make_partner
from tests.factories.world import make_open, start

pytestmark = pytest.mark.django_db
KEY = "objective-1"


@pytest.fixture
def lead(clock):
    return make_partner(full_name="Lena Lead")


@pytest.fixture
def expression(clock, lead):
    return start(make_open(clock), lead)


@pytest.fixture
def assistant(client, expression, lead):
    officer = make_officer(full_name="Olive Officer")
    begin(ask(expression, lead, officer))
    client.force_login(officer)
    return officer


def on(name, expression, *words):
    return reverse(f"eoi:{name}", args=[expression.reference, *words])


def editions(expression, person, key=KEY):
    with acting_as(person):
        found = AnswerEdition.objects.of_answer(expression, key).select_related("saved_by").order_by("pk")
        return [(each.saved_by.full_name, each.text, each.is_waiting) for each in found]


def test_every_kind_of_answer_is_saved_in_the_assistants_name(client, expression, lead, assistant):
    marked = {"text": "Read over the telephone", "is_sensitive": "on", "sensitive_reason": "Prices."}
    assert client.post(on("answer-edit", expression, KEY), marked).status_code == 302
    assert client.post(on("answer-edit", expression, "services"), {"choices": ["finance"]}).status_code == 302
    autosaved = client.post(on("answer-edit", expression, "ai-use"), {"text": "No.", "autosave": "1"})
    needs = {"need-skills-gaps": "on", "need-skills-gaps-how": "By training."}
    assert client.post(on("needs-edit", expression), needs).status_code == 302

    assert autosaved.json()["state"] == "saved"
    assert editions(expression, lead) == [("Olive Officer", "Read over the telephone", False)]
    with acting_as(lead):
        answers = expression.answers.all().by_key()
    assert answers[KEY].sensitive_reason == "Prices."
    assert answers["services"].choices == ["finance"]
    assert answers["ai-use"].text == "No."
    assert answers["need-skills-gaps"].selected


def test_the_assistant_and_the_organisation_meet_as_two_colleagues_do(client, expression, lead, assistant):
    perform(save_answers, by=lead, expression=expression, changes=[AnswerChange(KEY, 0, text="By the lead")])

    met = client.post(on("answer-edit", expression, KEY), {"text": "By the officer", "version": "0"})

    assertContains(met, "Lena Lead saved this answer", status_code=409)
    assert editions(expression, lead) == [
        ("Lena Lead", "By the lead", False),
        ("Olive Officer", "By the officer", True),
    ]
    typed = {"text": "By both", "version": "1", "settles": "1", "keep": "mine"}
    assert client.post(on("answer-settle", expression, KEY), typed).status_code == 302
    assert [each for each in editions(expression, lead) if each[2]] == []


@pytest.mark.parametrize("name", ["answer-edit", "needs-edit", "answer-settle", "expression-detail"])
def test_no_page_offers_the_assistant_the_history(client, expression, lead, assistant, name):
    changes = [AnswerChange(KEY, 0, text="By the lead"), AnswerChange("need-skills-gaps", 0, selected=True)]
    perform(save_answers, by=lead, expression=expression, changes=changes)
    words = (KEY,) if name in ("answer-edit", "answer-settle") else ()
    history = on("answer-history", expression)
    client.force_login(lead)
    assertContains(client.get(on(name, expression, *words)), history)

    client.force_login(assistant)

    assertNotContains(client.get(on(name, expression, *words)), history)
    assert client.get(history).status_code == 403
    assert client.get(on("answer-restore", expression, KEY, 1)).status_code == 403
