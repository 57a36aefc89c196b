"""Making a wording of an issue public after a page that shows exactly what will be, and taking it back (S9, S11)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.issue_release import release_issue, withdraw_issue_release
from eoi.forms.issue_release import IssueReleaseForm, IssueReleaseWithdrawForm
from eoi.models import Advert, KnownIssue
from eoi.policies.issue import problems_with_releasing_issue, problems_with_withdrawing_release
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.service.issue_access import for_issue_readers, issue_to_release, step


@require_http_methods(["GET", "HEAD", "POST"])
@for_issue_readers
def issue_release(request: PersonRequest, reference: str) -> HttpResponse:
    """Write the wording, see it as the public will, then release it: what is released is what was shown."""
    issue = issue_to_release(request, reference)
    if reasons := problems_with_releasing_issue(issue):
        return step(request, issue, reasons=reasons, title="Release a wording")
    data = request.POST if request.method == "POST" else None
    public = issue.releases.public().first()
    form = IssueReleaseForm.of(issue, data, earlier=public)
    problems: list[Problem] = []
    facts = {"issue": issue, "form": form, "public": public, "drafts": _drafts(issue), "problems": problems}
    if request.method == "POST" and form.is_valid():
        if request.POST.get("step") == "look" and form.cleaned_data["version"] == issue.version:
            return TemplateResponse(request, "eoi/service/issue_release_confirm.html", facts)
        if request.POST.get("step") != "change":
            try:
                release = release_issue(issue=issue, **form.cleaned_data, by=request.user)
            except ActionRefused as refusal:
                problems += refusal.problems
                facts["issue"] = issue = issue_to_release(request, reference)
                form.show_version(issue)
            else:
                messages.success(
                    request, f"“{release.title}” is released in your name. Officers can put it into their adverts now."
                )
                return redirect("eoi:issue-detail", issue.reference)
    status = 409 if problems else 422 if form.is_bound and form.errors else 200
    return TemplateResponse(request, "eoi/service/issue_release.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_issue_readers
def issue_release_withdraw(request: PersonRequest, reference: str) -> HttpResponse:
    """The issue is internal again; drafts lose the wording, published adverts keep it."""
    issue = issue_to_release(request, reference)
    public = issue.releases.public().first()
    title = "Take the public wording back"
    if public is None:
        return step(request, issue, reasons=problems_with_withdrawing_release(public), title=title)
    form = IssueReleaseWithdrawForm(request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_issue_release(issue=issue, reason=form.cleaned_data["reason"], by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"“{public.title}” is taken back. Nothing new of this issue becomes public.")
            return redirect("eoi:issue-detail", issue.reference)
    words: dict[str, Any] = {
        "title": title,
        "consequences": consequences_of_taking_back(issue),
        "button": "Take the wording back",
        "tone": "warning",
    }
    return step(request, issue, problems=problems, form=form, **words)


def consequences_of_taking_back(issue: KnownIssue) -> list[str]:
    """What losing its public wording does, and to whom. Two queries."""
    drafts = _drafts(issue)
    published = [advert.reference for advert in Advert.objects.saying(issue).order_by("reference")]
    found = ["No advert can take this wording any more. The issue itself stays as it is, for colleagues."]
    if drafts:
        found.append(
            f"It falls out of the draft {', '.join(drafts)}, whose officers are told by mail. A decision to advertise that was "
            "taken on the draft no longer holds."
        )
    if published:
        found.append(
            f"{', '.join(published)} has been published with it and keeps it: a published advert does not change."
        )
    return found


def _drafts(issue: KnownIssue) -> list[str]:
    return [advert.reference for advert in Advert.objects.not_published().carrying(issue).order_by("reference")]
