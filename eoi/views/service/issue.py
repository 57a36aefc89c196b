"""Known issues and problem areas: the list, one of them, recording and changing (S9, S11)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.issue import edit_issue, record_issue
from eoi.forms.issue import IssueFilterForm, IssueForm, NewIssueForm
from eoi.models import Advert, IssueHorizon, KnownIssue
from eoi.permissions import may_keep_issue, may_record_issues, may_release_issue
from eoi.policies.issue import problems_with_changing_issue
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.service.issue_access import for_issue_readers, issue_to_keep, issue_to_see, step

PAGE_LENGTH = 50


@require_safe
@for_issue_readers
def issue_list(request: PersonRequest) -> HttpResponse:
    """Every issue this person may read, fifty a page; the filters stand in the address. Its queries do not grow with its rows."""
    form = IssueFilterForm(request.GET)
    issues = KnownIssue.objects.readable_by(request.user)
    found = form.narrow(issues).with_parts().in_list_order()
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "page_obj": page,
        "total": issues.count() if form.is_narrowing else page.paginator.count,
        "may_record": may_record_issues(request.user),
    }
    return TemplateResponse(request, "eoi/service/issue_list.html", facts)


@require_safe
@for_issue_readers
def issue_detail(request: PersonRequest, reference: str) -> HttpResponse:
    """The live words beside what is public of them, if anything is, and every wording that ever was."""
    issue = issue_to_see(request, reference)
    releases = list(issue.releases.with_history())
    facts = {
        "issue": issue,
        "releases": releases,
        "objectives": issue.wordings(),
        "public": releases[0] if issue.released_version else None,  # type: ignore[attr-defined]
        "public_horizon": IssueHorizon(releases[0].horizon).label if releases else "",
        "drafts": Advert.objects.not_published().carrying(issue).order_by("reference"),
        "published": Advert.objects.saying(issue).order_by("reference"),
        "may_keep": may_keep_issue(request.user, issue),
        "may_release": may_release_issue(request.user, issue),
    }
    return TemplateResponse(request, "eoi/service/issue_detail.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def issue_create(request: PersonRequest) -> HttpResponse:
    if not may_record_issues(request.user):
        raise PermissionDenied("Only service managers record known issues. Tell the one who keeps the service.")
    data = request.POST if request.method == "POST" else None
    form = NewIssueForm(data, user=request.user, service=request.GET.get("service", ""))
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            issue = record_issue(scope=form.scope, service=form.service, words=form.words(), by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(
                request, f"“{issue.title}” is recorded for {issue.about}. It is internal: nothing of it is public."
            )
            return redirect("eoi:issue-detail", issue.reference)
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(
        request, "eoi/service/issue_create.html", {"form": form, "problems": problems}, status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_issue_readers
def issue_edit(request: PersonRequest, reference: str) -> HttpResponse:
    """Changes the live words only. Where somebody saved meanwhile, both texts stand on the page (P13)."""
    issue = issue_to_keep(request, reference)
    if reasons := problems_with_changing_issue(issue):
        return step(request, issue, reasons=reasons, title="Change the issue")
    form = IssueForm.of(issue, request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            issue = edit_issue(issue=issue, version=version, words=form.words(), by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
            issue = issue_to_keep(request, reference)
            form.show_version(issue)
        else:
            messages.success(request, f"“{issue.title}” is saved. What is public of it, if anything, is as it was.")
            return redirect("eoi:issue-detail", issue.reference)
    status = 409 if problems else 422 if form.is_bound else 200
    facts = {"issue": issue, "form": form, "problems": problems}
    return TemplateResponse(request, "eoi/service/issue_edit.html", facts, status=status)
