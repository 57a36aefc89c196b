"""Who gets at known issues: some roles read all of them, who keeps one changes it (DESIGN §5)."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from eoi.models import KnownIssue
from eoi.permissions import may_keep_issue, may_release_issue, may_see_issues
from eoi.problems import Problem
from eoi.requests import PersonRequest

View = Callable[..., HttpResponse]


def for_issue_readers(view: View) -> View:
    """403 for everybody but service managers, officers, approvers and evaluators."""

    @wraps(view)
    def check_first(request: PersonRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_see_issues(request.user):
            raise PermissionDenied("Known issues are for service managers, officers, approvers and evaluators.")
        return view(request, *args, **kwargs)

    return check_first


def issue_to_see(request: PersonRequest, reference: str) -> KnownIssue:
    """404 where this person may read none of that reference. One query."""
    issues = KnownIssue.objects.readable_by(request.user).with_parts().select_related("changed_by", "closed_by")
    return get_object_or_404(issues, reference=reference)


def issue_to_keep(request: PersonRequest, reference: str) -> KnownIssue:
    """403 for those who read it and do not keep it. Two queries."""
    issue = issue_to_see(request, reference)
    if not may_keep_issue(request.user, issue):
        raise PermissionDenied("Only who keeps the service changes its issues; those of the whole any service manager.")
    return issue


def issue_to_release(request: PersonRequest, reference: str) -> KnownIssue:
    """403 for those who neither keep it nor are officers. Two queries."""
    issue = issue_to_see(request, reference)
    if not may_release_issue(request.user, issue):
        raise PermissionDenied("Only who keeps the issue, or an officer, makes a wording of it public.")
    return issue


def step(
    request: PersonRequest,
    issue: KnownIssue,
    *,
    reasons: Sequence[Problem] = (),
    problems: Sequence[Problem] = (),
    form: Any = None,
    **words: Any,
) -> HttpResponse:
    """One step on an issue: what will happen, or why it cannot be done now. `words`: title, consequences, button, tone.

    409 where something was to be changed at the wrong time, 422 for a form with faults.
    """
    refused = (reasons or problems) and request.method == "POST"
    status = 409 if refused else 422 if form is not None and form.is_bound else 200
    facts = {"issue": issue, "reasons": reasons, "problems": problems, "form": form, **words}
    return TemplateResponse(request, "eoi/service/issue_step.html", facts, status=status)
