"""The questions as files: the same words and numbers in Word, in text and on the pages; nothing typed becomes markup (P9)."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.documents import Document, Section
from eoi.documents_as_text import text_of
from eoi.documents_as_word import word_of
from eoi.identity import perform
from eoi.models import ExpressionOfInterest, Question
from eoi.question_numbers import numbered
from tests.factories.people import make_partner
from tests.factories.world import make_draft, make_open, start

MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]


def headings(content: bytes) -> list[str]:
    return [each.text for each in docx.Document(BytesIO(content)).paragraphs if each.style.name.startswith("Heading")]


def fetch(client, name, reference):
    return client.get(reverse(f"eoi:{name}", args=[reference]))


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.mark.django_db
def test_anybody_downloads_every_question_with_its_number_prompt_and_limit(client, world):
    word = fetch(client, "question-set-word", world.advert.reference)
    text = fetch(client, "question-set-text", world.advert.reference)
    said = "\n".join(paragraphs(word.content))

    assert word["Content-Disposition"] == f'attachment; filename="questions-{world.advert.reference}.docx"'
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    asked = list(numbered(Question.objects.of(world.advert)))
    assert len(asked) > 5
    for each in asked:
        for found in (said, text.text):
            assert each.question.title in found
            assert each.question.prompt in found
            assert f"Your answer to {each.number}, at most {each.question.word_limit:,} words" in found


@pytest.mark.django_db
def test_word_and_text_say_the_same(client, world):
    said = paragraphs(fetch(client, "question-set-word", world.advert.reference).content)
    text = fetch(client, "question-set-text", world.advert.reference).text

    assert len(said) > 30
    for words in filter(None, said):
        assert words in text


@pytest.mark.django_db
def test_needs_share_a_number_as_on_the_pages(client, world):
    partner = make_partner()
    expression = start(world, partner)
    client.force_login(partner)
    there = headings(fetch(client, "question-set-word", world.advert.reference).content)
    whole = next(each.number for each in numbered(Question.objects.of(world.advert)) if each.is_within).split(".")[0]

    page = fetch(client, "needs-edit", expression.reference).text

    assert f"{whole}. The needs you can meet" in there
    assert any(words.startswith(f"{whole}.2 ") for words in there)
    assert f"Question {whole} of " in page
    assert f"{whole}.2" in page


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["question-set-word", "question-set-text"])
def test_a_draft_has_no_file_for_anybody(client, clock, name):
    world = make_draft(clock)
    client.force_login(world.officer)

    assert fetch(client, name, world.advert.reference).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["answers-word", "answers-text"])
def test_the_organisation_takes_its_answers_away_and_nobody_else_does(client, world, name):
    partner, stranger = make_partner(), make_partner()
    expression = start(world, partner)
    perform(write_some, by=partner, expression=expression)
    client.force_login(partner)

    mine = fetch(client, name, expression.reference)

    said = "\n".join(paragraphs(mine.content)) if name == "answers-word" else mine.text
    assert "We would bring our own ideas about skills." in said
    assert "We offer nothing for this objective." in said
    assert mine["Cache-Control"] == "no-store"
    client.force_login(stranger)
    assert fetch(client, name, expression.reference).status_code == 404
    client.force_login(world.officer)
    assert fetch(client, name, expression.reference).status_code == 403


@pytest.mark.django_db
def test_what_can_be_ticked_is_listed_and_in_ones_own_copy_what_is(client, world):
    partner = make_partner()
    expression = start(world, partner)
    ticks = [AnswerChange("services", 0, text="With invoices first.", choices=("finance",))]
    perform(save_answers, by=partner, expression=expression, changes=ticks)
    client.force_login(partner)

    blank = fetch(client, "question-set-text", world.advert.reference).text
    mine = fetch(client, "answers-text", expression.reference).text

    assert "- Finance\n" in blank
    assert "(ticked)" not in blank
    assert "- Finance (ticked)\n" in mine
    assert mine.count("(ticked)") == 1
    assert "With invoices first." in mine


def write_some(*, expression: ExpressionOfInterest, by, at) -> None:
    keys = [question.key for question in Question.objects.of(expression.advert) if question.criterion_id]
    changes = [
        AnswerChange(key=keys[0], version=0, text="We would bring our own ideas about skills."),
        AnswerChange(key=keys[1], version=0, nothing_offered=True),
    ]
    save_answers(expression=expression, changes=changes, by=by, at=at)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["question-set-word", "question-set-text"])
def test_the_files_answer_conditional_requests(client, world, name):
    known = fetch(client, name, world.advert.reference)["ETag"]
    there = reverse(f"eoi:{name}", args=[world.advert.reference])

    assert client.get(there, headers={"If-None-Match": known}).status_code == 304


def paper(words: str) -> dict:
    section = Section(f"1. {words}").text(words or "empty").heading(words).items([words]).facts([("Name", words)])
    return Document("Questions", words, [["Closes", words]], [section.room("Your answer", words)], words).as_data()


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=80))
def test_whatever_was_typed_makes_a_file_that_opens(words):
    content = word_of(paper(words), made_at=MADE)

    docx.Document(BytesIO(content))
    assert text_of(paper(words)).endswith("\n")


def test_what_was_typed_is_no_markup():
    typed = "</w:t><w:br/> & <script> {{ x }}"

    assert typed in paragraphs(word_of(paper(typed), made_at=MADE))


def test_the_word_file_has_real_headings_a_language_and_a_title():
    content = word_of(paper("Words"), made_at=MADE)

    file = docx.Document(BytesIO(content))
    assert [each.style.name for each in file.paragraphs][:2] == ["Title", "Subtitle"]
    assert headings(content) == ["1. Words", "Words"]
    assert (file.core_properties.title, file.core_properties.language) == ("Questions", "en-GB")
    assert b'w:lang w:val="en-GB"' in ZipFile(BytesIO(content)).read("word/styles.xml")


def test_what_has_no_way_to_be_shown_is_refused():
    document = Document("T", "S", [], [Section("1").table("Caption", ["A"], [["b"]])]).as_data()

    with pytest.raises(ValueError, match="no way to show table"):
        word_of(document, made_at=MADE)
    with pytest.raises(ValueError, match="no way to show table"):
        text_of(document)
