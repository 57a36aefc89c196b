"""Issues facing each service in scope, and the whole (S11), recorded by those who keep the services."""

from typing import TYPE_CHECKING

from eoi.actions.issue import IssueWords, record_issue, report_nothing
from eoi.clock import database_now
from eoi.identity import perform
from eoi.issue_assembly import services_without_issues
from eoi.models import IssueHorizon, IssueKind, IssueScope, KnownIssue, Role, Service, ServiceKeeper, User
from tests.factories.people import make_person

if TYPE_CHECKING:
    from tests.factories.world import World

WORDS = IssueWords(
    kind=IssueKind.KNOWN_ISSUE,
    horizon=IssueHorizon.NOW,
    title="Posts stay empty for months",
    matter="Every fourth advertisement for a post finds nobody.",
)


def report_issues(world: "World") -> None:
    """Nothing to report for each service in scope; one issue of the whole of Corporate Services."""
    missing = services_without_issues(world.advert, at=database_now())
    for keeper, services in _by_keeper(missing, world).items():
        perform(report_nothing, by=keeper, services=services)
    if not KnownIssue.objects.open().of_the_whole().exists():
        perform(record_issue, by=_somebody(), scope=IssueScope.CORPORATE, words=WORDS)


def _somebody() -> User:
    """Any service manager may record one of the whole."""
    return User.objects.holding(Role.SERVICE_MANAGER).first() or make_person(Role.SERVICE_MANAGER, sign_in=False)


def _by_keeper(services: list[Service], world: "World") -> dict[User, list[Service]]:
    """Who keeps nothing yet is kept by one new service manager."""
    kept: dict[User, list[Service]] = {}
    for keeper in ServiceKeeper.objects.filter(service__in=services, is_owner=True).select_related("service", "user"):
        kept.setdefault(keeper.user, []).append(keeper.service)
    without = [service for service in services if not any(service in each for each in kept.values())]
    if without:
        manager = make_person(Role.SERVICE_MANAGER, sign_in=False)
        ServiceKeeper.objects.bulk_create(
            ServiceKeeper(service=service, user=manager, assigned_by=world.officer) for service in without
        )
        kept[manager] = without
    return kept
