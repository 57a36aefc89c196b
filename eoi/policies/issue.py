"""When a known issue may be changed, closed and released, and an advert's issues chosen (S9, S11)."""

from collections.abc import Collection

from django.urls import reverse

from eoi.models import Advert, IssueRelease, KnownIssue, Service, ServiceKeeper, User
from eoi.permissions import is_service_manager
from eoi.policies.advert import problems_with_editing
from eoi.problems import Problem


def problems_with_recording_issue(service: Service | None, *, by: User) -> list[Problem]:
    """For a service: who keeps it today. For the whole: any service manager. Two queries at most."""
    if not is_service_manager(by):
        return [
            Problem("not-a-keeper", "Only service managers record known issues. Tell the one who keeps the service.")
        ]
    if service and not ServiceKeeper.objects.filter(service=service, user=by).exists():
        return [
            Problem(
                "not-a-keeper",
                f"You do not keep {service.name}, so you cannot record its issues. Tell its owner, or choose a service you keep.",
            )
        ]
    return []


def problems_with_changing_issue(issue: KnownIssue) -> list[Problem]:
    if not issue.is_closed:
        return []
    return [
        Problem(
            "closed", "The issue is closed, so its words no longer change. Reopen it first.", _page(issue, "reopen")
        )
    ]


def problems_with_closing_issue(issue: KnownIssue) -> list[Problem]:
    return [Problem("closed", "The issue has been closed already.")] if issue.is_closed else []


def problems_with_reopening_issue(issue: KnownIssue) -> list[Problem]:
    return [] if issue.is_closed else [Problem("open", "The issue is open, so there is nothing to reopen.")]


def problems_with_releasing_issue(issue: KnownIssue) -> list[Problem]:
    """A closed issue says what was hard once: it is reopened before anything of it is public."""
    if not issue.is_closed:
        return []
    return [
        Problem("closed", "The issue is closed, so nothing of it is released. Reopen it first.", _page(issue, "reopen"))
    ]


def problems_with_withdrawing_release(release: IssueRelease | None) -> list[Problem]:
    if release is not None:
        return []
    return [Problem("internal", "Nothing of this issue is public, so there is nothing to take back.")]


def problems_with_reporting_nothing(services: Collection[Service]) -> list[Problem]:
    """A service with an open issue has something to report. One query."""
    troubled = KnownIssue.objects.open().filter(service__in=services).select_related("service").in_list_order()
    names = dict.fromkeys(issue.about for issue in troubled)
    return [
        Problem("has-issues", f"{name} has an open issue, so there is something to report. Close the issue first.")
        for name in names
    ]


def problems_with_choosing_issues(advert: Advert, releases: Collection[IssueRelease]) -> list[Problem]:
    """Only public wordings, of the scope of the advert, go into a draft. One query."""
    if frozen := problems_with_editing(advert):
        return frozen
    possible = set(IssueRelease.objects.public().about_scope_of(advert).values_list("pk", flat=True))
    return [
        Problem(
            "not-public",
            f"“{release.title}” was taken back, replaced, or is of a service out of scope. Choose again from the list.",
        )
        for release in releases
        if release.pk not in possible
    ]


def _page(issue: KnownIssue, verb: str) -> str:
    return reverse(f"eoi:issue-{verb}", args=[issue.reference])
