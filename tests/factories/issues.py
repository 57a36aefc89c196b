"""Known issues in every state, recorded and released as their keepers do it."""

from eoi.actions.issue import IssueWords, close_issue, record_issue
from eoi.actions.issue_release import choose_advert_issues, release_issue, withdraw_issue_release
from eoi.identity import perform
from eoi.models import (
    IssueHorizon,
    IssueKind,
    IssueOutcome,
    IssueRelease,
    IssueScope,
    KnownIssue,
    Role,
    Service,
    ServiceKeeper,
    User,
)
from tests.factories.people import make_person
from tests.factories.services import service_of
from tests.factories.world import World


def make_manager(**fields) -> User:
    """A service manager who keeps nothing."""
    return make_person(Role.SERVICE_MANAGER, **fields)


def keeper_of(service: Service) -> User:
    """Its owner, or a new one: named in a hurry, because most tests are not about it."""
    keeper = ServiceKeeper.objects.filter(service=service, is_owner=True).select_related("user").first()
    if keeper:
        return keeper.user
    manager = make_manager()
    ServiceKeeper.objects.create(service=service, user=manager, assigned_by=manager)
    return manager


def words(**changes) -> IssueWords:
    given = {
        "kind": IssueKind.PROBLEM_AREA,
        "horizon": IssueHorizon.NOW,
        "title": "Invoices wait for weeks",
        "matter": "Each is opened by hand.\n\nTwo posts are empty.",
        "partner_help": "Scan them.",
    }
    return IssueWords(**{**given, **changes})


def make_issue(*, service: Service | None = None, scope: str = "", by: User | None = None, **changes) -> KnownIssue:
    """Of Finance, of `service`, or of the whole that `scope` names."""
    if scope:
        return perform(record_issue, by=by or make_manager(), scope=scope, words=words(**changes))
    service = service or service_of()
    return perform(
        record_issue, by=by or keeper_of(service), scope=IssueScope.SERVICE, service=service, words=words(**changes)
    )


def release(issue: KnownIssue, *, by: User | None = None, **changes) -> IssueRelease:
    """By who recorded it, in other words than the live ones."""
    issue.refresh_from_db()
    given = {"title": "Paying suppliers", "text": "Invoices take too long.", "version": issue.version, **changes}
    return perform(release_issue, by=by or issue.recorded_by, issue=issue, **given)


def choose(world: World, *releases: IssueRelease) -> None:
    """What the draft carries."""
    perform(choose_advert_issues, by=world.officer, advert=world.advert, releases=list(releases))
    world.refresh()


def close(issue: KnownIssue, *, by: User | None = None) -> KnownIssue:
    closing = {"outcome": IssueOutcome.RESOLVED, "reason": "The posts are filled."}
    return perform(close_issue, by=by or issue.recorded_by, issue=issue, **closing)


def withdraw(issue: KnownIssue, *, by: User | None = None, reason: str = "It names a person.") -> None:
    perform(withdraw_issue_release, by=by or issue.recorded_by, issue=issue, reason=reason)
