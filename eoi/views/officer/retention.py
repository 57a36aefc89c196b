"""How long what is kept, what is due, deleting it, and the log (R7): officers, approvers and auditors read; approvers confirm."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.retention import delete_due, hold_back, lift_hold
from eoi.forms.retention import RetentionReasonForm
from eoi.models import Advert, DeletionLogEntry, RetentionHold, RetentionRule, RetentionRun, due_by_advert, number_due
from eoi.permissions import is_approver, may_see_retention
from eoi.policies.retention import problems_with_deleting, problems_with_holding, problems_with_lifting
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest

PAGE_LENGTH = 50


@require_safe
def retention_index(request: PersonRequest) -> HttpResponse:
    """Rules with their sources, what is due, holds, and the runs so far. The queries grow with the rules only, of which there are two."""
    _readers_only(request)
    rules = list(RetentionRule.objects.all())
    facts = {
        "rules": rules,
        "due": [(rule, row) for rule in rules for row in due_by_advert(rule, at=request.now)],
        "holds": RetentionHold.objects.standing().select_related("advert", "placed_by"),
        "page_obj": Paginator(RetentionRun.objects.newest_first(), PAGE_LENGTH).get_page(request.GET.get("page")),
        "approves": is_approver(request.user),
    }
    return TemplateResponse(request, "eoi/officer/retention_index.html", facts)


@require_safe
def retention_run(request: PersonRequest, reference: str) -> HttpResponse:
    """What one run deleted: kind, number and reference, and nothing of what it said."""
    _readers_only(request)
    run = get_object_or_404(RetentionRun.objects.newest_first(), reference=reference)
    entries = Paginator(DeletionLogEntry.objects.of_run(run), PAGE_LENGTH).get_page(request.GET.get("page"))
    return TemplateResponse(request, "eoi/officer/retention_run.html", {"run": run, "page_obj": entries})


@require_http_methods(["GET", "HEAD", "POST"])
def retention_delete(request: PersonRequest, rule: str, reference: str) -> HttpResponse:
    """Says what goes and what stays, asks why, then does it for good."""
    _approvers_only(request)
    found = get_object_or_404(RetentionRule, key=rule)
    advert = get_object_or_404(Advert, reference=reference)

    def act(reason: str) -> str:
        run = delete_due(rule=found, advert=advert, reason=reason, by=request.user, at=request.now)
        return (
            f"{run.reference}: what “{found.title}” made due of {advert.reference} is deleted. The log below says what."
        )

    return _step(
        request,
        problems_with_deleting(found, advert, at=request.now),
        act,
        title=f"Delete what is due of {advert.reference}?",
        consequences=[
            found.what,
            f"Expressions of interest concerned: {number_due(found, advert, at=request.now)}. "
            f"The period: {found.period} after {found.counted_from}.",
            "It cannot be undone, and nobody can read it afterwards; backups follow within their own period.",
            "References, times, digests and the audit trail stay, so that every receipt can still be checked.",
        ],
        button="Delete for good",
        tone="warning",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def retention_hold(request: PersonRequest, reference: str) -> HttpResponse:
    """A complaint, a claim or an inquiry keeps everything about one advert."""
    _approvers_only(request)
    advert = get_object_or_404(Advert, reference=reference)

    def act(reason: str) -> str:
        hold = hold_back(advert=advert, reason=reason, by=request.user)
        return f"{hold.reference}: nothing about {advert.reference} is deleted until the hold is lifted."

    return _step(
        request,
        problems_with_holding(advert),
        act,
        title=f"Hold everything about {advert.reference}?",
        consequences=["Nothing about it is deleted, even where a rule makes it due, until an approver lifts the hold."],
        button="Hold it",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def retention_lift(request: PersonRequest, reference: str) -> HttpResponse:
    """What is due may then be deleted, after an approver's word."""
    _approvers_only(request)
    hold = get_object_or_404(RetentionHold.objects.select_related("advert"), reference=reference)

    def act(reason: str) -> str:
        lift_hold(hold=hold, by=request.user, at=request.now)
        return f"The hold on {hold.advert.reference} is lifted."

    return _step(
        request,
        problems_with_lifting(hold),
        act,
        title=f"Lift the hold on {hold.advert.reference}?",
        consequences=[
            f"It was placed because: {hold.reason}",
            "What is due can be deleted again, after an approver confirms it.",
        ],
        button="Lift the hold",
        asks_why=False,
    )


def _step(
    request: PersonRequest,
    hindrances: list[Problem],
    act: Callable[[str], str],
    *,
    asks_why: bool = True,
    **words: Any,
) -> HttpResponse:
    form = RetentionReasonForm(request.POST if request.method == "POST" else None) if asks_why else None
    refused = list(hindrances)
    if request.method == "POST" and not hindrances and (form is None or form.is_valid()):
        try:
            done = act(form.cleaned_data["reason"] if form else "")
        except ActionRefused as refusal:
            refused = refusal.problems
        else:
            messages.success(request, done)
            return redirect("eoi:retention-index")
    facts = {"form": form, "reasons": refused, "back": reverse("eoi:retention-index"), **words}
    status = (409 if refused else 422) if request.method == "POST" else 200
    return TemplateResponse(request, "eoi/officer/retention_step.html", facts, status=status)


def _readers_only(request: PersonRequest) -> None:
    if not may_see_retention(request.user):
        raise PermissionDenied("Retention is for procurement officers, approvers and auditors.")


def _approvers_only(request: PersonRequest) -> None:
    if not is_approver(request.user):
        raise PermissionDenied("Only an approver confirms deletion, holds it back, or lets it go on.")
