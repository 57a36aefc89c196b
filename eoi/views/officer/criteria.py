"""Which objectives an advert scores, how much each weighs, and what an answer has to be for each score (S15)."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.criteria import edit_criteria, edit_criterion
from eoi.criteria_standing import criteria_to_read
from eoi.forms.criteria import CriteriaForm, CriterionForm
from eoi.models import Advert, Criterion
from eoi.policies.advert import problems_with_editing
from eoi.policies.criteria import FULL_WEIGHT, total_weighting
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.scale import scale
from eoi.templatetags.numbers import percent
from eoi.views.officer.access import advert_to_change, for_officers, page_facts
from eoi.views.officer.refusal import not_now
from eoi.views.officer.vehicles import vehicle_facts

UNCHANGED = "Nothing was different from what stood, so nothing was changed."


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def criteria_edit(request: PersonRequest, reference: str) -> HttpResponse:
    """Any total is saved, with a warning unless it is 100."""
    advert = advert_to_change(request, reference)
    if frozen := problems_with_editing(advert):
        return not_now(request, advert, "Criteria", frozen, here="criteria-edit")
    form = CriteriaForm(request.POST if request.method == "POST" else None, advert=advert)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["draft_version"]
        try:
            saved = edit_criteria(advert=advert, criteria=form.criteria(), by=request.user, draft_version=version)
        except ActionRefused as refusal:
            problems = refusal.problems
            form.show_version(Advert.objects.get(pk=advert.pk))
        else:
            _say_what_was_saved(request, saved, advert)
            return redirect("eoi:criteria-edit", advert.reference)
    criteria = list(form.standing.values())
    facts = {**_facts(request, advert, criteria), "form": form, "problems": problems}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/criteria_edit.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def criterion_edit(request: PersonRequest, reference: str, number: int) -> HttpResponse:
    """One criterion: weighting, guidance, descriptors. The scale's own are put into the boxes on request, and saved with the rest."""
    advert = advert_to_change(request, reference)
    if frozen := problems_with_editing(advert):
        return not_now(request, advert, "Criteria", frozen, here="criteria-edit")
    criteria = criteria_to_read(advert)
    place = _place_of(number, criteria)
    form = CriterionForm(
        request.POST if request.method == "POST" else None, advert=advert, criterion=criteria[place], steps=scale()
    )
    facts = {**_facts(request, advert, criteria), **_neighbours(criteria, place), "problems": []}
    if request.POST.get("then") == "standard":
        facts |= {"form": form.with_standard_descriptors(advert), "is_standard": True}
        return TemplateResponse(request, "eoi/officer/criterion_edit.html", facts)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["draft_version"]
        try:
            saved = edit_criterion(advert=advert, change=form.change(), by=request.user, draft_version=version)
        except ActionRefused as refusal:
            facts["problems"] = refusal.problems
            form.show_version(Advert.objects.get(pk=advert.pk))
        else:
            _say_what_was_saved(request, saved, advert)
            return _onward(request, advert, facts["following"])
    status = 409 if facts["problems"] else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/criterion_edit.html", {**facts, "form": form}, status=status)


def _facts(request: PersonRequest, advert: Advert, criteria: list[Criterion]) -> dict[str, Any]:
    """What both pages show: the total as saved, whether anybody is asked, and forms of contract that are named."""
    total = sum((criterion.weighting for criterion in criteria), Decimal(0))
    return {
        **page_facts(request, advert, "criteria-edit"),
        **vehicle_facts(advert, criteria),
        "total": percent(total),
        "is_full": total == FULL_WEIGHT,
        "difference": percent(abs(FULL_WEIGHT - total)),
        "is_too_much": total > FULL_WEIGHT,
        "asked": advert.criteria_agreers.asked().count(),
    }


def _place_of(number: int, criteria: list[Criterion]) -> int:
    for place, criterion in enumerate(criteria):
        if criterion.wording.objective.number == number:
            return place
    raise Http404("That objective is not among the criteria of this advert.")


def _neighbours(criteria: list[Criterion], place: int) -> dict[str, Any]:
    return {
        "criterion": criteria[place],
        "place": place + 1,
        "count": len(criteria),
        "previous": criteria[place - 1] if place else None,
        "following": criteria[place + 1] if place + 1 < len(criteria) else None,
    }


def _onward(request: PersonRequest, advert: Advert, following: Criterion | None) -> HttpResponse:
    """To the next criterion, or to all of them."""
    if request.POST.get("then") == "next" and following:
        return redirect("eoi:criterion-edit", advert.reference, following.wording.objective.number)
    return redirect("eoi:criteria-edit", advert.reference)


def _say_what_was_saved(request: PersonRequest, saved: Advert, before: Advert) -> None:
    if saved.draft_version == before.draft_version:
        messages.success(request, UNCHANGED)
        return
    total = total_weighting(saved)
    if total == FULL_WEIGHT:
        messages.success(request, "The criteria are saved. The weightings total 100.")
        return
    messages.warning(
        request,
        f"The criteria are saved, but the weightings total {percent(total)}. Make them total 100 before the advert "
        "is published.",
    )
