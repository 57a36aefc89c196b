"""`/service/`: service managers. `/services/`: what council staff read about services."""

from django.urls import path

from eoi.views.service import draft, issue, issue_life, issue_release, positioning, profile, service, start

KEPT = "service/services/<slug:key>/profile/"
EDITION = "services/<slug:key>/editions/<int:number>/"
ISSUE = "services/issues/<slug:reference>/"

urlpatterns = [
    path("service/", start.service_start, name="service-start"),
    path("service/issues/new/", issue.issue_create, name="issue-create"),
    path("service/issues/nothing/", issue_life.nothing_to_report_create, name="nothing-to-report-create"),
    path(KEPT, draft.profile_edit, name="profile-edit"),
    path(f"{KEPT}sign-off/", draft.profile_sign_off, name="profile-sign-off"),
    path(f"{KEPT}discard/", draft.profile_discard, name="profile-discard"),
    path("services/", service.service_list, name="service-list"),
    path("services/axes/", positioning.axes_edit, name="axes-edit"),
    path("services/issues/", issue.issue_list, name="issue-list"),
    path(ISSUE, issue.issue_detail, name="issue-detail"),
    path(f"{ISSUE}edit/", issue.issue_edit, name="issue-edit"),
    path(f"{ISSUE}release/", issue_release.issue_release, name="issue-release"),
    path(f"{ISSUE}release/withdraw/", issue_release.issue_release_withdraw, name="issue-release-withdraw"),
    path(f"{ISSUE}close/", issue_life.issue_close, name="issue-close"),
    path(f"{ISSUE}reopen/", issue_life.issue_reopen, name="issue-reopen"),
    path("services/<slug:key>/", profile.profile_detail, name="profile-detail"),
    path(EDITION, profile.profile_edition, name="profile-edition"),
    path(f"{EDITION}differences/", profile.profile_compare, name="profile-compare"),
]
