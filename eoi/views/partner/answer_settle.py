"""Two texts of one answer, side by side, until somebody of the organisation says which stands (P13)."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.answer_edition import save_or_set_aside, settle
from eoi.actions.expression_of_interest import StaleAnswers
from eoi.forms.answer import AnswerForm
from eoi.models import Answer, AnswerEdition, ExpressionOfInterest, Question, QuestionKind
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.partner.access import own_expression, partners_and_assistants
from eoi.views.partner.expression_of_interest import page_facts
from eoi.views.partner.late import with_advice


@require_http_methods(["GET", "POST"])
@partners_and_assistants
def answer_settle(request: PersonRequest, reference: str, key: str) -> HttpResponse:
    """The oldest text that waits, beside the one that stands. Saving either, or both put together, settles it.

    Where nothing waits the page says so. 404 for a question that is not asked.
    """
    expression = own_expression(request, reference)
    question = _asked(expression, key)
    page = {**page_facts(request, expression), "question": question}
    stands = expression.answers.select_related("changed_by").by_key().get(key)
    typed = _typed(request, expression, key)
    if stands is None or typed is None:
        return TemplateResponse(request, "eoi/partner/answer_settled.html", page)
    if request.method == "GET" or not request.POST:
        return settle_page(request, page, typed=typed, stands=stands)
    form = AnswerForm.to_settle(request.POST, question=question, typed=typed, stands=stands)
    if not form.is_valid():
        return settle_page(request, page, typed=typed, stands=stands, form=form, status=422)
    try:
        _settle(request, expression, form, typed)
    except StaleAnswers as stale:
        return settle_page(request, page, typed=stale.kept[0], stands=stale.pairs[0][0], status=409)
    except ActionRefused as refusal:
        page["problems"] = with_advice(refusal.problems)
        return settle_page(request, page, typed=typed, stands=stands, form=form, status=409)
    messages.success(request, f"“{question.title}” is settled. Both texts stay in its history.")
    if question.kind == QuestionKind.NEED:
        return redirect("eoi:needs-edit", expression.reference)
    return redirect("eoi:answer-edit", expression.reference, key)


def settle_page(
    request: PersonRequest,
    page: Mapping[str, Any],
    *,
    typed: AnswerEdition,
    stands: Answer,
    form: AnswerForm | None = None,
    status: int = 200,
) -> TemplateResponse:
    """Both texts; after a save that came second, with the sentence that says so."""
    question = page["question"]
    facts = {
        "problems": _met(stands) if status == 409 else [],
        **page,
        "typed": typed,
        "theirs": stands,
        "theirs_chosen": question.chosen(stands.choices),
        "form": form or AnswerForm.to_settle(question=question, typed=typed, stands=stands),
    }
    return TemplateResponse(request, "eoi/partner/answer_settle.html", facts, status=status)


def _settle(request: PersonRequest, expression: ExpressionOfInterest, form: AnswerForm, typed: AnswerEdition) -> None:
    """Whatever becomes of it, the text that waited is dealt with: it is in what was just saved, or was decided against."""
    if request.POST.get("keep") == "theirs":
        settle(expression=expression, key=typed.question_key, number=typed.number, by=request.user, at=request.now)
        return
    try:
        changes = [change.as_edition() for change in form.changes()]
        save_or_set_aside(expression=expression, changes=changes, by=request.user, at=request.now)
    finally:
        settle(expression=expression, key=typed.question_key, number=typed.number, by=request.user, at=request.now)


def _typed(request: PersonRequest, expression: ExpressionOfInterest, key: str) -> AnswerEdition | None:
    """The one that the form names, else the oldest that waits."""
    editions = AnswerEdition.objects.of_answer(expression, key).select_related("saved_by")
    named = request.POST.get("settles", "")
    if named.isdecimal() and len(named) < 10:
        return editions.numbered(int(named), set_aside=True).first()
    return editions.waiting().first()


def _asked(expression: ExpressionOfInterest, key: str) -> Question:
    for question in Question.objects.of(expression.advert):
        if question.key == key:
            return question
    raise Http404


def _met(stands: Answer) -> list[Problem]:
    return [
        Problem(
            "changed-meanwhile",
            f"{stands.changed_by.full_name} saved this answer while you were writing it. Choose which text stands.",
            "#id_text",
        )
    ]
