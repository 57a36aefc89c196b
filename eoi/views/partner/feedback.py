"""How it went, told once by an organisation after the closing time (ADR 0033)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.feedback import give_feedback
from eoi.forms.feedback import FeedbackForm
from eoi.policies.feedback import problems_with_giving_feedback
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.partner.access import own_expression, partners_only
from eoi.views.partner.expression_of_interest import page_facts


@require_http_methods(["GET", "HEAD", "POST"])
@partners_only
def feedback_give(request: PersonRequest, reference: str) -> HttpResponse:
    """Short; also for who submitted nothing. Nobody of the council reads it before the outcome is told."""
    expression = own_expression(request, reference)
    hindrances = problems_with_giving_feedback(expression, at=request.now)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if request.method == "POST" and not hindrances and form.is_valid():
        try:
            give_feedback(expression=expression, said=form.said(), by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, "Thank you. What you told us is kept, and read once the outcome has been told.")
            return redirect("eoi:expression-status", reference)
    facts = {**page_facts(request, expression), "form": form, "problems": problems, "reasons": hindrances}
    refused = request.method == "POST" and (problems or hindrances)
    status = 409 if refused else 422 if form.is_bound and not form.is_valid() else 200
    return TemplateResponse(request, "eoi/partner/feedback_give.html", facts, status=status)
