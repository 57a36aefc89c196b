"""Staff questions about one advert: the address to give them, and what has been asked (S12)."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.staff_question_page import (
    edit_staff_question_page,
    open_staff_question_page,
    renew_staff_question_page,
)
from eoi.forms.staff_question import StaffQuestionPageForm
from eoi.models import StaffQuestion, StaffQuestionPage
from eoi.notifications import public_link
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_change, advert_to_see, for_officers, page_facts
from eoi.views.officer.refusal import confirm

PAGE_LENGTH = 50
HERE = "staff-question-list"


@require_safe
@for_officers
def staff_question_list(request: PersonRequest, reference: str) -> HttpResponse:
    """Unanswered ones first, the oldest on top. Their own words are for the officers of this advert; others see what is published."""
    advert = advert_to_see(reference)
    questions = StaffQuestion.objects.about(advert).delivered().with_answers().oldest_unanswered_first()
    page_obj = Paginator(questions, PAGE_LENGTH).get_page(request.GET.get("page"))
    page = StaffQuestionPage.objects.of(advert)
    facts = {
        **page_facts(request, advert, HERE),
        "page": page,
        "address": public_link(reverse("eoi:staff-question-ask", args=[page.token])) if page else "",
        "takes_questions": page.takes_questions(at=request.now) if page else False,
        "page_obj": page_obj,
        "rows": [(question, question.waits_too_long(at=request.now)) for question in page_obj.object_list],
    }
    return TemplateResponse(request, "eoi/officer/staff_question_list.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def staff_question_page_edit(request: PersonRequest, reference: str) -> HttpResponse:
    """Opens the page, or moves its last day."""
    advert = advert_to_change(request, reference)
    page = StaffQuestionPage.objects.of(advert)
    initial = {"closes_on": page.closes_on} if page else {}
    form = StaffQuestionPageForm(request.POST if request.method == "POST" else None, initial=initial)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        changes: dict[str, Any] = {"closes_on": form.cleaned_data["closes_on"], "by": request.user, "at": request.now}
        try:
            if page:
                edit_staff_question_page(page=page, **changes)
            else:
                open_staff_question_page(advert=advert, **changes)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            done = "is changed" if page else "is open. Give its address to the staff concerned"
            messages.success(request, f"The page for staff questions {done}.")
            return redirect("eoi:staff-question-list", advert.reference)
    facts = {**page_facts(request, advert, HERE), "form": form, "problems": problems, "page": page}
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/staff_question_page_edit.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def staff_question_page_renew(request: PersonRequest, reference: str) -> HttpResponse:
    advert = advert_to_change(request, reference)
    page = StaffQuestionPage.objects.of(advert)
    if page is None:
        raise Http404
    return confirm(
        request,
        advert,
        problems=[],
        act=lambda: renew_staff_question_page(page=page, by=request.user),
        done="The page for staff questions has a new address. The earlier one no longer works.",
        title="Give the page a new address",
        consequences=[
            "The present address stops working at once, for everybody who has it.",
            "Questions and answers stay: they are on the page at its new address.",
            "Nobody is told by mail. Put the new address where staff can find it.",
        ],
        button="Give the page a new address",
        tone="warning",
        here=HERE,
        back="eoi:staff-question-list",
    )
