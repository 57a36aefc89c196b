"""What a partner does about a changed advert: confirm what it submitted, or ask for more time (P5, P20)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.extension import ask_for_time
from eoi.actions.reconfirmation import reconfirm
from eoi.forms.extension import ExtensionRequestForm
from eoi.models import AdvertChange, ExpressionOfInterest
from eoi.policies.extension import problems_with_asking_for_time
from eoi.policies.reconfirmation import problems_with_reconfirming
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.partner.access import own_expression, partners_only
from eoi.views.partner.expression_of_interest import page_facts


@require_http_methods(["GET", "HEAD", "POST"])
@partners_only
def submission_reconfirm(request: PersonRequest, reference: str) -> HttpResponse:
    """What changed, and one button; the other way is to change the answers and submit again."""
    expression = own_expression(request, reference)
    change = AdvertChange.objects.of(expression.advert).material().first()
    problems = problems_with_reconfirming(expression, change, at=request.now)
    is_asked = not problems
    if request.method == "POST" and is_asked and change is not None:
        try:
            _confirm(request, expression, change)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(
                request, "You confirmed that your submission still says what you want. It stands as it is."
            )
            return redirect("eoi:expression-detail", expression.reference)
    facts = {**page_facts(request, expression), "change": change, "reasons": problems, "is_asked": is_asked}
    status = 409 if problems and request.method == "POST" else 200
    return TemplateResponse(request, "eoi/partner/submission_reconfirm.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@partners_only
def extension_ask(request: PersonRequest, reference: str) -> HttpResponse:
    """Says plainly that asking tells the council that the organisation is preparing an answer (ADR 0023)."""
    expression = own_expression(request, reference)
    hindrances = problems_with_asking_for_time(expression, at=request.now)
    form = ExtensionRequestForm(request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if request.method == "POST" and not hindrances and form.is_valid():
        try:
            ask_for_time(expression=expression, **form.cleaned_data, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(
                request, "You asked for more time. An approver answers, and your organisation is told by mail."
            )
            return redirect("eoi:expression-detail", expression.reference)
    facts = {**page_facts(request, expression), "form": form, "problems": problems, "reasons": hindrances}
    refused = request.method == "POST" and (problems or hindrances)
    status = 409 if refused else 422 if form.is_bound and not form.is_valid() else 200
    return TemplateResponse(request, "eoi/partner/extension_ask.html", facts, status=status)


def _confirm(request: PersonRequest, expression: ExpressionOfInterest, change: AdvertChange) -> None:
    """Only what was read is confirmed."""
    if request.POST.get("number") != str(change.number):
        message = "The advert changed while you were reading. Read what changed, then confirm."
        raise ActionRefused([Problem("changed-meanwhile", message)])
    reconfirm(expression=expression, change=change, by=request.user, at=request.now)
