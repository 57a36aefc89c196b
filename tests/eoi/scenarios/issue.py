"""Known issues: recording, changing, releasing, taking back, choosing."""

from eoi.actions import issue, issue_release
from eoi.models import IssueOutcome, IssueScope
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories import issues
from tests.factories.services import make_owner, service_of
from tests.factories.world import OPENS, make_draft


@scenario("issue.record")
def _(clock):
    clock.set(OPENS)
    keeper = make_owner()
    return doing(
        issue.record_issue, keeper, scope=IssueScope.SERVICE, service=service_of(), words=issues.words(title="New")
    )


@scenario("issue.edit")
def _(clock):
    found = _issue(clock)
    return doing(issue.edit_issue, found.recorded_by, issue=found, version=1, words=issues.words(title="Other"))


@scenario("issue.close")
def _(clock):
    found = _issue(clock)
    issues.release(found)
    return doing(
        issue.close_issue, found.recorded_by, issue=found, outcome=IssueOutcome.RESOLVED, reason="Posts are filled."
    )


@scenario("issue.reopen")
def _(clock):
    found = _issue(clock)
    issues.close(found)
    return doing(issue.reopen_issue, found.recorded_by, issue=found)


@scenario("issue.report-nothing")
def _(clock):
    clock.set(OPENS)
    return doing(issue.report_nothing, make_owner(), services=[service_of()])


@scenario("issue.release")
def _(clock):
    world = make_draft(clock)
    found = issues.make_issue()
    issues.choose(world, issues.release(found))
    return doing(
        issue_release.release_issue, found.recorded_by, issue=found, version=1, title="Paying", text="Better words."
    )


@scenario("issue-release.withdraw")
def _(clock):
    found = _issue(clock)
    issues.release(found)
    return doing(issue_release.withdraw_issue_release, found.recorded_by, issue=found, reason="It names a person.")


@scenario("advert-issues.choose")
def _(clock):
    world = make_draft(clock)
    wording = issues.release(issues.make_issue())
    return doing(issue_release.choose_advert_issues, world.officer, advert=world.advert, releases=[wording])


def _issue(clock):
    clock.set(OPENS)
    return issues.make_issue()
