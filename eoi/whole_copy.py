"""Everything that an organisation gave the council about one advert, and what it was told, as files of one archive (R7).

Read as a member of the organisation, so that row-level security shows no more than their own. One noun a function; each yields
its files when their turn comes, so that the archive is never in memory as a whole.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.template.loader import render_to_string

from eoi import file_store
from eoi.documents import Document, Section, pdf_of
from eoi.documents_as_text import text_of
from eoi.file_checks import file_download_name
from eoi.letter_document import letter_document, minutes_document
from eoi.models import (
    AnswerEdition,
    Clarification,
    ExpressionOfInterest,
    ExtensionRequest,
    Feedback,
    Letter,
    Minutes,
    Question,
    StagedFile,
    Submission,
)
from eoi.readable_copy import readable_copy_of
from eoi.receipt import receipt_of, receipt_text
from eoi.receipt_document import receipt_document
from eoi.templatetags.times import uk_time
from eoi.zip_stream import Entry

DELETED = (
    "What was submitted as {submission.reference} was deleted under the retention rules.\n"
    "Receipt digest: {submission.receipt_digest}\nContent digest: {submission.content_digest}\n"
)
UNSAID = {
    "id",
    "expression",
    "organisation",
    "submission",
    "stored",
}  # keys of the database, which mean nothing to anybody else


def entries_of(expression: ExpressionOfInterest, *, context: dict[str, Any]) -> Iterator[Entry]:
    """`context`: what the README says of who took the copy and when. Needs the advert and the organisation."""
    for part in PARTS:
        yield from part(expression, context)


def _readme(expression: ExpressionOfInterest, context: dict[str, Any]) -> Iterator[Entry]:
    facts = {"expression": expression, "advert": expression.advert, "organisation": expression.organisation, **context}
    yield _text("README.txt", render_to_string("eoi/partner/whole_copy_readme.txt", facts))


def _draft(expression: ExpressionOfInterest, context: dict[str, Any]) -> Iterator[Entry]:
    """The working copy with every word of it, also what would not be submitted, and who changed what on the way there."""
    questions = list(Question.objects.of(expression.advert))
    answers = expression.answers.select_related("changed_by").by_key()
    facts = [
        _facts(answers[question.key]) | {"title": question.title} for question in questions if question.key in answers
    ]
    sections = [
        Section(question.title).text(question.prompt).facts(_rows(_facts(answers[question.key])))
        for question in questions
        if question.key in answers
    ]
    history = AnswerEdition.objects.of_expression(expression).newest_first()
    yield _json("draft/answers.json", facts)
    yield _json("draft/history.json", _all(history))
    yield _text(
        "draft/answers.txt",
        text_of(
            Document(
                title="Your answers as they were last saved",
                subtitle=f"{expression.advert.title}, {expression.advert.reference}",
                facts=[["Reference", expression.reference], ["Last changed", uk_time(expression.changed_at)]],
                sections=sections or [Section("Answers").text("None was saved.")],
            ).as_data()
        ),
    )


def _organisation(expression: ExpressionOfInterest, context: dict[str, Any]) -> Iterator[Entry]:
    organisation = expression.organisation
    people = organisation.memberships.current().select_related("user")
    facts = _facts(organisation) | {
        "people": [{"name": each.user.full_name, "email": each.user.email, "part": each.role} for each in people],
        "consortium": [_facts(each) for each in expression.consortium_members.in_order()],
    }
    yield _json("organisation.json", facts)


def _submissions(expression: ExpressionOfInterest, context: dict[str, Any]) -> Iterator[Entry]:
    """Of each edition the receipt as a file and to read, and the sealed content to the letter."""
    for submission in Submission.objects.of_expression(expression).select_related("content", "submitted_by"):
        submission.expression = expression
        if not submission.has_content:
            yield _text(f"submissions/{submission.reference}-deleted.txt", DELETED.format(submission=submission))
            continue
        words = submission.content.canonical
        name = f"submissions/{submission.reference}"
        yield _text(f"{name}-receipt.json", receipt_text(receipt_of(submission, words)))
        yield _text(f"{name}-content.json", words)
        document = receipt_document(submission, readable_copy_of(words))
        yield Entry(f"{name}-receipt.pdf", [pdf_of(document.as_data(), made_at=submission.received_at)])


def _steps(expression: ExpressionOfInterest, context: dict[str, Any]) -> Iterator[Entry]:
    """What the organisation did besides: withdrawing, asking for time, confirming after a change, asking questions."""
    asked = Clarification.objects.about(expression.advert).asked_by(expression.organisation).with_answers()
    told = ("number", "wording", "answer", "published_at")
    yield _json(
        "what-you-did.json",
        {
            "withdrawals": _all(expression.withdrawals.select_related("withdrawn_by")),
            "requests_for_more_time": _all(ExtensionRequest.objects.of_expression(expression)),
            "confirmed_after_a_change": _all(expression.reconfirmations.select_related("confirmed_by")),
            "questions": [_facts(each) | {name: getattr(each, name) for name in told} for each in asked],
        },
    )


def _letters(expression: ExpressionOfInterest, context: dict[str, Any]) -> Iterator[Entry]:
    for letter in Letter.objects.to_expression(expression).with_people():
        pdf = pdf_of(letter_document(letter).as_data(), made_at=letter.sent_at or context["taken_at"])
        yield Entry(f"letters/{letter.reference}.pdf", [pdf])
        yield _text(f"letters/{letter.reference}.txt", text_of(letter_document(letter).as_data()))


def _minutes(expression: ExpressionOfInterest, context: dict[str, Any]) -> Iterator[Entry]:
    """Every edition, with what was said of it and what we answered."""
    for minutes in Minutes.objects.of_expression(expression):
        editions = minutes.editions.select_related("sent_by", "word__said_by", "word__answer__answered_by")
        document = minutes_document(minutes, list(editions))
        yield _text(f"minutes/{minutes.reference}.txt", text_of(document.as_data()))


def _feedback(expression: ExpressionOfInterest, context: dict[str, Any]) -> Iterator[Entry]:
    """Under the organisation's own name; what was given without one is nobody's."""
    given = Feedback.objects.of_expression(expression).first()
    if given:
        yield _json("feedback.json", _facts(given))


def _files(expression: ExpressionOfInterest, context: dict[str, Any]) -> Iterator[Entry]:
    """Supporting files, each in pieces from where it is kept; also those that were removed and can still be put back."""
    found = StagedFile.objects.of_expression(expression).with_people()
    files = [each for each in found if not each.stored.destroyed_at and file_store.size_of(each.stored.key) is not None]
    if files:
        yield _json("files/list.json", [_facts(each) for each in files])
    for file in files:
        name = f"files/{file.reference}-{file_download_name(file.name, file.extension)}"
        yield Entry(name, file_store.pieces_of(file.stored.key))


PARTS: list[Callable[[ExpressionOfInterest, dict[str, Any]], Iterator[Entry]]] = [
    _readme,
    _organisation,
    _draft,
    _submissions,
    _steps,
    _letters,
    _minutes,
    _feedback,
    _files,
]


def _facts(row: Model) -> dict[str, Any]:
    """Every column of it but keys; of people their names. New columns come along by themselves."""
    return {
        field.name: _value(getattr(row, field.name))
        for field in row._meta.concrete_fields
        if field.name not in UNSAID and not field.name.endswith("_token")
    }


def _value(value: Any) -> Any:
    return str(value) if isinstance(value, Model) else value


def _all(rows: Iterable[Model]) -> list[dict[str, Any]]:
    return [_facts(row) for row in rows]


def _rows(facts: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name.replace("_", " ").capitalize(), _words(value)) for name, value in facts.items()]


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return uk_time(value) if hasattr(value, "tzinfo") else str(value)


def _json(name: str, facts: Any) -> Entry:
    return _text(name, json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2) + "\n")


def _text(name: str, words: str) -> Entry:
    return Entry(name, [words.encode()])
