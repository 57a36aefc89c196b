"""The whole question set of an advert to work on without a connection: one content for Word and for text (P9).

The numbers are those of the pages. Nothing here is sent back to us: answers are pasted into the pages.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse

from eoi.documents import Document, Section
from eoi.models import Advert, Answer, Question, QuestionKind
from eoi.notifications import public_link
from eoi.question_numbers import Numbered, numbered
from eoi.templatetags.times import uk_time

HOW = (
    "Write your answers here together, then copy each into the page of the same number. Paragraphs and bullets are kept; "
    "fonts, colours, tables and pictures are not.",
    "The words are counted on the page as you paste. Longer answers can be saved, and are shortened before you submit.",
    "The closing time here was right when the file was downloaded. It may be put later: the advert's page shows it as it is now.",
    "This file is not sent to us and is no receipt. Only what you submit on the pages before the closing time counts.",
)


def question_paper(
    advert: Advert, questions: Sequence[Question], answers: Mapping[str, Answer], *, closes_at: datetime | None
) -> Document:
    """For an advert that was published. With `answers`, the organisation's own copy of how far it has come. No query."""
    sections = [Section("How to use this file").items(HOW)]
    in_needs = False
    for each in numbered(questions):
        if each.is_within and in_needs:
            _ask(sections[-1].heading(f"{each.number} {each.question.title}"), each, answers)
            continue
        in_needs = each.is_within
        sections.append(_needs(each, answers) if in_needs else _ask(_section(each), each, answers))
    sections.append(Section("Standing statements").items(_statements(advert)))
    return Document(
        title="Your answers so far" if answers else "Questions to answer",
        subtitle=f"{advert.title}, {advert.reference}",
        facts=[
            ["Closes", uk_time(closes_at)],
            ["Where to answer", public_link(reverse("eoi:advert-detail", args=[advert.reference]))],
            ["Questions to us", advert.contact_email or advert.contact_name],
        ],
        sections=sections,
        closing="This is not a tender. We ask for expressions of interest, and for initial discussions only.",
    )


def _section(each: Numbered) -> Section:
    return Section(f"{each.number}. {each.question.title}", key=each.question.key)


def _needs(first: Numbered, answers: Mapping[str, Answer]) -> Section:
    whole = first.number.partition(".")[0]
    section = Section(f"{whole}. The needs you can meet", key="needs")
    section.text("Choose those that you can meet and say how. Choosing none is fine.")
    return _ask(section.heading(f"{first.number} {first.question.title}"), first, answers)


def _ask(section: Section, each: Numbered, answers: Mapping[str, Answer]) -> Section:
    question = each.question
    section.text(question.prompt)
    if question.guidance:
        section.text(question.guidance)
    if question.offers_choices:
        section.items(_options(question, answers.get(question.key)))
    limit = f"Your answer to {each.number}, at most {question.word_limit:,} words"
    optional = "" if question.required or question.kind == QuestionKind.NEED else " (optional)"
    return section.room(f"{limit}{optional}:", _said(question, answers.get(question.key)))


def _options(question: Question, answer: Answer | None) -> list[str]:
    """What can be ticked on the page, and in the organisation's own copy what is."""
    ticked = {option["key"] for option in question.chosen(answer.choices)} if answer else set()
    return [f"{option['title']}{' (ticked)' if option['key'] in ticked else ''}" for option in question.options]


def _said(question: Question, answer: Answer | None) -> str:
    if answer is None:
        return ""
    if answer.nothing_offered:
        return "We offer nothing for this objective."
    if question.kind == QuestionKind.NEED and not answer.selected:
        return ""
    return answer.text


def _statements(advert: Advert) -> list[str]:
    return [each["text"] for each in advert.standing_statements.statements] if advert.standing_statements else []
