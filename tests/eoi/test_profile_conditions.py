"""Two conditions of readiness: profiles signed off, and none overdue."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eoi.actions.readiness import give_readiness_reason
from eoi.actions.service import remove_service_keeper
from eoi.conditions.profile import profiles_in_date, profiles_signed_off
from eoi.identity import perform
from eoi.models import Service
from eoi.profiles import profiles_in_scope
from eoi.registry import ConditionState
from tests.factories.people import make_administrator
from tests.factories.profiles import begin, make_profile, own, save
from tests.factories.services import make_owner, service_of
from tests.factories.world import make_draft, make_published

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def world(clock):
    return make_draft(clock, ready=False)


def own_everything():
    owner = make_owner(service_of("finance"), full_name="Laila Rahman")
    for service in Service.objects.exclude(key="finance"):
        own(service, owner)
    return owner


def test_services_without_an_owner_or_a_signed_off_profile_are_named(world):
    owner = own_everything()
    for service in Service.objects.exclude(key__in=["finance", "it-services"]):
        make_profile(service, by=owner)
    save(begin(service_of("it-services"), by=owner))
    perform(remove_service_keeper, by=make_administrator(), keeper=service_of().keepers.get())

    condition = profiles_signed_off(world.advert, AT)

    assert condition.state == ConditionState.NOT_MET
    assert condition.why == (
        "Finance has no owner, so nobody can keep its profile: an administrator names one. "
        "IT Services has no signed-off profile: Laila Rahman drafts one and signs it off."
    )
    assert condition.url == "/services/finance/"


def test_it_is_met_when_every_service_in_scope_has_one(clock):
    condition = profiles_signed_off(make_draft(clock).advert, AT)

    assert (condition.state, condition.why) == (ConditionState.MET, "All 6 have one.")


def test_an_overdue_profile_is_named_and_a_reason_counts_for_that_edition_only(clock, world):
    owner = own_everything()
    for service in Service.objects.all():
        make_profile(service, by=owner, review_by=date(2026, 3, 1) if service.key == "finance" else date(2027, 1, 1))
    before = profiles_in_date(world.advert, AT - timedelta(days=1))
    assert before.state == ConditionState.MET
    clock.set(AT)

    condition = profiles_in_date(world.advert, AT)
    assert (condition.state, condition.takes_reason) == (ConditionState.NOT_MET, True)
    assert condition.why.startswith("Finance, edition 1, was to be reviewed by 1 March 2026.")
    assert condition.about == "Finance, edition 1"
    wanted = {"condition": condition.key, "about": condition.about, "reason": "The figures are still right."}
    perform(give_readiness_reason, by=world.officer, advert=world.advert, **wanted)
    assert profiles_in_date(world.advert, AT).state == ConditionState.REASONED
    make_profile(service_of(), by=owner, review_by=date(2026, 3, 3))

    later = profiles_in_date(world.advert, AT + timedelta(days=5))
    assert (later.state, later.about) == (ConditionState.NOT_MET, "Finance, edition 2")


def test_a_published_advert_shows_the_editions_that_it_was_published_with(clock):
    world = make_published(clock)
    make_profile(service_of())

    with CaptureQueriesContext(connection) as queries:
        scoped = {each.service.key: each for each in profiles_in_scope(world.advert, on=AT.date())}

    assert scoped["finance"].profile.number == 1
    assert scoped["finance"].owner == service_of().owner
    assert len(queries) == 3
    assert not scoped["finance"].is_overdue
    assert len(profiles_in_scope(world.advert)) == 6
