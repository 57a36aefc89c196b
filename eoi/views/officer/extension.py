"""Requests for more time: read by the advert's officers and approvers, answered by an approver (P5, ADR 0023)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.extension import decline_extension, grant_extension
from eoi.forms.extension import ExtensionDeclineForm, ExtensionGrantForm
from eoi.models import Advert, ExtensionRequest
from eoi.permissions import is_approver, may_run_advert
from eoi.policies.extension import problems_with_answering_time
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.templatetags.times import uk_time
from eoi.views.officer.access import advert_to_see, for_officers, page_facts
from eoi.views.officer.refusal import not_now

PAGE_LENGTH = 50


@require_safe
@for_officers
def extension_list(request: PersonRequest, reference: str) -> HttpResponse:
    """Who asked, for how long, and what was answered. Organisations told us by asking; of nobody else anything is shown."""
    advert = advert_to_see(reference)
    if not (is_approver(request.user) or may_run_advert(request.user, advert)):
        raise PermissionDenied(f"Only the officers of {advert.reference} and approvers read who asked for more time.")
    requests = ExtensionRequest.objects.about(advert)
    facts = {
        **page_facts(request, advert, "extension-list"),
        "page_obj": Paginator(requests, PAGE_LENGTH).get_page(request.GET.get("page")),
        "answers": is_approver(request.user),
        "has_record": hasattr(advert, "closing_record"),
        "waiting": requests.waiting().count(),
    }
    return TemplateResponse(request, "eoi/officer/extension_list.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def extension_grant(request: PersonRequest, reference: str, asked: str) -> HttpResponse:
    """Until a time that the approver chooses, with a reason for everybody."""
    advert, wanted = _asked(request, reference, asked)
    form = ExtensionGrantForm(request.POST if request.method == "POST" else None, initial={"until": wanted.until})

    def act() -> str:
        until, reason = form.cleaned_data["until"], form.cleaned_data["reason"]
        grant_extension(request=wanted, until=until, reason=reason, by=request.user, at=request.now)
        return f"{wanted.reference} is granted, until {uk_time(until)}. Everybody concerned is told."

    return _answer(request, advert, wanted, form, act, here="extension-grant")


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def extension_decline(request: PersonRequest, reference: str, asked: str) -> HttpResponse:
    advert, wanted = _asked(request, reference, asked)
    form = ExtensionDeclineForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        decline_extension(request=wanted, reason=form.cleaned_data["reason"], by=request.user, at=request.now)
        return f"{wanted.reference} is declined. The organisation is told."

    return _answer(request, advert, wanted, form, act, here="extension-decline")


def _asked(request: PersonRequest, reference: str, asked: str) -> tuple[Advert, ExtensionRequest]:
    """403 for officers: they read, approvers answer. 404 for a request about another advert."""
    if not is_approver(request.user):
        raise PermissionDenied("Only an approver gives more time, or declines.")
    advert = advert_to_see(reference)
    return advert, get_object_or_404(ExtensionRequest.objects.about(advert), reference=asked)


def _answer(
    request: PersonRequest,
    advert: Advert,
    wanted: ExtensionRequest,
    form: Any,
    act: Callable[[], str],
    *,
    here: str,
) -> HttpResponse:
    grants = here == "extension-grant"
    title = f"{'Give more time' if grants else 'Decline'}: {wanted.reference}"
    if problems := problems_with_answering_time(wanted):
        return not_now(request, advert, title, problems, here=here)
    refused: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            done = act()
        except ActionRefused as refusal:
            refused = refusal.problems
        else:
            messages.success(request, done)
            return redirect("eoi:extension-list", advert.reference)
    facts = {
        **page_facts(request, advert, here),
        "title": title,
        "grants": grants,
        "wanted": wanted,
        "closes_at": wanted.expression.closes_at(),
        "form": form,
        "problems": refused,
    }
    status = 409 if refused else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/extension_answer.html", facts, status=status)
