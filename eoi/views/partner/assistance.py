"""An organisation that cannot use the pages asks an officer to enter its answers (DESIGN §5, ADR 0031)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.assistance import ask_for_assistance
from eoi.forms.assistance import AskForAssistanceForm
from eoi.models import Assistance
from eoi.permissions import may_lead
from eoi.policies.assistance import problems_with_assisted_advert
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.partner.access import own_expression, partners_only
from eoi.views.partner.expression_of_interest import page_facts


@require_http_methods(["GET", "HEAD", "POST"])
@partners_only
def assistance_ask(request: PersonRequest, reference: str) -> HttpResponse:
    """A lead asks the officer they spoke to, while the advert is open. Contributors read why they cannot."""
    expression = own_expression(request, reference)
    if not may_lead(request.user, expression.organisation):
        raise PermissionDenied(f"Only a lead of {expression.organisation.name} asks for this. Ask one of its leads.")
    running = Assistance.objects.of_expression(expression).not_over().with_people().first()
    form = AskForAssistanceForm(request.POST if request.method == "POST" else None)
    hindrances = problems_with_assisted_advert(expression.advert, at=request.now)
    problems: list[Problem] = []
    if request.method == "POST" and not hindrances and form.is_valid():
        officer = form.cleaned_data["email"]
        try:
            assistance = ask_for_assistance(expression=expression, assistant=officer, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"You asked {officer.full_name}, who is told by mail.")
            return redirect("eoi:assistance-detail", assistance.reference)
    facts = page_facts(request, expression)
    facts |= {"form": form, "problems": problems, "reasons": hindrances, "running": running}
    refused = request.method == "POST" and (problems or hindrances)
    status = 409 if refused else 422 if form.is_bound and not form.is_valid() else 200
    return TemplateResponse(request, "eoi/partner/assistance_ask.html", facts, status=status)
