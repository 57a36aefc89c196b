"""Where nobody of an organisation can act: an officer or administrator records who is to lead it, another confirms (ADR 0031)."""

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

from eoi.actions.lead_recovery import cancel_recovery, confirm_recovery, record_recovery
from eoi.forms.lead_recovery import LeadRecoveryCancelForm, LeadRecoveryConfirmForm, LeadRecoveryForm
from eoi.models import LeadRecovery
from eoi.models.lead_recovery import STATE_TONES
from eoi.permissions import may_look_after_leads
from eoi.policies.lead_recovery import problems_with_confirming_recovery, problems_with_deciding_recovery
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.second_factor import fresh_second_factor_required

PAGE_LENGTH = 50

View = Callable[..., HttpResponse]


def for_lead_keepers(view: View) -> View:
    """403 for everybody but officers and administrators."""

    @wraps(view)
    def check_first(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_look_after_leads(request.user):
            raise PermissionDenied("New leads are recorded by procurement officers and administrators.")
        return view(request, *args, **kwargs)

    return check_first


@require_safe
@for_lead_keepers
def lead_recovery_list(request: PersonRequest) -> HttpResponse:
    """Every request, the newest on top. Its queries do not grow with its rows."""
    page = Paginator(LeadRecovery.objects.with_people(), PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = [(recovery, *_state(request, recovery)) for recovery in page]
    return _page(request, "list", {"page_obj": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@for_lead_keepers
def lead_recovery_create(request: PersonRequest) -> HttpResponse:
    """Says nothing of what the organisation is preparing, nor asks."""
    form = LeadRecoveryForm(request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("organisation", "identity_check", "evidence")}
        try:
            recovery = record_recovery(**said, new_lead=form.cleaned_data["email"], by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(
                request, "The request is recorded, and everybody of the organisation is told. Send the letter too."
            )
            return redirect("eoi:lead-recovery-detail", recovery.reference)
    status = 409 if problems else 422 if form.is_bound and not form.is_valid() else 200
    return _page(request, "create", {"form": form, "problems": problems}, status=status)


@require_safe
@for_lead_keepers
def lead_recovery_detail(request: PersonRequest, reference: str) -> HttpResponse:
    recovery = _recovery(reference)
    state, tone = _state(request, recovery)
    facts = {
        "recovery": recovery,
        "state": state,
        "tone": tone,
        "is_undecided": not problems_with_deciding_recovery(recovery, at=request.now),
        "reasons": problems_with_confirming_recovery(recovery, by=request.user, at=request.now),
    }
    return _page(request, "detail", facts)


@require_safe
@for_lead_keepers
def lead_recovery_letter(request: PersonRequest, reference: str) -> HttpResponse:
    """To the organisation's registered address, to be printed and posted: a lost mailbox must not hide it."""
    return _page(request, "letter", {"recovery": _recovery(reference)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_lead_keepers
def lead_recovery_confirm(request: PersonRequest, reference: str) -> HttpResponse:
    """Who may not confirm, or not yet, is told so before any code is asked for."""
    recovery = _recovery(reference)
    if reasons := problems_with_confirming_recovery(recovery, by=request.user, at=request.now):
        return _not_now(request, recovery, "Confirm the new lead", reasons)
    return _confirm_with_code(request, recovery)


@fresh_second_factor_required
def _confirm_with_code(request: PersonRequest, recovery: LeadRecovery) -> HttpResponse:
    """A code from the second factor was given a moment ago."""
    form = LeadRecoveryConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            confirm_recovery(recovery=recovery, **form.cleaned_data, by=request.user, at=request.now)
        except ActionRefused as refusal:
            return _not_now(request, _recovery(recovery.reference), "Confirm the new lead", refusal.problems)
        name = recovery.new_lead.full_name
        messages.success(request, f"{name} is a lead of {recovery.organisation.name}. Everybody concerned is told.")
        return redirect("eoi:lead-recovery-detail", recovery.reference)
    return _page(request, "confirm", {"recovery": recovery, "form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_lead_keepers
def lead_recovery_cancel(request: PersonRequest, reference: str) -> HttpResponse:
    recovery = _recovery(reference)
    if reasons := problems_with_deciding_recovery(recovery, at=request.now):
        return _not_now(request, recovery, "Take the request back", reasons)
    form = LeadRecoveryCancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_recovery(recovery=recovery, **form.cleaned_data, by=request.user, at=request.now)
        except ActionRefused as refusal:
            return _not_now(request, _recovery(reference), "Take the request back", refusal.problems)
        messages.success(
            request, f"{recovery.reference} is taken back. Nothing has changed, and the organisation is told."
        )
        return redirect("eoi:lead-recovery-detail", recovery.reference)
    return _page(request, "cancel", {"recovery": recovery, "form": form}, status=422 if form.is_bound else 200)


def _recovery(reference: str) -> LeadRecovery:
    return get_object_or_404(LeadRecovery.objects.with_people(), reference=reference)


def _state(request: PersonRequest, recovery: LeadRecovery) -> tuple[str, str]:
    state = recovery.state(at=request.now)
    return state.label, STATE_TONES.get(state, "empty")


def _not_now(request: PersonRequest, recovery: LeadRecovery, title: str, reasons: list[Problem]) -> HttpResponse:
    facts = {"recovery": recovery, "title": title, "reasons": reasons}
    return _page(request, "not_now", facts, status=409 if request.method == "POST" else 200)


def _page(request: PersonRequest, name: str, facts: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return TemplateResponse(request, f"eoi/lead_recovery/lead_recovery_{name}.html", facts, status=status)
