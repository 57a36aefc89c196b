"""Closing an issue, reopening it, and saying that there is nothing to report (S9, S11)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.issue import close_issue, reopen_issue, report_nothing
from eoi.forms.issue import IssueCloseForm, NothingToReportForm
from eoi.issue_assembly import named
from eoi.models import Service
from eoi.permissions import may_record_issues
from eoi.policies.issue import problems_with_closing_issue, problems_with_reopening_issue
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.service.issue_access import for_issue_readers, issue_to_keep, step
from eoi.views.service.issue_release import consequences_of_taking_back


@require_http_methods(["GET", "HEAD", "POST"])
@for_issue_readers
def issue_close(request: PersonRequest, reference: str) -> HttpResponse:
    issue = issue_to_keep(request, reference)
    if reasons := problems_with_closing_issue(issue):
        return step(request, issue, reasons=reasons, title="Close the issue")
    form = IssueCloseForm(request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            issue = close_issue(issue=issue, **form.cleaned_data, by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"“{issue.title}” is closed. It stays in the list, and can be reopened.")
            return redirect("eoi:issue-detail", issue.reference)
    consequences = ["It no longer counts among the issues of an advert. Nothing is deleted, and it can be reopened."]
    if issue.releases.public().exists():
        consequences += ["Its public wording is taken back with it.", *consequences_of_taking_back(issue)]
    words: dict[str, Any] = {"title": "Close the issue", "consequences": consequences, "button": "Close this issue"}
    return step(request, issue, problems=problems, form=form, **words)


@require_http_methods(["GET", "HEAD", "POST"])
@for_issue_readers
def issue_reopen(request: PersonRequest, reference: str) -> HttpResponse:
    issue = issue_to_keep(request, reference)
    title = "Reopen the issue"
    reasons = problems_with_reopening_issue(issue)
    if request.method == "POST" and not reasons:
        try:
            issue = reopen_issue(issue=issue, by=request.user)
        except ActionRefused as refusal:
            reasons = refusal.problems
        else:
            messages.success(request, f"“{issue.title}” is open again. It is internal until a wording is released.")
            return redirect("eoi:issue-detail", issue.reference)
    consequences = [
        "It counts among the issues of its service again, and its words can be changed.",
        "It is internal: a wording is public only once somebody releases one again.",
    ]
    return step(request, issue, reasons=reasons, title=title, consequences=consequences, button="Reopen this issue")


@require_http_methods(["GET", "HEAD", "POST"])
def nothing_to_report_create(request: PersonRequest) -> HttpResponse:
    """A keeper states it by name for one or more services without open issues."""
    if not may_record_issues(request.user):
        raise PermissionDenied("Only who keeps a service says that it has nothing to report.")
    services = list(Service.objects.kept_by(request.user).without_open_issues())
    facts: dict[str, object] = {"services": services}
    if not services:
        status = 409 if request.method == "POST" else 200
        return TemplateResponse(request, "eoi/service/nothing_to_report_create.html", facts, status=status)
    data = request.POST if request.method == "POST" else None
    form = NothingToReportForm(data, services=services, service=request.GET.get("service", ""))
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            report_nothing(services=form.chosen(), by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            said = (
                f"You have stated that there is nothing to report for {named(form.chosen())}. It counts for six months."
            )
            messages.success(request, said)
            return redirect("eoi:issue-list")
    status = 409 if problems else 422 if form.is_bound else 200
    facts |= {"form": form, "problems": problems}
    return TemplateResponse(request, "eoi/service/nothing_to_report_create.html", facts, status=status)
