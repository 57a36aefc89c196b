"""Who changed what, for the organisation's own people, and bringing an earlier text back (P3, P13)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods

from eoi.actions.answer_edition import restore_edition
from eoi.answer_history import changes_of, history_rows, ticked_of
from eoi.forms.answer import Version
from eoi.models import AnswerEdition, Question
from eoi.policies.expression_of_interest import problems_with_changing
from eoi.problems import ActionRefused
from eoi.requests import PersonRequest
from eoi.views.partner.access import own_expression, partners_only
from eoi.views.partner.expression_of_interest import page_facts
from eoi.views.partner.late import with_advice

PAGE_LENGTH = 10  # each row compares two texts


@require_GET
@partners_only
def answer_history(request: PersonRequest, reference: str) -> HttpResponse:
    """Every edition of every answer, or of one (`?answer=`), the newest first."""
    expression = own_expression(request, reference)
    facts = page_facts(request, expression)
    questions = list(Question.objects.of(expression.advert))
    key = request.GET.get("answer", "")
    key = key if key in {question.key for question in questions} else ""
    editions = AnswerEdition.objects.of_expression(expression).of_question(key)
    page = Paginator(editions.with_earlier().with_newest().newest_first(), PAGE_LENGTH).get_page(
        request.GET.get("page")
    )
    facts |= {
        "page_obj": page,
        "rows": history_rows(expression, questions, page.object_list, is_open=facts["is_open"]),
        "questions": questions,
        "chosen": key,
    }
    return TemplateResponse(request, "eoi/partner/answer_history.html", facts)


@require_http_methods(["GET", "POST"])
@partners_only
def answer_restore(request: PersonRequest, reference: str, key: str, number: int) -> HttpResponse:
    """What restoring would change, then yes or no. The text that stands now is kept like every other."""
    expression = own_expression(request, reference)
    of_answer = AnswerEdition.objects.of_answer(expression, key).select_related("saved_by")
    edition = get_object_or_404(of_answer.numbered(number))
    questions = {question.key: question for question in Question.objects.of(expression.advert)}
    stands = expression.answers.select_related("changed_by").by_key()[key]
    problems = with_advice(problems_with_changing(expression, at=request.now)) if request.method == "POST" else []
    if request.method == "POST" and not problems:
        try:
            restore_edition(
                expression=expression,
                key=key,
                number=number,
                version=Version().clean(request.POST.get("version")),
                by=request.user,
                at=request.now,
            )
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, "The earlier text stands again. The one that stood before is kept below it.")
            return redirect("eoi:answer-history", expression.reference)
    facts = {
        **page_facts(request, expression),
        "question": questions[key],
        "edition": edition,
        "stands": stands,
        "is_current": edition.number == stands.edition,
        "changes": changes_of(edition, stands.text),
        "ticked": ticked_of(questions[key], edition),
        "problems": problems,
    }
    return TemplateResponse(request, "eoi/partner/answer_restore.html", facts, status=409 if problems else 200)
