"""What an advert's officers and approvers see put together: each service in scope, its issues, and what is public of them (S11).

Internal words are in it: never handed to a public page. What the public reads comes from `IssueRelease.objects.public_for`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from eoi.models import (
    Advert,
    AdvertIssue,
    IssueRelease,
    IssueScope,
    KnownIssue,
    NothingToReport,
    Service,
)
from eoi.profiles import ScopedProfile, profiles_in_scope
from eoi.working_days import uk_day


@dataclass(frozen=True)
class AssembledIssue:
    """`is_carried`: its public wording is in the advert."""

    issue: KnownIssue
    is_carried: bool


@dataclass
class AssembledGroup:
    """A service in scope with the profile that counts, or what concerns the whole. `nothing`: the statement that counts
    while there is no issue."""

    title: str
    key: str
    keepers: list[str] = field(default_factory=list)
    issues: list[AssembledIssue] = field(default_factory=list)
    nothing: NothingToReport | None = None
    is_whole: bool = False
    scoped: ScopedProfile | None = None


@dataclass(frozen=True)
class FallenOut:
    """A wording that was put into a draft and is no longer public."""

    release: IssueRelease
    why: str


def services_in_scope(advert: Advert) -> list[Service]:
    """With their keepers. Three queries."""
    return list(Service.objects.in_scope_of(advert).with_keepers())


def services_without_issues(advert: Advert, *, at: datetime) -> list[Service]:
    """Those in scope that have neither an open issue nor a statement that counts. One query."""
    return list(Service.objects.in_scope_of(advert).without_issues(at=at))


def assembled_for(advert: Advert, *, at: datetime) -> list[AssembledGroup]:
    """A group for each service in scope, then Corporate Services as a whole, then Personnel. Nine queries, however many issues."""
    services = services_in_scope(advert)
    profiles = {scoped.service.pk: scoped for scoped in profiles_in_scope(advert, on=uk_day(at))}
    groups = {service.pk: _group_of(service, profiles.get(service.pk)) for service in services}
    wholes = {
        scope: AssembledGroup(str(scope.label), str(scope.value), is_whole=True)
        for scope in (IssueScope.CORPORATE, IssueScope.PERSONNEL)
    }
    carried = set(IssueRelease.objects.public_for(advert).order_by().values_list("issue_id", flat=True))
    for issue in KnownIssue.objects.facing(advert).with_parts().in_list_order():
        group = groups[issue.service_id] if issue.service_id else wholes[IssueScope(issue.scope)]
        group.issues.append(AssembledIssue(issue, issue.pk in carried))
    for statement in NothingToReport.objects.counting(at=at).order_by("pk"):
        if statement.service_id in groups:
            groups[statement.service_id].nothing = statement
    return [*groups.values(), *wholes.values()]


def fallen_out_of(advert: Advert) -> list[FallenOut]:
    """What officers put into a draft and the public will not read after all. Three queries; nothing once it is published."""
    if advert.is_published:
        return []
    public = set(IssueRelease.objects.public().filter(inclusions__advert=advert).values_list("pk", flat=True))
    carried = set(IssueRelease.objects.public_for(advert).order_by().values_list("pk", flat=True))
    put_in = AdvertIssue.objects.filter(advert=advert).select_related("release__withdrawal", "release__issue__service")
    return [
        FallenOut(each.release, _why_fallen(each.release, is_public=each.release_id in public))
        for each in put_in
        if each.release_id not in carried
    ]


def named(services: Iterable[Service]) -> str:
    """`Finance`, `Finance and IT Services`, `Finance, IT Services and Customer Services`."""
    *first, last = [service.name for service in services]
    return f"{', '.join(first)} and {last}" if first else last


def _group_of(service: Service, scoped: ScopedProfile | None) -> AssembledGroup:
    keepers = [keeper.user.full_name for keeper in service.keepers.all()]
    return AssembledGroup(service.name, service.key, keepers, scoped=scoped)


def _why_fallen(release: IssueRelease, *, is_public: bool) -> str:
    if is_public:
        return f"{release.issue.about} is no longer in scope."
    if release.is_withdrawn:
        return "It was taken back."
    return "A later wording has replaced it."
