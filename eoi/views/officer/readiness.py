"""Whether an advert is ready to be decided on, and asking for the decision (S16)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.decision import request_decision
from eoi.actions.readiness import give_readiness_reason
from eoi.forms.decision import DecisionRequestForm, ReadinessReasonForm
from eoi.models import Advert, DecisionToAdvertise, ReadinessReason
from eoi.policies.advert import problems_with_editing
from eoi.policies.decision import problems_with_requesting_decision, waiting_request
from eoi.problems import ActionRefused, Problem
from eoi.registry import conditions_of
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_change, advert_to_see, for_officers, page_facts
from eoi.views.officer.refusal import not_now


@require_safe
@for_officers
def advert_readiness(request: PersonRequest, reference: str) -> HttpResponse:
    """Every condition with its state, why, and the page that mends it."""
    advert = advert_to_see(reference)
    conditions = conditions_of(advert, at=request.now)
    facts = {
        **page_facts(request, advert, "advert-readiness"),
        "conditions": conditions,
        "met": sum(condition.is_met for condition in conditions),
        "can_ask": not problems_with_requesting_decision(advert, at=request.now, conditions=conditions),
        "waiting": None if advert.is_published else waiting_request(advert),
        "decisions": list(DecisionToAdvertise.objects.on(advert).select_related("decided_by")),
    }
    return TemplateResponse(request, "eoi/officer/advert_readiness.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def readiness_reason(request: PersonRequest, reference: str, condition: str) -> HttpResponse:
    """Record why the advert goes on although this condition is not met. 404 where no condition has that key."""
    advert = advert_to_change(request, reference)
    standing = next((found for found in conditions_of(advert, at=request.now) if found.key == condition), None)
    if standing is None:
        raise Http404
    if frozen := problems_with_editing(advert):
        return not_now(request, advert, standing.title, frozen, here="advert-readiness")
    if not standing.takes_reason:
        problem = Problem("no-reason-needed", f"This condition asks for no reason. {standing.why}", standing.url)
        return not_now(request, advert, standing.title, [problem], here="advert-readiness")
    form = ReadinessReasonForm(request.POST if request.method == "POST" else None, initial={"about": standing.about})
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            give_readiness_reason(
                advert=advert, condition=condition, **form.cleaned_data, by=request.user, at=request.now
            )
        except ActionRefused as refusal:
            problems = refusal.problems
            form.show_state(standing.about)
        else:
            messages.success(request, f"Your reason is recorded. “{standing.title}” counts as met with a reason.")
            return redirect("eoi:advert-readiness", advert.reference)
    facts = {
        **page_facts(request, advert, "advert-readiness"),
        "condition": standing,
        "earlier": ReadinessReason.objects.about(advert, condition=condition),
        "form": form,
        "problems": problems,
    }
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/readiness_reason.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def decision_request(request: PersonRequest, reference: str) -> HttpResponse:
    """Ask the approvers to decide on the draft as it stands. They are told by mail."""
    advert = advert_to_change(request, reference)
    if problems := problems_with_requesting_decision(advert, at=request.now):
        return not_now(request, advert, "Ask for the decision", problems, here="advert-readiness")
    version = {"draft_version": advert.draft_version}
    form = DecisionRequestForm(request.POST if request.method == "POST" else None, initial=version)
    refused: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            request_decision(advert=advert, **form.cleaned_data, by=request.user, at=request.now)
        except ActionRefused as refusal:
            refused = refusal.problems
            form.show_version(Advert.objects.get(pk=advert.pk))
        else:
            messages.success(request, f"The approvers are asked to decide on {advert.reference}, and told by mail.")
            return redirect("eoi:advert-manage", advert.reference)
    facts = {**page_facts(request, advert, "advert-readiness"), "form": form, "problems": refused}
    status = 409 if refused else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/decision_request.html", facts, status=status)
