"""`/staff-questions/<token>/`: staff ask, without an account and as nobody (S12, ADR 0019). `AskedByNobody` guards these pages."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.staff_question import ask_staff_question
from eoi.asking import origin_of
from eoi.forms.staff_question import StaffQuestionForm
from eoi.models import StaffQuestion, StaffQuestionPage
from eoi.policies.staff_question import problems_with_asking
from eoi.problems import ActionRefused
from eoi.requests import TimedRequest

PAGE_LENGTH = 50


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@sensitive_variables("form")
def staff_question_ask(request: TimedRequest, token: str) -> HttpResponse:
    """The form, and beneath it what has been answered to all. 404 for an address that was replaced. 429 beyond the limit."""
    page = get_object_or_404(StaffQuestionPage.objects.with_services(), token=token)
    if closed := problems_with_asking(page, at=request.now):
        return _shown(request, page, closed=closed, status=409 if request.method == "POST" else 200)
    form = StaffQuestionForm(request.POST if request.method == "POST" else None, page=page)
    if not form.is_bound:
        return _shown(request, page, form=form)
    if not form.is_valid():
        return _shown(request, page, form=form, status=422)
    try:
        ask_staff_question(page=page, service=form.about(), text=form.cleaned_data["text"], origin=origin_of(request))
    except ActionRefused as refusal:
        status = 429 if refusal.problems[0].code == "limit" else 409
        return _shown(request, page, form=form, problems=refusal.problems, status=status)
    return redirect("eoi:staff-question-sent", token)


@login_not_required
@require_safe
def staff_question_sent(request: TimedRequest, token: str) -> HttpResponse:
    """The same for everybody: it knows of no question."""
    page = get_object_or_404(StaffQuestionPage.objects.with_services(), token=token)
    return TemplateResponse(request, "eoi/public/staff_question_sent.html", {"page": page})


def _shown(request: TimedRequest, page: StaffQuestionPage, *, status: int = 200, **more: Any) -> HttpResponse:
    answered = Paginator(StaffQuestion.objects.answered_for(page.advert), PAGE_LENGTH)
    facts = {
        "page": page,
        "page_obj": answered.get_page(request.GET.get("page")),
        "declined": StaffQuestion.objects.declined_for(page.advert),
        **more,
    }
    return TemplateResponse(request, "eoi/public/staff_question_ask.html", facts, status=status)
