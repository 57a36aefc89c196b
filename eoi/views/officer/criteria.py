"""Which objectives an advert scores, and how much each weighs (S15)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.criteria import edit_criteria
from eoi.forms.criteria import CriteriaForm
from eoi.models import Advert
from eoi.policies import FULL_WEIGHT, problems_with_editing, total_weighting
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.templatetags.numbers import percent
from eoi.views.officer.access import advert_to_change, for_officers, page_facts
from eoi.views.officer.refusal import not_now


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
            advert = edit_criteria(advert=advert, criteria=form.criteria(), by=request.user, draft_version=version)
        except ActionRefused as refusal:
            problems = refusal.problems
            form.show_version(Advert.objects.get(pk=advert.pk))
        else:
            _say_what_was_saved(request, advert)
            return redirect("eoi:criteria-edit", advert.reference)
    facts = {
        **page_facts(request, advert, "criteria-edit"),
        "form": form,
        "problems": problems,
        "total": percent(total_weighting(advert)),
        "is_full": total_weighting(advert) == FULL_WEIGHT,
    }
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/criteria_edit.html", facts, status=status)


def _say_what_was_saved(request: PersonRequest, advert: Advert) -> None:
    total = total_weighting(advert)
    if total == FULL_WEIGHT:
        messages.success(request, "The criteria are saved. The weightings total 100.")
        return
    messages.warning(
        request,
        f"The criteria are saved, but the weightings total {percent(total)}. Make them total 100 before the advert "
        "is published.",
    )
