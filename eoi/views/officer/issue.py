"""An advert's profiles and issues, put together for its officers and approvers, and what the advert carries of them (S11)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.issue_release import choose_advert_issues
from eoi.forms.issue_release import AdvertIssuesForm
from eoi.issue_assembly import assembled_for, fallen_out_of
from eoi.models import Advert, IssueRelease
from eoi.policies.advert import problems_with_editing
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_change, advert_to_see, for_officers, page_facts
from eoi.views.officer.refusal import not_now


@require_safe
@for_officers
def advert_issues(request: PersonRequest, reference: str) -> HttpResponse:
    """Each service in scope with its issues, internal ones too; then what the public reads. Its queries do not grow with its rows."""
    advert = advert_to_see(reference)
    facts = {
        **page_facts(request, advert, "advert-issues"),
        "groups": assembled_for(advert, at=request.now),
        "carried": IssueRelease.objects.public_for(advert),
        "fallen_out": fallen_out_of(advert),
        "has_public": IssueRelease.objects.public().about_scope_of(advert).exists(),
    }
    return TemplateResponse(request, "eoi/officer/advert_issues.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def advert_issues_choose(request: PersonRequest, reference: str) -> HttpResponse:
    """Which released wordings the public reads with the advert. It changes the draft, so a decision has to be taken anew."""
    advert = advert_to_change(request, reference)
    if frozen := problems_with_editing(advert):
        return not_now(request, advert, "What the advert says about issues", frozen, here="advert-issues")
    form = AdvertIssuesForm(request.POST if request.method == "POST" else None, advert=advert)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        chosen, version = form.chosen(), form.cleaned_data["draft_version"]
        try:
            advert = choose_advert_issues(advert=advert, releases=chosen, by=request.user, draft_version=version)
        except ActionRefused as refusal:
            problems = refusal.problems
            form.show_version(Advert.objects.get(pk=advert.pk))
        else:
            messages.success(request, f"{advert.reference} carries {_number(len(chosen))} from now on.")
            return redirect("eoi:advert-issues", advert.reference)
    facts = {**page_facts(request, advert, "advert-issues"), "form": form, "problems": problems}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/advert_issues_choose.html", facts, status=status)


def _number(number: int) -> str:
    return {0: "no released issue", 1: "one released issue"}.get(number, f"{number} released issues")
