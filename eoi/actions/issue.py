"""Recording what is hard, and looking after it (S9, S11)."""

from collections.abc import Collection
from dataclasses import dataclass

from eoi.actions.issue_release import take_back
from eoi.audit import action, record
from eoi.models import IssueScope, KnownIssue, Need, NothingToReport, Objective, Service, User
from eoi.policies.issue import (
    problems_with_changing_issue,
    problems_with_closing_issue,
    problems_with_recording_issue,
    problems_with_reopening_issue,
    problems_with_reporting_nothing,
)
from eoi.problems import Problem, refuse_if

CHANGED_MEANWHILE = (
    "Somebody else changed the issue while you were writing. What you typed stands below, beside what they saved: put both "
    "together, then save again."
)


@dataclass(frozen=True)
class IssueWords:
    """What somebody says about an issue."""

    kind: str
    horizon: str
    title: str
    matter: str
    partner_help: str = ""
    needs: Collection[Need] = ()
    objectives: Collection[Objective] = ()


@action("issue.record")
def record_issue(*, scope: str, words: IssueWords, by: User, service: Service | None = None) -> KnownIssue:
    """Internal until somebody releases a wording of it. Eight queries without needs and objectives."""
    refuse_if(problems_with_recording_issue(service, by=by))
    issue = KnownIssue(scope=scope, service=service, recorded_by=by, changed_by=by)
    _write(issue, words)
    issue.save()
    _link(issue, words)
    record("issue.record", by=by, subject=issue, after={"scope": _scope(issue), "horizon": issue.horizon})
    return issue


@action("issue.edit")
def edit_issue(*, issue: KnownIssue, version: int, words: IssueWords, by: User) -> KnownIssue:
    """Change the live words. What has been released stays as it was released, until it is released again."""
    issue = _locked(issue)
    refuse_if(problems_with_changing_issue(issue))
    if version != issue.version:
        refuse_if([Problem("changed-meanwhile", CHANGED_MEANWHILE)])
    _write(issue, words)
    issue.version += 1
    issue.changed_by = by
    issue.save(update_fields=["kind", "horizon", "title", "matter", "partner_help", "version", "changed_by"])
    _link(issue, words)
    record("issue.edit", by=by, subject=issue, before={"version": version}, after={"version": issue.version})
    return issue


@action("issue.close")
def close_issue(*, issue: KnownIssue, outcome: str, reason: str, by: User) -> KnownIssue:
    """Resolved, or no longer so. A released wording is taken back with it; adverts already published keep theirs."""
    issue = _locked(issue)
    refuse_if(problems_with_closing_issue(issue))
    if release := issue.releases.public().first():
        take_back(release, reason=reason, by=by)
    issue.closed_at = issue.recorded_at  # the trigger sets the moment; a moment is needed to say that it is closed
    issue.closed_by = by
    issue.outcome, issue.closing_reason = outcome, reason
    issue.save(update_fields=["closed_at", "closed_by", "outcome", "closing_reason"])
    issue.refresh_from_db(fields=["closed_at"])
    record("issue.close", by=by, subject=issue, after={"outcome": outcome})
    return issue


@action("issue.reopen")
def reopen_issue(*, issue: KnownIssue, by: User) -> KnownIssue:
    """Open again, and internal: a wording is public only once it is released again. The audit trail keeps the closing."""
    issue = _locked(issue)
    refuse_if(problems_with_reopening_issue(issue))
    before = {"outcome": issue.outcome}
    issue.closed_at = issue.closed_by = None
    issue.outcome = issue.closing_reason = ""
    issue.save(update_fields=["closed_at", "closed_by", "outcome", "closing_reason"])
    record("issue.reopen", by=by, subject=issue, before=before)
    return issue


@action("issue.report-nothing")
def report_nothing(*, services: Collection[Service], by: User) -> list[NothingToReport]:
    """State for each of these services that there is nothing to report. Counts for six months, or until an issue is recorded."""
    kept = list(Service.objects.kept_by(by).filter(pk__in=[service.pk for service in services]))
    if strangers := [service for service in services if service not in kept]:
        refuse_if(problem for service in strangers for problem in problems_with_recording_issue(service, by=by))
    refuse_if(problems_with_reporting_nothing(services))
    statements = NothingToReport.objects.bulk_create(
        NothingToReport(service=service, stated_by=by) for service in services
    )
    for statement in statements[:1]:
        keys = sorted(service.key for service in services)
        record("issue.report-nothing", by=by, subject=statement, after={"services": keys})
    return statements


def _locked(issue: KnownIssue) -> KnownIssue:
    return KnownIssue.objects.select_related("service").lock_for_change().get(pk=issue.pk)


def _write(issue: KnownIssue, words: IssueWords) -> None:
    issue.kind, issue.horizon = words.kind, words.horizon
    issue.title, issue.matter, issue.partner_help = words.title, words.matter, words.partner_help


def _link(issue: KnownIssue, words: IssueWords) -> None:
    if issue.version > 1 or words.needs:
        issue.needs.set(words.needs)
    if issue.version > 1 or words.objectives:
        issue.objectives.set(words.objectives)


def _scope(issue: KnownIssue) -> str:
    return issue.service.key if issue.service else str(IssueScope(issue.scope).value)
