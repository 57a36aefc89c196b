"""Recording what is hard: by whom, for what, and nothing of it public."""

from datetime import timedelta

import pytest

from eoi.actions.issue import close_issue, edit_issue, record_issue, reopen_issue, report_nothing
from eoi.clock import database_now
from eoi.identity import perform
from eoi.models import (
    AuditEvent,
    IssueOutcome,
    IssueRelease,
    IssueScope,
    KnownIssue,
    Need,
    NothingToReport,
    Objective,
    Service,
)
from eoi.problems import ActionRefused
from tests.factories.issues import close, keeper_of, make_issue, make_manager, release, words
from tests.factories.people import make_officer
from tests.factories.services import make_deputy, make_owner, service_of
from tests.factories.world import OPENS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_some_time(clock):
    clock.set(OPENS)


def refused(action, *, by, **arguments):
    with pytest.raises(ActionRefused) as refusal:
        perform(action, by=by, **arguments)
    return [problem.code for problem in refusal.value.problems]


def test_an_issue_is_recorded_with_its_needs_and_objectives_and_is_internal():
    needs, objectives = list(Need.objects.all()[:2]), list(Objective.objects.all()[:1])
    issue = make_issue(needs=needs, objectives=objectives)

    assert (issue.version, issue.about, issue.recorded_by) == (1, "Finance", keeper_of(service_of()))
    assert [*issue.needs.all()] == needs
    assert [*issue.objectives.all()] == objectives
    assert KnownIssue.objects.with_parts().get().state == "internal"
    assert not IssueRelease.objects.public().exists()


def test_a_deputy_records_as_the_owner_does():
    assert make_issue(by=make_deputy()).about == "Finance"


def test_who_does_not_keep_the_service_records_nothing_for_it():
    issue = {"scope": IssueScope.SERVICE, "service": service_of(), "words": words()}

    assert refused(record_issue, by=make_owner(service_of("it-services")), **issue) == ["not-a-keeper"]
    assert refused(record_issue, by=make_officer(), **issue) == ["not-a-keeper"]
    assert not KnownIssue.objects.exists()


@pytest.mark.parametrize("scope", [IssueScope.CORPORATE, IssueScope.PERSONNEL])
def test_any_service_manager_records_and_changes_those_of_the_whole(scope):
    issue = make_issue(scope=scope, by=make_manager())
    changed = perform(edit_issue, by=make_manager(), issue=issue, version=1, words=words(title="Sharper"))

    assert changed.about == scope.label
    assert (changed.version, changed.title) == (2, "Sharper")
    assert refused(record_issue, by=make_officer(), scope=scope, words=words()) == ["not-a-keeper"]


def test_an_edit_from_an_older_page_is_refused_and_overwrites_nothing():
    issue = make_issue()
    perform(edit_issue, by=issue.recorded_by, issue=issue, version=1, words=words(title="First"))

    assert refused(edit_issue, by=issue.recorded_by, issue=issue, version=1, words=words(title="Second")) == [
        "changed-meanwhile"
    ]
    assert KnownIssue.objects.get().title == "First"


def test_an_edit_takes_away_the_needs_that_are_no_longer_named():
    issue = make_issue(needs=list(Need.objects.all()[:2]))
    perform(edit_issue, by=issue.recorded_by, issue=issue, version=1, words=words(needs=[]))

    assert not issue.needs.exists()


def test_closing_takes_back_what_is_public_and_reopening_leaves_it_internal():
    issue = make_issue()
    release(issue)
    closed = close(issue)

    assert closed.outcome == IssueOutcome.RESOLVED
    assert closed.closed_at == database_now()
    assert IssueRelease.objects.get().withdrawal.reason == "The posts are filled."
    reopened = perform(reopen_issue, by=issue.recorded_by, issue=issue)
    assert not reopened.is_closed
    assert KnownIssue.objects.with_parts().get().state == "internal"


def test_a_closed_issue_is_neither_changed_nor_closed_again_and_an_open_one_not_reopened():
    issue = make_issue()
    by = issue.recorded_by
    assert refused(reopen_issue, by=by, issue=issue) == ["open"]
    close(issue)

    assert refused(edit_issue, by=by, issue=issue, version=1, words=words()) == ["closed"]
    assert refused(close_issue, by=by, issue=issue, outcome="resolved", reason="Again") == ["closed"]


def test_nothing_to_report_counts_until_an_issue_is_recorded_or_six_months_have_passed(clock):
    service = service_of()
    perform(report_nothing, by=keeper_of(service), services=[service])

    def counts(at):
        return NothingToReport.objects.counting(at=at).exists()

    stated_at = database_now()
    six_months = stated_at.replace(month=9)
    assert counts(stated_at)
    assert counts(six_months - timedelta(seconds=1))
    assert not counts(six_months)
    clock.advance(days=1)
    assert service not in Service.objects.without_issues(at=database_now())
    close(make_issue())
    clock.advance(seconds=1)
    assert not counts(database_now())
    assert service in Service.objects.without_issues(at=database_now())


def test_six_months_before_the_end_of_august_is_the_end_of_february(clock):
    clock.set(OPENS.replace(month=2, day=28, hour=9))
    perform(report_nothing, by=keeper_of(service_of()), services=[service_of()])

    before, after = OPENS.replace(month=8, day=31, hour=8), OPENS.replace(month=8, day=31, hour=10)
    assert NothingToReport.objects.counting(at=before).exists()
    assert not NothingToReport.objects.counting(at=after).exists()


def test_nothing_is_reported_for_a_service_with_an_open_issue_or_of_somebody_else():
    issue = make_issue()
    strange = service_of("it-services")

    assert refused(report_nothing, by=issue.recorded_by, services=[issue.service]) == ["has-issues"]
    assert refused(report_nothing, by=issue.recorded_by, services=[strange]) == ["not-a-keeper"]
    close(issue)
    assert len(perform(report_nothing, by=issue.recorded_by, services=[issue.service])) == 1


def test_no_word_of_an_issue_is_in_the_audit_trail():
    issue = make_issue()
    release(issue)
    close(issue)

    events = AuditEvent.objects.filter(subject_reference=issue.reference)
    facts = " ".join(f"{event.before} {event.after}" for event in events)
    assert {event.action for event in events} == {
        "issue.record",
        "issue.release",
        "issue-release.withdraw",
        "issue.close",
    }
    for text in ("Invoices", "opened by hand", "Scan", "Paying", "too long", "posts"):
        assert text not in facts
