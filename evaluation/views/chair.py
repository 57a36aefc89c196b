"""The chair's pages: how far everybody is, and closing individual scoring."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.problems import ActionRefused
from eoi.requests import PersonRequest
from evaluation.actions.panel import close_individual_scoring
from evaluation.forms.panel import ClosingForm
from evaluation.permissions import may_chair, may_see_progress
from evaluation.policies import problems_with_phase
from evaluation.progress import progress_of
from evaluation.views.access import (
    EVALUATORS,
    PROGRESS_READERS,
    for_audience,
    not_now,
    own_place,
    posted,
    readable_panel,
)


@require_safe
@for_audience(*PROGRESS_READERS)
def panel_progress(request: PersonRequest, reference: str) -> HttpResponse:
    """Locked counts and what is unfinished, for the chair and the officers; never a score (P1)."""
    panel, place = readable_panel(request, reference)
    if not may_see_progress(request.user, panel, place):
        raise PermissionDenied("Only the chair of the panel and the officers see how far the others are.")
    progress = progress_of(panel)
    page = {
        "panel": panel,
        "advert": panel.advert,
        "place": place,
        "progress": progress,
        "unfinished_count": sum(len(each.unfinished) for each in progress),
        "may_close": may_chair(place) and panel.is_scoring,
    }
    return TemplateResponse(request, "evaluation/chair/panel_progress.html", page)


@require_http_methods(["GET", "POST"])
@for_audience(*EVALUATORS)
def scoring_close(request: PersonRequest, reference: str) -> HttpResponse:
    """Confirmation, with a reason for each member whose unfinished assessments are left out."""
    place = own_place(request, reference)
    panel = place.panel
    if not may_chair(place):
        raise PermissionDenied("Only the chair of the panel closes individual scoring.")
    back = reverse("evaluation:panel-progress", args=[reference])
    if problems := problems_with_phase(panel):
        return not_now(
            request, problems, title="Close individual scoring", back_url=back, back_label="Back to the progress"
        )
    progress = progress_of(panel)
    unfinished = [each for each in progress if not each.is_finished]
    form = ClosingForm(posted(request), unfinished=unfinished)
    page = {"panel": panel, "advert": panel.advert, "progress": progress, "unfinished": unfinished, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            close_individual_scoring(panel=panel, reasons=form.reasons(), by=request.user, at=request.now)
        except ActionRefused as refusal:
            page["problems"] = refusal.problems
            return TemplateResponse(request, "evaluation/chair/scoring_close.html", page, status=409)
        messages.success(
            request, "Individual scoring is closed, and the panel is concluded. Its members have been told."
        )
        return redirect("evaluation:ranking-detail", reference)
    return TemplateResponse(request, "evaluation/chair/scoring_close.html", page)
