"""Drafting an advert and looking after it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.advert import draft_advert, edit_advert
from eoi.advert_life import life_of, state_for_officers
from eoi.advert_sheet import advert_sheet
from eoi.forms.advert import AdvertForm, AdvertStartForm
from eoi.models import Advert, Clarification, DecisionToAdvertise
from eoi.permissions import may_ask_for_drafts, may_draft_advert, may_see_draft, may_see_officer_pages
from eoi.plan import anchors_of, read_plan
from eoi.policies.advert import problems_with_editing
from eoi.policies.decision import problems_with_requesting_decision
from eoi.problems import ActionRefused, Problem
from eoi.registry import cards_for, conditions_of
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_change, advert_to_see, for_officers, page_facts
from eoi.views.officer.plan_moves import Confirmation, wants_back
from eoi.views.officer.refusal import not_now
from eoi.working_days import uk_day

PAGE_LENGTH = 50


@require_safe
@for_officers
def officer_start(request: PersonRequest) -> HttpResponse:
    """What needs this person, and every advert with its state and its counts. Its queries do not grow with its rows."""
    now = request.now
    page = Paginator(Advert.objects.for_officers().with_counts(), PAGE_LENGTH).get_page(request.GET.get("page"))
    facts = {
        "cards": cards_for(request.user, at=now),
        "page_obj": page,
        "rows": [(advert, state_for_officers(advert, at=now)) for advert in page.object_list],
        "may_draft": may_draft_advert(request.user),
    }
    return TemplateResponse(request, "eoi/officer/officer_start.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def advert_create(request: PersonRequest) -> HttpResponse:
    if not may_draft_advert(request.user):
        raise PermissionDenied("Only procurement officers draft adverts.")
    suggested = {"reference": Advert.objects.next_reference(uk_day(request.now).year)}
    form = AdvertStartForm(request.POST if request.method == "POST" else None, initial=suggested)
    if request.method == "POST" and form.is_valid():
        advert = draft_advert(**form.cleaned_data, by=request.user)
        messages.success(request, f"{advert.reference} is drafted. Only officers and approvers see it.")
        return redirect("eoi:advert-edit", advert.reference)
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/advert_create.html", {"form": form}, status=status)


@require_safe
@for_officers
def advert_manage(request: PersonRequest, reference: str) -> HttpResponse:
    """Where it stands, what it needs next, and counts: nothing that the seal hides."""
    advert = advert_to_see(reference)
    counts = Advert.objects.with_counts().get(pk=advert.pk)
    conditions = [] if advert.is_published else conditions_of(advert, at=request.now)
    facts = {
        **page_facts(request, advert, "advert-manage"),
        "life": life_of(advert, at=request.now),
        "conditions": conditions,
        "can_ask": not problems_with_requesting_decision(advert, at=request.now, conditions=conditions),
        "counts": counts,
        "questions_waiting": Clarification.objects.about(advert).waiting().count() if advert.is_published else None,
        "may_draft": may_draft_advert(request.user),
        "decisions": list(DecisionToAdvertise.objects.on(advert).select_related("decided_by")),
    }
    return TemplateResponse(request, "eoi/officer/advert_manage.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def advert_edit(request: PersonRequest, reference: str) -> HttpResponse:
    """Saves what is incomplete; the overview lists what is missing (P4)."""
    advert = advert_to_change(request, reference)
    if frozen := problems_with_editing(advert):
        return not_now(request, advert, "Words, dates and services", frozen, here="advert-edit")
    form = AdvertForm.of(advert, request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if request.method == "POST" and not wants_back(request) and form.is_valid():
        confirmation = _moves_of_plan(request, advert, form)
        if confirmation and confirmation.is_missing:
            back = reverse("eoi:advert-edit", args=[advert.reference])
            return confirmation.page(advert, form.data, title="What moves with it", back=back, here="advert-edit")
        given: dict[str, Any] = confirmation.arguments if confirmation else {"reason": "", "shown": None}
        try:
            advert = edit_advert(
                advert=advert,
                changes=form.changes(),
                services=form.cleaned_data["services"],
                left_out=form.left_out(),
                by=request.user,
                draft_version=form.cleaned_data["draft_version"],
                reason=given["reason"],
                shown_moves=given["shown"],
            )
        except ActionRefused as refusal:
            problems = refusal.problems
            form.show_version(Advert.objects.get(pk=advert.pk))
        else:
            messages.success(request, f"{advert.reference} is saved.")
            return redirect("eoi:advert-manage", advert.reference)
    facts = {**page_facts(request, advert, "advert-edit"), "form": form, "problems": problems}
    status = 409 if problems else 422 if form.is_bound and not form.is_valid() else 200
    return TemplateResponse(request, "eoi/officer/advert_edit.html", facts, status=status)


@require_safe
def advert_preview(request: PersonRequest, reference: str) -> HttpResponse:
    """The public page, before it is public; afterwards the public page itself. Also for whom the draft was shared with."""
    advert = advert_to_see(reference) if may_ask_for_drafts(request.user) else None
    if advert is None or not may_see_draft(request.user, advert):
        raise PermissionDenied("A draft is read by officers, approvers, and the representatives it was shared with.")
    if advert.is_published:
        return redirect("eoi:advert-detail", advert.reference)
    page = "eoi:advert-manage" if may_see_officer_pages(request.user) else "eoi:representative-consultation"
    way_back = reverse(page, args=[advert.reference])
    facts = {**advert_sheet(advert, at=request.now), "is_preview": True, "way_back": way_back}
    return TemplateResponse(request, "eoi/public/advert_detail.html", facts)


def _moves_of_plan(request: PersonRequest, advert: Advert, form: AdvertForm) -> Confirmation | None:
    """What in the plan would move with the advert's days; nothing, without a query, where neither changes (S14)."""
    wanted = anchors_of(form.cleaned_data["opens_at"], form.cleaned_data["closes_at"])
    if wanted == anchors_of(advert.opens_at, advert.closes_at):
        return None
    plan = read_plan(advert)
    return Confirmation(request, plan, plan.moves(anchors=wanted, today=uk_day(request.now)))
