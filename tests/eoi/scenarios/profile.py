"""Profiles of services."""

from datetime import date

from eoi.actions import profile
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.people import make_officer
from tests.factories.profiles import INDICATORS, begin, make_profile, save
from tests.factories.ready_profiles import ENOUGH
from tests.factories.services import make_owner, service_of
from tests.factories.world import OPENS

WORDS = {
    "name": "Our own framework",
    "across_name": "Importance",
    "across_low": "low",
    "across_high": "high",
    "up_name": "Strength",
    "up_low": "weak",
    "up_high": "strong",
    "to_be_confirmed": False,
    "reason": "The council confirmed these.",
}


@scenario("profile.draft")
def _(clock):
    clock.set(OPENS)
    return doing(profile.draft_profile, make_owner(), service=service_of())


@scenario("profile.save")
def _(clock):
    clock.set(OPENS)
    draft = begin()
    rows = {"volumes": [], "indicators": INDICATORS}
    wanted = {"changes": ENOUGH, "draft_version": draft.draft_version, "axes": 1}
    return doing(profile.save_profile, draft.drafted_by, profile=draft, **rows, **wanted)


@scenario("profile.sign-off")
def _(clock):
    clock.set(OPENS)
    draft = save(begin())
    version = draft.draft_version
    return doing(profile.sign_off_profile, draft.drafted_by, profile=draft, draft_version=version)


@scenario("profile.discard")
def _(clock):
    clock.set(OPENS)
    draft = begin()
    version = draft.draft_version
    return doing(profile.discard_profile, draft.drafted_by, profile=draft, draft_version=version)


@scenario("profile.remind")
def _(clock):
    clock.set(OPENS)
    signed_off = make_profile(review_by=date(2026, 3, 6))
    clock.advance(days=1)
    return doing(profile.remind_about_review, None, profile=signed_off)


@scenario("positioning.reword")
def _(clock):
    return doing(profile.reword_axes, make_officer(), words=WORDS, edition=1)
