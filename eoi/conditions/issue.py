"""Conditions on known issues: those facing the services in scope are assembled, those of the whole looked at (S11)."""

from datetime import datetime

from django.urls import reverse

from eoi.issue_assembly import named, services_without_issues
from eoi.models import Advert, KnownIssue, ReadinessReason
from eoi.registry import Condition, ConditionState

NO_ISSUE_OF_THE_WHOLE = "no issue for the whole of Corporate Services"


def issues_of_services(advert: Advert, at: datetime) -> Condition:
    """Each service in scope has an open issue, or its keeper stated within six months that there is none. One query."""
    title = "The issues facing each service in scope are assembled"
    there = reverse("eoi:advert-issues", args=[advert.reference])
    if missing := services_without_issues(advert, at=at):
        why = (
            f"{named(missing)}: no open issue, and no statement from the last six months that there is nothing to report. "
            "Who keeps the service records one or the other."
        )
        return Condition("issues-of-services", title, ConditionState.NOT_MET, why, there)
    why = "Each service in scope has an open issue, or a statement that there is nothing to report."
    return Condition("issues-of-services", title, ConditionState.MET, why, there)


def issues_of_the_whole(advert: Advert, at: datetime) -> Condition:
    """At least one open issue of the whole of Corporate Services or of Personnel, or a reason why there is none. Two queries at most."""
    key, title = "issues-of-the-whole", "Issues for the whole of Corporate Services or Personnel are looked at"
    there = reverse("eoi:advert-issues", args=[advert.reference])
    if number := KnownIssue.objects.open().of_the_whole().count():
        why = "One is open." if number == 1 else f"{number} are open."
        return Condition(key, title, ConditionState.MET, why, there)
    about = NO_ISSUE_OF_THE_WHOLE
    given = ReadinessReason.objects.latest_about(advert, condition=key, about=about)
    if given:
        why = f"There is {about}. {given.given_by.full_name} recorded why: {given.reason}"
        return Condition(key, title, ConditionState.REASONED, why, there, takes_reason=True, about=about)
    why = f"There is {about}, nor one for Personnel. A service manager records one, or an officer records why there is none."
    return Condition(key, title, ConditionState.NOT_MET, why, there, takes_reason=True, about=about)
