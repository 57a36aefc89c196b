"""Conditions on the profiles of the services in scope (S10, S16)."""

from datetime import datetime

from django.urls import reverse

from eoi.models import Advert, ReadinessReason
from eoi.profiles import ScopedProfile, profiles_in_scope
from eoi.registry import Condition, ConditionState
from eoi.templatetags.times import uk_date
from eoi.working_days import uk_day

IN_DATE = "profiles-in-date"
MOST_NAMED = 300  # characters of `ReadinessReason.about`


def profiles_signed_off(advert: Advert, at: datetime) -> Condition:
    """Each service in scope has an owner and a signed-off profile. Three queries."""
    title = "Every service in scope has a signed-off profile"
    scoped = profiles_in_scope(advert, on=uk_day(at))
    lacking = [each for each in scoped if each.profile is None or each.owner is None]
    if not lacking:
        why = f"All {len(scoped)} have one." if len(scoped) > 1 else "It has one."
        return Condition("profiles-signed-off", title, ConditionState.MET, why, reverse("eoi:service-list"))
    why = " ".join(_what_lacks(each) for each in lacking)
    there = reverse("eoi:profile-detail", args=[lacking[0].service.key])
    return Condition("profiles-signed-off", title, ConditionState.NOT_MET, why, there)


def profiles_in_date(advert: Advert, at: datetime) -> Condition:
    """None is overdue for review, or a reason is recorded for those that are. Three queries, one more where one is."""
    title = "No profile in scope is overdue for review"
    overdue = [each for each in profiles_in_scope(advert, on=uk_day(at)) if each.is_overdue]
    if not overdue:
        why = "Every profile that there is stands within its day of review."
        return Condition(IN_DATE, title, ConditionState.MET, why, reverse("eoi:service-list"))
    there = reverse("eoi:profile-detail", args=[overdue[0].service.key])
    about = ", ".join(_edition_of(each) for each in overdue)[:MOST_NAMED]
    why = " ".join(_what_is_overdue(each) for each in overdue)
    if given := ReadinessReason.objects.latest_about(advert, condition=IN_DATE, about=about):
        why = f"{why} {given.given_by.full_name} recorded why this will do: {given.reason}"
        return Condition(IN_DATE, title, ConditionState.REASONED, why, there, takes_reason=True, about=about)
    why = f"{why} Ask the owner for the next edition, or record why this one will do."
    return Condition(IN_DATE, title, ConditionState.NOT_MET, why, there, takes_reason=True, about=about)


def _what_lacks(each: ScopedProfile) -> str:
    if each.owner is None:
        return f"{each.service.name} has no owner, so nobody can keep its profile: an administrator names one."
    return f"{each.service.name} has no signed-off profile: {each.owner.full_name} drafts one and signs it off."


def _edition_of(each: ScopedProfile) -> str:
    return f"{each.service.name}, edition {each.profile.number}" if each.profile else each.service.name


def _what_is_overdue(each: ScopedProfile) -> str:
    review_by = each.profile.review_by if each.profile else None
    return f"{_edition_of(each)}, was to be reviewed by {uk_date(review_by)}."
