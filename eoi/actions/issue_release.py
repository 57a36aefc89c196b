"""Making a wording of a known issue public, taking it back, and saying which of them an advert carries (S9, S11)."""

from collections.abc import Collection

from django.urls import reverse

from eoi.actions.draft import locked_draft
from eoi.audit import action, record
from eoi.models import (
    Advert,
    AdvertIssue,
    IssueRelease,
    IssueReleaseWithdrawal,
    KnownIssue,
    User,
)
from eoi.notifications import public_link, queue_mail
from eoi.policies.issue import (
    problems_with_choosing_issues,
    problems_with_releasing_issue,
    problems_with_withdrawing_release,
)
from eoi.problems import ActionRefused, Problem, refuse_if


@action("issue.release")
def release_issue(*, issue: KnownIssue, version: int, title: str, text: str, by: User) -> IssueRelease:
    """Make this wording of the version that was read public, in one's own name. An earlier wording falls out of drafts."""
    issue = _locked(issue)
    refuse_if(problems_with_releasing_issue(issue))
    if version != issue.version:
        refuse_if(
            [
                Problem(
                    "changed-meanwhile",
                    f"The issue changed since you read it: it is in version {issue.version} now, shown below. Read it again, "
                    "see whether your wording still fits, then go on.",
                )
            ]
        )
    _fall_out_of_drafts(issue)
    release = IssueRelease.objects.create(
        issue=issue,
        number=issue.releases.count() + 1,
        version=version,
        horizon=issue.horizon,
        title=title,
        text=text,
        released_by=by,
    )
    record("issue.release", by=by, subject=issue, after={"version": version, "wording": release.number})
    return release


@action("issue-release.withdraw")
def withdraw_issue_release(*, issue: KnownIssue, reason: str, by: User) -> IssueReleaseWithdrawal:
    """Take the public wording back: the issue is internal again. It falls out of drafts; a published advert keeps it."""
    issue = _locked(issue)
    release = issue.releases.public().first()
    if release is None:
        raise ActionRefused(problems_with_withdrawing_release(release))
    return take_back(release, reason=reason, by=by)


@action("advert-issues.choose")
def choose_advert_issues(
    *, advert: Advert, releases: Collection[IssueRelease], by: User, draft_version: int | None = None
) -> Advert:
    """Which released wordings the advert carries; those not named are left out. A decision taken before no longer covers it."""
    advert = locked_draft(advert, draft_version)
    refuse_if(problems_with_choosing_issues(advert, releases))
    AdvertIssue.objects.filter(advert=advert).delete()
    AdvertIssue.objects.bulk_create(AdvertIssue(advert=advert, release=release, included_by=by) for release in releases)
    advert.draft_version += 1
    advert.save(update_fields=["draft_version"])
    chosen = sorted(release.reference for release in releases)
    after = {"wordings": chosen, "draft_version": advert.draft_version}
    record("advert-issues.choose", by=by, subject=advert, advert=advert, after=after)
    return advert


def take_back(release: IssueRelease, *, reason: str, by: User) -> IssueReleaseWithdrawal:
    """For the actions: within theirs, with the issue locked."""
    _fall_out_of_drafts(release.issue)
    withdrawal = IssueReleaseWithdrawal.objects.create(release=release, reason=reason, withdrawn_by=by)
    record("issue-release.withdraw", by=by, subject=release.issue, after={"wording": release.number})
    return withdrawal


def _fall_out_of_drafts(issue: KnownIssue) -> None:
    """Drafts that carry the public wording change, so a decision on them no longer holds (S16); their officers are told."""
    drafts = Advert.objects.not_published().carrying(issue)
    for advert in Advert.objects.filter(pk__in=drafts.values("pk")).order_by("pk").lock_for_change():
        advert.draft_version += 1
        advert.save(update_fields=["draft_version"])
        page = reverse("eoi:advert-issues", args=[advert.reference])
        queue_mail(
            to=[officer.user.email for officer in advert.officers.select_related("user")],
            template="emails/issue_fell_out.txt",
            context={"advert": advert, "issue": issue, "link": public_link(page)},
        )


def _locked(issue: KnownIssue) -> KnownIssue:
    return KnownIssue.objects.select_related("service").lock_for_change().get(pk=issue.pk)
