"""How many had a complete draft at the closing time and did not submit it; which, once an approver asked (P18, ADR 0032)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.unsubmitted import ask_for_unsubmitted, decide_on_unsubmitted
from eoi.forms.unsubmitted import UnsubmittedDecisionForm, UnsubmittedRequestForm
from eoi.models import Advert, LateAttempts, UnsubmittedDraft, UnsubmittedRequest, late_attempts, unsubmitted_numbers
from eoi.permissions import is_approver, may_see_submission_list
from eoi.policies.unsubmitted import problems_with_asking, problems_with_deciding, problems_with_knowing
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_see, facts_for_readers, for_officers, page_facts
from eoi.views.officer.refusal import not_now

PAGE_LENGTH = 50


@require_safe
def unsubmitted_detail(request: PersonRequest, reference: str) -> HttpResponse:
    """Numbers after the closing record; the organisations, and what was decided, after an approver's request."""
    advert = get_object_or_404(Advert.objects.for_officers().with_parts(), reference=reference)
    if not may_see_submission_list(request.user, advert):
        raise PermissionDenied("Only the officers of this advert, approvers and auditors read who did not submit.")
    facts = facts_for_readers(request, advert, "unsubmitted-detail")
    if problems := problems_with_knowing(advert):
        facts["problems"] = problems
        return TemplateResponse(request, "eoi/officer/unsubmitted_detail.html", facts)
    asked = getattr(advert, "unsubmitted_request", None)
    facts |= {"numbers": unsubmitted_numbers(advert), "asked": asked, "approves": is_approver(request.user)}
    if asked:
        facts |= _names(request, asked)
    return TemplateResponse(request, "eoi/officer/unsubmitted_detail.html", facts)


def _names(request: PersonRequest, asked: UnsubmittedRequest) -> dict[str, Any]:
    page = Paginator(UnsubmittedDraft.objects.found_by(asked), PAGE_LENGTH).get_page(request.GET.get("page"))
    tried = late_attempts([draft.expression.reference for draft in page.object_list])
    rows = [(draft.expression, tried.get(draft.expression.reference, LateAttempts())) for draft in page.object_list]
    return {"page_obj": page, "rows": rows, "decisions": asked.decisions.select_related("decided_by")}


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def unsubmitted_ask(request: PersonRequest, reference: str) -> HttpResponse:
    """By an approver, with a reason that is kept."""
    advert = _advert_to_decide(request, reference)
    form = UnsubmittedRequestForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        asked = ask_for_unsubmitted(advert=advert, reason=form.cleaned_data["reason"], by=request.user)
        many = "organisation is" if asked.number_found == 1 else "organisations are"
        return f"{asked.number_found} {many} named below. Your reason is kept with your name and the time."

    return _enter(request, advert, form, act, problems_with_asking(advert), here="unsubmitted-ask")


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def unsubmitted_decide(request: PersonRequest, reference: str) -> HttpResponse:
    """What follows, with reasons; by an approver, after the organisations have been asked for."""
    advert = _advert_to_decide(request, reference)
    form = UnsubmittedDecisionForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        decide_on_unsubmitted(advert=advert, **form.cleaned_data, by=request.user)
        return "Your decision is recorded with its reasons."

    return _enter(request, advert, form, act, problems_with_deciding(advert), here="unsubmitted-decide")


def _advert_to_decide(request: PersonRequest, reference: str) -> Advert:
    """403 for officers: they read, approvers ask and decide."""
    if not is_approver(request.user):
        raise PermissionDenied("Only an approver asks which organisations did not submit, and decides what follows.")
    return advert_to_see(reference)


def _enter(
    request: PersonRequest, advert: Advert, form: Any, act: Callable[[], str], wrong: list[Problem], *, here: str
) -> HttpResponse:
    title = "Ask which organisations did not submit" if here == "unsubmitted-ask" else "Decide what follows"
    if wrong:
        return not_now(request, advert, title, wrong, here=here)
    refused: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            done = act()
        except ActionRefused as refusal:
            refused = refusal.problems
        else:
            messages.success(request, done)
            return redirect("eoi:unsubmitted-detail", advert.reference)
    facts = {
        **page_facts(request, advert, here),
        "title": title,
        "asks": here == "unsubmitted-ask",
        "form": form,
        "problems": refused,
        "numbers": unsubmitted_numbers(advert),
    }
    status = 409 if refused else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/unsubmitted_enter.html", facts, status=status)
