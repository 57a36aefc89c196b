"""Assistance as the two officers and the organisation's own people meet it. Asking and entering happen on the partner's pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.assistance import (
    begin_assistance,
    end_assistance,
    expression_of,
    read_back,
    record_assistance,
)
from eoi.actions.expression_of_interest import start_expression
from eoi.forms.assistance import PaperRequestForm, ReadBackForm
from eoi.models import Advert, Assistance, AssistanceState, ExpressionOfInterest, Question, StagedFile
from eoi.models.assistance import STATE_TONES
from eoi.permissions import is_officer, is_partner, may_lead
from eoi.policies.assistance import (
    problems_with_beginning_assistance,
    problems_with_ending_assistance,
    problems_with_reading_back,
)
from eoi.problems import ActionRefused, Problem
from eoi.readable_copy import readable_copy
from eoi.requests import PersonRequest
from eoi.sealed_content import sealed_content
from eoi.views.partner.submission import NOBODY_YET

PAGE_LENGTH = 50

View = Callable[..., HttpResponse]


def for_procurement_officers(view: View) -> View:
    @wraps(view)
    def check_first(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_officer(request.user):
            raise PermissionDenied("Only procurement officers enter submissions for organisations.")
        return view(request, *args, **kwargs)

    return check_first


def for_those_concerned(view: View) -> View:
    """Officers and partners; which of them learns of which, `Assistance.objects.readable_by` says."""

    @wraps(view)
    def check_first(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (is_officer(request.user) or is_partner(request.user)):
            raise PermissionDenied("Assistance concerns procurement officers and the organisation that asked for it.")
        return view(request, *args, **kwargs)

    return check_first


@require_safe
@for_procurement_officers
def assistance_list(request: PersonRequest) -> HttpResponse:
    """One's own only: nobody else of the council learns who asked."""
    mine = Assistance.objects.concerning(request.user).with_people()
    page = Paginator(mine, PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = [(each, *_state(request, each)) for each in page]
    return _page(request, "list", {"page_obj": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@for_procurement_officers
def assistance_record(request: PersonRequest) -> HttpResponse:
    adverts = Advert.objects.open(at=request.now)
    form = PaperRequestForm(request.POST if request.method == "POST" else None, user=request.user, adverts=adverts)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("advert", "second")}
        try:
            assistance = record_assistance(
                **said, details=form.details(), request=form.request(), by=request.user, at=request.now
            )
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"Recorded. {assistance.begins_by.full_name} is asked by mail to confirm it.")
            return redirect("eoi:assistance-detail", assistance.reference)
    status = 409 if problems else 422 if form.is_bound and not form.is_valid() else 200
    return _page(request, "record", {"form": form, "problems": problems}, status=status)


@require_safe
@for_those_concerned
def assistance_detail(request: PersonRequest, reference: str) -> HttpResponse:
    assistance = _assistance(request, reference)
    expression = expression_of(assistance)
    state, tone = _state(request, assistance)
    running = assistance.state(at=request.now) == AssistanceState.RUNNING
    why_not = problems_with_beginning_assistance(assistance, by=request.user, at=request.now)
    begins = request.user == assistance.begins_by and not assistance.begun_at and not assistance.ended_at
    facts = {
        "assistance": assistance,
        "state": state,
        "tone": tone,
        "is_assistant": request.user == assistance.assistant,
        "is_running": running,
        "is_partner": is_partner(request.user),
        "may_begin": begins and not why_not,
        "why_not": why_not if begins else [],
        "may_read_back": _may_read_back(request, assistance, expression),
        "may_end": _may_end(request, assistance) and not problems_with_ending_assistance(assistance),
        "reading": expression.read_backs.select_related("confirmed_by").last() if expression else None,
        "expression": expression,
    }
    return _page(request, "detail", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_procurement_officers
def assistance_begin(request: PersonRequest, reference: str) -> HttpResponse:
    """The officer who was asked, or the second officer, says yes, after reading what it bars them from."""
    assistance = _assistance(request, reference)
    return _confirm(
        request,
        assistance,
        problems=problems_with_beginning_assistance(assistance, by=request.user, at=request.now),
        act=lambda: begin_assistance(assistance=assistance, by=request.user, at=request.now),
        done="The assistance has begun. Everybody concerned is told by mail.",
        title="Say yes to this assistance",
        consequences=[
            f"{assistance.assistant.full_name} sees and enters the answers of {assistance.organisation.name} to this advert only.",
            "It ends after five working days or when the advert closes, and any of those concerned can end it at once.",
            f"Whoever enters, or reads back, neither opens nor scores {assistance.advert.reference}: for good.",
            "What is entered is sealed like every other submission.",
        ],
        button="Say yes",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_procurement_officers
def assistance_enter(request: PersonRequest, reference: str) -> HttpResponse:
    """To the partner's pages, as the assistant; begins the expression of interest where there is none."""
    assistance = _assistance(request, reference)
    problems = _problems_with_entering(request, assistance)
    if not problems:
        expression = expression_of(assistance)
        if expression is not None:
            return redirect("eoi:expression-detail", expression.reference)
        if request.method == "POST":
            try:
                expression = start_expression(
                    advert=assistance.advert, organisation=assistance.organisation, by=request.user, at=request.now
                )
            except ActionRefused as refusal:
                problems = refusal.problems
            else:
                return redirect("eoi:expression-detail", expression.reference)
    return _confirm(
        request,
        assistance,
        problems=problems,
        act=lambda: None,
        done="",
        title="Begin to enter the answers",
        consequences=[
            f"An expression of interest of {assistance.organisation.name} in {assistance.advert.reference} is begun.",
            "Enter what you were sent or told, word for word, and nothing of your own.",
        ],
        button="Begin",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_concerned
def assistance_read_back(request: PersonRequest, reference: str) -> HttpResponse:
    """Everything as it will be submitted, read by the second officer or a lead in their own session."""
    assistance = _assistance(request, reference)
    if is_partner(request.user) and not may_lead(request.user, assistance.organisation):
        raise PermissionDenied(f"Only a lead of {assistance.organisation.name} confirms this. Ask one of its leads.")
    expression = expression_of(assistance)
    problems = problems_with_reading_back(assistance, expression, by=request.user, at=request.now)
    if problems or expression is None:
        return _not_now(request, assistance, "Read back what was entered", problems)
    form = ReadBackForm(
        request.POST if request.method == "POST" else None, initial={"draft_version": expression.draft_version}
    )
    refused: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            read_back(assistance=assistance, **form.cleaned_data, by=request.user, at=request.now)
        except ActionRefused as refusal:
            refused = refusal.problems
        else:
            messages.success(request, "You confirmed it. The officer is told, and can submit it as it stands.")
            return redirect("eoi:assistance-detail", assistance.reference)
    questions = list(Question.objects.of(assistance.advert))
    answers = expression.answers.all().by_key()
    files = list(StagedFile.objects.of_expression(expression).standing())
    copy = readable_copy(sealed_content(expression, questions, answers, NOBODY_YET, files))
    facts = {"assistance": assistance, "form": form, "copy": copy, "problems": refused}
    status = 409 if refused else 422 if form.is_bound and not form.is_valid() else 200
    return _page(request, "read_back", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_concerned
def assistance_end(request: PersonRequest, reference: str) -> HttpResponse:
    assistance = _assistance(request, reference)
    if not _may_end(request, assistance):
        raise PermissionDenied(f"Only a lead of {assistance.organisation.name} ends this. Ask one of its leads.")
    return _confirm(
        request,
        assistance,
        problems=problems_with_ending_assistance(assistance),
        act=lambda: end_assistance(assistance=assistance, by=request.user, at=request.now),
        done="The assistance has ended. Everybody concerned is told by mail.",
        title="End this assistance",
        consequences=[
            f"{assistance.assistant.full_name} no longer sees or changes anything of {assistance.organisation.name}, from now on.",
            "What was entered stays. What was submitted stands.",
        ],
        button="End it now",
        tone="warning",
    )


def _assistance(request: PersonRequest, reference: str) -> Assistance:
    """404 for everybody else, so that nobody learns that there is one."""
    return get_object_or_404(Assistance.objects.readable_by(request.user).with_people(), reference=reference)


def _state(request: PersonRequest, assistance: Assistance) -> tuple[str, str]:
    state = assistance.state(at=request.now)
    return state.label, STATE_TONES.get(state, "empty")


def _may_end(request: PersonRequest, assistance: Assistance) -> bool:
    return is_officer(request.user) or may_lead(request.user, assistance.organisation)


def _may_read_back(request: PersonRequest, assistance: Assistance, expression: ExpressionOfInterest | None) -> bool:
    if is_partner(request.user) and not may_lead(request.user, assistance.organisation):
        return False
    return not problems_with_reading_back(assistance, expression, by=request.user, at=request.now)


def _problems_with_entering(request: PersonRequest, assistance: Assistance) -> list[Problem]:
    if request.user != assistance.assistant:
        return [Problem("another-person", f"{assistance.assistant.full_name} enters the answers; you read them back.")]
    if assistance.state(at=request.now) != AssistanceState.RUNNING:
        return [Problem("not-running", f"{assistance.reference} is not running, so nothing can be entered.")]
    return []


def _confirm(
    request: PersonRequest,
    assistance: Assistance,
    *,
    problems: list[Problem],
    act: Callable[[], Any],
    done: str,
    **words: Any,
) -> HttpResponse:
    if problems:
        return _not_now(request, assistance, words["title"], problems)
    if request.method == "POST":
        try:
            act()
        except ActionRefused as refusal:
            return _not_now(request, assistance, words["title"], refusal.problems)
        messages.success(request, done)
        return redirect("eoi:assistance-detail", assistance.reference)
    return _page(request, "confirm", {"assistance": assistance, **words})


def _not_now(request: PersonRequest, assistance: Assistance, title: str, problems: list[Problem]) -> HttpResponse:
    facts = {"assistance": assistance, "title": title, "reasons": problems}
    return _page(request, "confirm", facts, status=409 if request.method == "POST" else 200)


def _page(request: PersonRequest, name: str, facts: dict[str, Any], *, status: int = 200) -> HttpResponse:
    facts["of_council"] = is_officer(request.user)
    return TemplateResponse(request, f"eoi/assistance/assistance_{name}.html", facts, status=status)
