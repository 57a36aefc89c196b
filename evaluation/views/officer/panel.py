"""The panel of an advert, as its officers run it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.models import Advert
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from evaluation.actions.panel import edit_panel, form_panel, open_scoring
from evaluation.forms.panel import PanelForm
from evaluation.models import Panel, PanelMember
from evaluation.permissions import may_run_panel
from evaluation.policies import (
    problems_with_changing_members,
    problems_with_editing_panel,
    problems_with_forming,
    problems_with_opening_scoring,
)
from evaluation.progress import progress_of, submissions_before
from evaluation.views.access import (
    OFFICERS,
    OFFICERS_AND_APPROVERS,
    for_audience,
    not_now,
    officers_advert,
    officers_panel,
    posted,
    seen_advert,
)


@require_safe
@for_audience(*OFFICERS_AND_APPROVERS)
def panel_detail(request: PersonRequest, reference: str) -> HttpResponse:
    """Members, what is missing before scoring opens, and afterwards how far each has come; never a score."""
    advert = seen_advert(request, reference)
    panel = Panel.objects.for_advert(advert).first()
    page: dict[str, Any] = {"advert": advert, "panel": panel, "may_run": may_run_panel(request.user, advert)}
    if panel is None:
        return TemplateResponse(request, "evaluation/officer/panel_detail.html", page)
    progress = progress_of(panel)
    page["progress"] = progress
    page["may_change_members"] = page["may_run"] and panel.is_preparing
    if panel.is_preparing:
        count = len(submissions_before(advert)) if advert.is_opened else 0
        members = [each.member for each in progress]
        page["missing"] = problems_with_opening_scoring(panel, members=members, submission_count=count)
    return TemplateResponse(request, "evaluation/officer/panel_detail.html", page)


@require_http_methods(["GET", "POST"])
@for_audience(*OFFICERS)
def panel_create(request: PersonRequest, reference: str) -> HttpResponse:
    advert = officers_advert(request, reference)
    if problems := problems_with_forming(advert):
        return not_now_for(request, advert, problems, "This advert has a panel")
    form = PanelForm(posted(request), now=request.now, initial={"name": f"Panel for {advert.title}"[:120]})
    if request.method == "POST" and form.is_valid():
        try:
            panel = form_panel(advert=advert, by=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            return not_now_for(request, advert, refusal.problems, "This advert has a panel")
        messages.success(request, f"The panel “{panel.name}” has been formed. Add its members now.")
        return redirect("evaluation:panel-detail", advert.reference)
    return _form_page(request, advert, form, title="Form the panel", button="Form the panel")


@require_http_methods(["GET", "POST"])
@for_audience(*OFFICERS)
def panel_edit(request: PersonRequest, reference: str) -> HttpResponse:
    panel = officers_panel(request, reference)
    if problems := problems_with_editing_panel(panel):
        return not_now_for(request, panel.advert, problems, "The panel no longer changes")
    form = PanelForm(posted(request), now=request.now, panel=panel)
    if request.method == "POST" and form.is_valid():
        try:
            edit_panel(panel=panel, by=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            return not_now_for(request, panel.advert, refusal.problems, "The panel no longer changes")
        messages.success(request, "The name and the date of the panel are saved.")
        return redirect("evaluation:panel-detail", panel.advert.reference)
    return _form_page(
        request, panel.advert, form, title="Change the name or the date", button="Save the name and the date"
    )


@require_http_methods(["GET", "POST"])
@for_audience(*OFFICERS)
def scoring_open(request: PersonRequest, reference: str) -> HttpResponse:
    """Confirmation first: from here on the members no longer change, and they are told by e-mail."""
    panel = officers_panel(request, reference)
    members = list(PanelMember.objects.of_panel(panel))
    submissions = submissions_before(panel.advert) if panel.advert.is_opened else []
    problems = problems_with_opening_scoring(panel, members=members, submission_count=len(submissions))
    if problems:
        return not_now_for(request, panel.advert, problems, "Scoring cannot be opened yet")
    if request.method == "POST":
        try:
            open_scoring(panel=panel, by=request.user, at=request.now)
        except ActionRefused as refusal:
            return not_now_for(request, panel.advert, refusal.problems, "Scoring cannot be opened yet")
        messages.success(request, f"Scoring is open. {len(members)} members have been told by e-mail.")
        return redirect("evaluation:panel-detail", panel.advert.reference)
    page = {"panel": panel, "advert": panel.advert, "members": members, "submission_count": len(submissions)}
    return TemplateResponse(request, "evaluation/officer/scoring_open.html", page)


def refuse_change_of_members(request: PersonRequest, panel: Panel) -> HttpResponse | None:
    """The page that says why members no longer change, or None."""
    problems = problems_with_changing_members(panel)
    return not_now_for(request, panel.advert, problems, "The members no longer change") if problems else None


def _form_page(request: PersonRequest, advert: Advert, form: PanelForm, *, title: str, button: str) -> TemplateResponse:
    page = {"advert": advert, "form": form, "title": title, "button": button}
    return TemplateResponse(request, "evaluation/officer/panel_form.html", page)


def not_now_for(request: PersonRequest, advert: Advert, problems: list[Problem], title: str) -> TemplateResponse:
    """Why not, and the way back to the panel."""
    back = reverse("evaluation:panel-detail", args=[advert.reference])
    return not_now(request, problems, title=title, back_url=back, back_label="Back to the panel")
