"""Checking, submitting, withdrawing."""

import json
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods

from eoi.actions.submission import problems_with_submitting, submit, withdraw
from eoi.changes_since import ChangeSince, changes_since
from eoi.forms.expression_of_interest import DeclarationForm, WithdrawalForm
from eoi.forms.plain_text import unix_lines
from eoi.models import ExpressionOfInterest, Question, StagedFile, Submission
from eoi.policies.expression_of_interest import problems_with_changing
from eoi.problems import ActionRefused, Problem
from eoi.readable_copy import readable_copy
from eoi.requests import PersonRequest
from eoi.seal import canonical
from eoi.sealed_content import Declaration, sealed_content
from eoi.views.partner.access import own_expression, partners_and_assistants, partners_only
from eoi.views.partner.expression_of_interest import page_facts
from eoi.views.partner.late import is_late, late_page, with_advice

NOBODY_YET = Declaration(name="", position="", authorised=False, statements_acknowledged=False)


@require_GET
@partners_and_assistants
def expression_check(request: PersonRequest, reference: str) -> HttpResponse:
    """Everything as it will be submitted, what is missing with links, and the declaration."""
    expression = own_expression(request, reference)
    form = DeclarationForm(initial={"name": request.user.full_name, "draft_version": expression.draft_version})
    return _check_page(request, expression, form)


@require_http_methods(["GET", "POST"])
@partners_and_assistants
def expression_submit(request: PersonRequest, reference: str) -> HttpResponse:
    """Submit what was checked. A second click, a second tab and a retry all come to the same receipt (DESIGN §4)."""
    expression = own_expression(request, reference)
    if request.method == "GET":
        return redirect("eoi:expression-check", expression.reference)
    form = DeclarationForm(request.POST)
    if not form.is_valid():
        if (late := problems_with_changing(expression, at=request.now)) and is_late(late):
            return late_page(request, expression, with_advice(late))
        return _check_page(request, expression, form, status=409 if late else 422, refused=late)
    try:
        submission = submit(
            expression=expression,
            draft_version=form.cleaned_data["draft_version"],
            declaration=form.declaration(),
            by=request.user,
            at=request.now,
        )
    except ActionRefused as refusal:
        if is_late(refusal.problems):
            return late_page(request, expression, with_advice(refusal.problems))
        fresh = ExpressionOfInterest.objects.select_related("advert__standing_statements", "organisation")
        expression = fresh.with_closing_time().get(pk=expression.pk)
        again = DeclarationForm(_with_version(request, expression))
        return _check_page(request, expression, again, status=409, refused=refusal.problems)
    return redirect("eoi:submission-receipt", expression.reference, submission.number)


@require_http_methods(["GET", "POST"])
@partners_only
def expression_withdraw(request: PersonRequest, reference: str) -> HttpResponse:
    """Withdraw what stands, with a reason or without. The answers stay as a draft (P10)."""
    expression = own_expression(request, reference)
    form = WithdrawalForm(request.POST or None)
    problems = with_advice(problems_with_changing(expression, at=request.now)) if form.is_bound else []
    if request.method == "POST" and form.is_valid():
        try:
            reason = unix_lines(form.cleaned_data["reason"])
            withdrawal = withdraw(expression=expression, reason=reason, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = with_advice(refusal.problems)
        else:
            return redirect("eoi:withdrawal-receipt", expression.reference, withdrawal.last_number)
    page = {**page_facts(request, expression), "form": form, "problems": problems}
    status = 409 if problems else 422 if form.is_bound and not form.is_valid() else 200
    return TemplateResponse(request, "eoi/partner/expression_withdraw.html", page, status=status)


def _check_page(
    request: PersonRequest,
    expression: ExpressionOfInterest,
    form: DeclarationForm,
    *,
    status: int = 200,
    refused: list[Problem] | None = None,
) -> HttpResponse:
    questions = list(Question.objects.of(expression.advert))
    answers = expression.answers.all().by_key()
    files = list(StagedFile.objects.of_expression(expression).standing())
    facts = page_facts(request, expression)
    standing = facts["standing"]
    missing = problems_with_submitting(expression, questions, answers, files, by=request.user)
    content = sealed_content(expression, questions, answers, NOBODY_YET, files)
    is_unchanged = bool(standing and standing.draft_version == expression.draft_version)
    page: dict[str, Any] = {
        **facts,
        "form": form,
        "problems": refused or [],
        "missing": missing,
        "copy": readable_copy(content),
        "changes": _changes(standing, content) if standing and not is_unchanged else [],
        "statements": expression.advert.standing_statements,
        "is_unchanged": is_unchanged,
        "may_submit": not missing and not problems_with_changing(expression, at=request.now),
    }
    return TemplateResponse(request, "eoi/partner/expression_check.html", page, status=status)


def _changes(standing: Submission, content: dict[str, Any]) -> list[ChangeSince]:
    """Both in canonical form. One query."""
    return changes_since(json.loads(standing.content.canonical), json.loads(canonical(content)))


def _with_version(request: PersonRequest, expression: ExpressionOfInterest) -> QueryDict:
    """What was typed into the declaration, for the answers as the page shows them now."""
    data = request.POST.copy()
    data["draft_version"] = str(expression.draft_version)
    return data
