"""`/service/questions/`: those who answer staff questions, as officers of the advert or keepers of the service (S12)."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.staff_question import answer_staff_question, decline_staff_question, remove_original_wording
from eoi.forms.staff_question import StaffAnswerForm, StaffQuestionRefusalForm
from eoi.models import StaffQuestion
from eoi.permissions import is_service_manager, may_answer_staff_questions, may_run_advert
from eoi.policies.staff_question import (
    problems_with_answering_question,
    problems_with_declining_question,
    problems_with_removing_wording,
)
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest

PAGE_LENGTH = 50


@require_safe
def staff_question_inbox(request: PersonRequest) -> HttpResponse:
    """A service manager's: questions about the services they keep, unanswered ones first, the oldest on top."""
    if not is_service_manager(request.user):
        raise PermissionDenied("This page is for service managers. Officers find staff questions beside each advert.")
    questions = StaffQuestion.objects.about_services_of(request.user).with_answers().oldest_unanswered_first()
    page_obj = Paginator(questions, PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = [(question, question.waits_too_long(at=request.now)) for question in page_obj.object_list]
    return TemplateResponse(request, "eoi/service/staff_question_inbox.html", {"page_obj": page_obj, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def staff_question_answer(request: PersonRequest, reference: str) -> HttpResponse:
    """Publishes an answer, or corrects one: two people at once are told, and what the second typed stays."""
    question = _own_question(request, reference)
    edition = question.answer.edition if question.answer else 0
    if frozen := problems_with_answering_question(question, edition=edition):
        return _not_now(request, question, "Answer a staff question", frozen)
    form = StaffAnswerForm.of(question, request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            answer_staff_question(question=question, by=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            problems = refusal.problems
            form.show_edition(edition)
        else:
            messages.success(request, f"The answer to {question.reference} is published, to everybody who can ask.")
            return redirect(_list_of(request, question))
    facts = {**_facts(request, question), "form": form, "problems": problems}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/service/staff_question_answer.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def staff_question_decline(request: PersonRequest, reference: str) -> HttpResponse:
    question = _own_question(request, reference)
    if frozen := problems_with_declining_question(question):
        return _not_now(request, question, "Decline a staff question", frozen)
    form = StaffQuestionRefusalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return _done(
            request,
            question,
            lambda: decline_staff_question(question=question, reason=reason, by=request.user),
            title="Decline a staff question",
            said=f"{question.reference} is declined. Your reason is on the page, its words are not.",
        )
    facts = {**_facts(request, question), "form": form}
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/service/staff_question_decline.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def staff_question_remove_wording(request: PersonRequest, reference: str) -> HttpResponse:
    question = _own_question(request, reference)
    title = "Remove the original wording"
    if frozen := problems_with_removing_wording(question):
        return _not_now(request, question, title, frozen)
    if request.method == "POST":
        return _done(
            request,
            question,
            lambda: remove_original_wording(question=question, by=request.user, at=request.now),
            title=title,
            said=f"The original wording of {question.reference} is gone.",
        )
    return TemplateResponse(request, "eoi/service/staff_question_remove_wording.html", _facts(request, question))


def _own_question(request: PersonRequest, reference: str) -> StaffQuestion:
    """403 for those who answer no questions, 404 for one that is not theirs to answer. Two queries."""
    if not may_answer_staff_questions(request.user):
        raise PermissionDenied("Staff questions are answered by the officers of the advert and by service managers.")
    mine = StaffQuestion.objects.answerable_by(request.user).with_answers()
    return get_object_or_404(mine, reference=reference)


def _facts(request: PersonRequest, question: StaffQuestion) -> dict[str, Any]:
    return {
        "question": question,
        "too_long": question.waits_too_long(at=request.now),
        "back": _list_of(request, question),
    }


def _list_of(request: PersonRequest, question: StaffQuestion) -> str:
    """An officer's list of the advert's questions, or a service manager's own. One query."""
    if may_run_advert(request.user, question.advert):
        return reverse("eoi:staff-question-list", args=[question.advert.reference])
    return reverse("eoi:staff-question-inbox")


def _done(
    request: PersonRequest, question: StaffQuestion, act: Callable[[], object], *, title: str, said: str
) -> HttpResponse:
    try:
        act()
    except ActionRefused as refusal:
        return _not_now(request, question, title, refusal.problems)
    messages.success(request, said)
    return redirect(_list_of(request, question))


def _not_now(request: PersonRequest, question: StaffQuestion, title: str, problems: Sequence[Problem]) -> HttpResponse:
    """The right person at the wrong time."""
    facts = {**_facts(request, question), "title": title, "reasons": problems}
    status = 409 if request.method == "POST" else 200
    return TemplateResponse(request, "eoi/service/staff_question_not_now.html", facts, status=status)
