"""The decision to advertise, or the return of the draft, and the paper it is taken on (S16)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.decision import decide_to_advertise, return_to_officers
from eoi.decision_paper import decision_paper as paper_of
from eoi.documents import pdf_of
from eoi.forms.decision import DecisionForm
from eoi.models import Advert, DecisionToAdvertise
from eoi.permissions import may_decide_on_advert, may_read_decision_paper
from eoi.policies.decision import (
    problems_with_answering,
    problems_with_deciding,
    problems_with_proceeding,
    waiting_request,
)
from eoi.problems import ActionRefused, Problem
from eoi.registry import conditions_of
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_see, facts_for_readers, for_officers, page_facts
from eoi.views.officer.refusal import not_now


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def advert_decide(request: PersonRequest, reference: str) -> HttpResponse:
    """The approver reads the paper, and decides on that version or returns it, with reasons."""
    if not may_decide_on_advert(request.user):
        raise PermissionDenied("Only an approver decides whether to advertise.")
    advert = advert_to_see(reference)
    if problems := problems_with_answering(advert, by=request.user):
        return not_now(request, advert, "Decision to advertise", problems, here="advert-decide")
    conditions = conditions_of(advert, at=request.now)
    hindrances = problems_with_deciding(advert, by=request.user, at=request.now, conditions=conditions)
    contested = [] if hindrances else problems_with_proceeding(advert, at=request.now, conditions=conditions)
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        initial={"draft_version": advert.draft_version},
        is_ready=not hindrances,
        is_contested=bool(contested),
    )
    refused: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, advert, form)
        except ActionRefused as refusal:
            refused = refusal.problems
            advert = advert_to_see(reference)
            form.show_version(advert)
        else:
            return redirect("eoi:advert-manage", advert.reference)
    facts = {
        **page_facts(request, advert, "advert-decide"),
        "form": form,
        "problems": refused,
        "hindrances": hindrances,
        "contested": contested,
        "waiting": waiting_request(advert),
        "document": paper_of(advert, at=request.now, conditions=conditions).as_data(),
    }
    status = 409 if refused else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/advert_decide.html", facts, status=status)


@require_safe
def decision_paper(request: PersonRequest, reference: str) -> HttpResponse:
    """The decisions so far, and the paper as things stand now."""
    advert = _advert_to_read(request, reference)
    facts = {
        **facts_for_readers(request, advert, "decision-paper"),
        "decisions": list(DecisionToAdvertise.objects.on(advert).select_related("decided_by")),
        "document": paper_of(advert, at=request.now).as_data(),
    }
    return TemplateResponse(request, "eoi/officer/decision_paper.html", facts)


@require_safe
def decision_paper_pdf(request: PersonRequest, reference: str) -> HttpResponse:
    """The same, to print or to send to a committee."""
    advert = _advert_to_read(request, reference)
    return _pdf(paper_of(advert, at=request.now).as_data(), made_at=request.now, name=f"{advert.reference}-draft")


@require_safe
def decision_detail(request: PersonRequest, reference: str, number: int) -> HttpResponse:
    """One decision with its reasons, and the paper it was taken on, word for word."""
    advert = _advert_to_read(request, reference)
    decision = _numbered(advert, number)
    facts = {
        **facts_for_readers(request, advert, "decision-detail"),
        "decision": decision,
        "number": number,
        "document": decision.paper,
    }
    return TemplateResponse(request, "eoi/officer/decision_detail.html", facts)


@require_safe
def decision_detail_pdf(request: PersonRequest, reference: str, number: int) -> HttpResponse:
    """The paper that was kept with the decision; 404 for a decision older than papers."""
    advert = _advert_to_read(request, reference)
    decision = _numbered(advert, number)
    get_object_or_404(DecisionToAdvertise.objects.with_paper(), pk=decision.pk)
    return _pdf(decision.paper, made_at=decision.decided_at, name=f"{advert.reference}-decision-{number}")


def _answer(request: PersonRequest, advert: Advert, form: DecisionForm) -> None:
    typed: dict[str, Any] = {
        "advert": advert,
        "draft_version": form.cleaned_data["draft_version"],
        "reasons": form.cleaned_data["reasons"],
        "by": request.user,
        "at": request.now,
    }
    if form.is_to_advertise:
        decide_to_advertise(**typed, proceeding_reason=form.cleaned_data.get("proceeding_reason", ""))
        done = (
            f"Your decision on {advert.reference} is recorded. Its officers can publish it now, and are told by mail."
        )
    else:
        return_to_officers(**typed)
        done = f"{advert.reference} is returned. Its officers are told by mail, and read your reasons."
    messages.success(request, done)


def _advert_to_read(request: PersonRequest, reference: str) -> Advert:
    """403 for whoever may not read the paper; 404 where there is no such advert."""
    advert = advert_to_see(reference)
    if not may_read_decision_paper(request.user, advert):
        raise PermissionDenied("The decision paper is for procurement officers, approvers, and auditors after opening.")
    return advert


def _numbered(advert: Advert, number: int) -> DecisionToAdvertise:
    """The decisions on an advert are numbered from one, in the order in which they were taken."""
    return get_object_or_404(DecisionToAdvertise.objects.numbered(advert, number))


def _pdf(document: dict[str, Any], *, made_at: Any, name: str) -> HttpResponse:
    response = HttpResponse(pdf_of(document, made_at=made_at), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
