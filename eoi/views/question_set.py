"""The questions of an advert as files to work in, for everybody; and with an organisation's own answers, for its people (P9)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from eoi.conditional import unless_changed
from eoi.documents import Document
from eoi.documents_as_text import text_of
from eoi.documents_as_word import CONTENT_TYPE, word_of
from eoi.models import Advert, Question
from eoi.question_paper import question_paper
from eoi.requests import PersonRequest, TimedRequest
from eoi.views.partner.access import own_expression, partners_and_assistants


@login_not_required
@require_safe
@unless_changed
def question_set_word(request: TimedRequest, reference: str) -> HttpResponse:
    """As the advert was published; 404 for a draft. Three queries."""
    paper = _questions(reference)
    return _file(_word(paper, request), CONTENT_TYPE, f"questions-{reference}.docx")


@login_not_required
@require_safe
@unless_changed
def question_set_text(request: TimedRequest, reference: str) -> HttpResponse:
    """The same words with the same numbers as plain text."""
    return _file(_text(_questions(reference)), "text/plain; charset=utf-8", f"questions-{reference}.txt")


@require_safe
@partners_and_assistants
def answers_word(request: PersonRequest, reference: str) -> HttpResponse:
    """With what has been saved so far, for the organisation's own people, and whoever assists them."""
    response = _file(_word(_answers(request, reference), request), CONTENT_TYPE, f"answers-{reference}.docx")
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@partners_and_assistants
def answers_text(request: PersonRequest, reference: str) -> HttpResponse:
    """The same as plain text."""
    name = f"answers-{reference}.txt"
    response = _file(_text(_answers(request, reference)), "text/plain; charset=utf-8", name)
    response["Cache-Control"] = "no-store"
    return response


def _questions(reference: str) -> Document:
    adverts = Advert.objects.published().select_related("standing_statements")
    advert = get_object_or_404(adverts, reference=reference)
    return question_paper(advert, list(Question.objects.of(advert)), {}, closes_at=advert.closes_at)


def _answers(request: PersonRequest, reference: str) -> Document:
    expression = own_expression(request, reference)
    questions = list(Question.objects.of(expression.advert))
    answers = expression.answers.all().by_key()
    return question_paper(expression.advert, questions, answers, closes_at=expression.closes_at())


def _word(paper: Document, request: TimedRequest) -> bytes:
    return word_of(paper.as_data(), made_at=request.now)


def _text(paper: Document) -> bytes:
    return text_of(paper.as_data()).encode()


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
