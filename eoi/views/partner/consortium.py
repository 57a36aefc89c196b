"""The organisations that answer together with one's own: listed, added, changed and taken off until the closing time."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods

from eoi.actions.consortium import add_consortium_member, edit_consortium_member, remove_consortium_member
from eoi.forms.consortium import ConsortiumMemberForm
from eoi.models import ConsortiumMember, ExpressionOfInterest
from eoi.models.consortium import repeated_numbers
from eoi.policies.consortium import MOST_CONSORTIUM_MEMBERS, problems_with_adding_member
from eoi.policies.expression_of_interest import problems_with_changing
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.partner.access import own_expression, partners_and_assistants
from eoi.views.partner.expression_of_interest import page_facts
from eoi.views.partner.late import with_advice


@require_GET
@partners_and_assistants
def consortium_list(request: PersonRequest, reference: str) -> HttpResponse:
    """Every member, at most 20, with the company numbers that stand several times flagged (P17)."""
    expression = own_expression(request, reference)
    members = list(expression.consortium_members.in_order())
    repeated = repeated_numbers([expression.organisation.company_number, *(each.company_number for each in members)])
    facts = {
        **page_facts(request, expression),
        "rows": [(member, member.company_number in repeated) for member in members],
        "most": MOST_CONSORTIUM_MEMBERS,
        "may_add": len(members) < MOST_CONSORTIUM_MEMBERS,
    }
    return TemplateResponse(request, "eoi/partner/consortium_list.html", facts)


@require_http_methods(["GET", "POST"])
@partners_and_assistants
def consortium_add(request: PersonRequest, reference: str) -> HttpResponse:
    expression = own_expression(request, reference)
    reasons = with_advice(problems_with_changing(expression, at=request.now)) or problems_with_adding_member(expression)
    form = ConsortiumMemberForm(request.POST or None)
    if request.method == "POST" and not reasons and form.is_valid():
        try:
            member = add_consortium_member(
                expression=expression, details=form.details(), by=request.user, at=request.now
            )
        except ActionRefused as refusal:
            reasons = with_advice(refusal.problems)
        else:
            messages.success(request, f"{member.name} is a member of your consortium.")
            return redirect("eoi:consortium-list", expression.reference)
    return _form_page(request, expression, form, reasons=reasons, title="Add a member of your consortium")


@require_http_methods(["GET", "POST"])
@partners_and_assistants
def consortium_edit(request: PersonRequest, reference: str, member: str) -> HttpResponse:
    """Where a colleague saved first, what stands is shown beside what was typed, which is kept (P13)."""
    expression = own_expression(request, reference)
    found = _member(expression, member)
    reasons = with_advice(problems_with_changing(expression, at=request.now))
    form = ConsortiumMemberForm(request.POST or None, initial=ConsortiumMemberForm.initial_of(found))
    problems: list[Problem] = []
    title = f"Change what you say of {found.name}"
    if request.method == "POST" and not reasons and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            edit_consortium_member(
                member=found, details=form.details(), version=version, by=request.user, at=request.now
            )
        except ActionRefused as refusal:
            problems = with_advice(refusal.problems)
            found = _member(expression, member)
            form = ConsortiumMemberForm(_with_version(request, found))
        else:
            messages.success(request, f"What you say of {form.cleaned_data['name']} is saved.")
            return redirect("eoi:consortium-list", expression.reference)
    return _form_page(request, expression, form, reasons=reasons, problems=problems, title=title, member=found)


@require_http_methods(["GET", "POST"])
@partners_and_assistants
def consortium_remove(request: PersonRequest, reference: str, member: str) -> HttpResponse:
    """Take a member off, after a page that says what is deleted."""
    expression = own_expression(request, reference)
    found = _member(expression, member)
    reasons = with_advice(problems_with_changing(expression, at=request.now))
    if request.method == "POST" and not reasons:
        try:
            remove_consortium_member(member=found, by=request.user, at=request.now)
        except ActionRefused as refusal:
            reasons = with_advice(refusal.problems)
        else:
            messages.success(request, f"{found.name} is no longer a member of your consortium.")
            return redirect("eoi:consortium-list", expression.reference)
    facts = {**page_facts(request, expression), "member": found, "reasons": reasons}
    status = 409 if request.method == "POST" else 200
    return TemplateResponse(request, "eoi/partner/consortium_remove.html", facts, status=status)


def _member(expression: ExpressionOfInterest, reference: str) -> ConsortiumMember:
    return get_object_or_404(expression.consortium_members.in_order(), reference=reference)


def _form_page(
    request: PersonRequest,
    expression: ExpressionOfInterest,
    form: ConsortiumMemberForm,
    *,
    reasons: list[Problem],
    problems: list[Problem] | None = None,
    **more: Any,
) -> HttpResponse:
    facts = {**page_facts(request, expression), **more, "form": form, "reasons": reasons, "problems": problems or []}
    refused = request.method == "POST" and (reasons or problems)
    status = 409 if refused else 422 if form.is_bound and not form.is_valid() else 200
    return TemplateResponse(request, "eoi/partner/consortium_form.html", facts, status=status)


def _with_version(request: PersonRequest, member: ConsortiumMember) -> Any:
    """What was typed, to be saved over what stands now if it is sent again."""
    data = request.POST.copy()
    data["version"] = str(member.version)
    return data
