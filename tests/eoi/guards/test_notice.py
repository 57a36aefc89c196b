"""Going round the application: releases, their publication elsewhere, and the scope (R2, R3, S7)."""

import hashlib

import pytest

from eoi.identity import acting_as
from eoi.models import AdvertChange, NoticeRelease, Service, ServiceLeftOut
from eoi.questions import fix_questions
from tests.factories.amendments import amend, withdraw
from tests.factories.notices import leave_out, make_left_out, record_notice
from tests.factories.people import make_officer
from tests.factories.world import CLOSES, close, decide, make_draft, make_open

pytestmark = pytest.mark.django_db

RELEASE = "INSERT INTO eoi_noticerelease (advert_id, number, occasion, change_id, content, digest) VALUES (%s, %s, %s, NULL, '{}', 'x')"
LOG = (
    "INSERT INTO eoi_advertchange (advert_id, number, kind, summary, reason, details, is_material, public_version, made_by_id)"
    " VALUES ({}, 0, 'pack', 'Changed.', '', '[]', false, 0, {})"
)
RECORD = (
    "INSERT INTO eoi_noticepublication (advert_id, number, reference, published_on, url, correction_reason, recorded_by_id)"
    " VALUES (%s, 7, 'X', %s, %s, '', %s)"
)
LEAVE_OUT = (
    "INSERT INTO eoi_serviceleftout (advert_id, service_id, reason, left_out_by_id)"
    " SELECT %s, id, %s, %s FROM eoi_service WHERE key = 'finance'"
)


@pytest.fixture
def world(clock):
    return make_open(clock)


def test_the_database_computes_the_digest_and_keeps_a_release_as_it_was_made(world, refused_with):
    release = NoticeRelease.objects.get()

    assert release.digest == hashlib.sha256(release.content.encode()).hexdigest()
    refused_with("EOI12", "UPDATE eoi_noticerelease SET content = '{}'", by=world.officer)
    refused_with("EOI12", "DELETE FROM eoi_noticerelease", by=world.officer)


def test_releases_come_in_turn_and_for_something_that_happened(world, refused_with):
    advert = world.advert.pk
    refused_with("EOI28", RELEASE, advert, 5, "closed", by=world.officer)
    refused_with("EOI28", RELEASE, advert, 2, "publication", by=world.officer)
    refused_with("EOI28", RELEASE, advert, 2, "change", by=world.officer)
    assert "last closing time" in refused_with("EOI28", RELEASE, advert, 2, "closed", by=world.officer)


def test_changes_are_released_in_their_order(world, refused_with, run_sql):
    logged = LOG.format(world.advert.pk, world.officer.pk)
    run_sql(logged, by=world.officer)
    earlier = AdvertChange.objects.get()
    amend(world)  # released

    of_change = RELEASE.replace("NULL", str(earlier.pk))
    said = refused_with("EOI28", of_change, world.advert.pk, 3, "change", by=world.officer)
    assert "in the order" in said


def test_a_withdrawal_is_the_last_release(world, clock, refused_with):
    withdraw(world)
    clock.set(CLOSES)

    assert "last release" in refused_with("EOI28", RELEASE, world.advert.pk, 3, "closed", by=world.officer)


def test_the_engagement_closes_once(world, refused_with):
    close(world)

    refused_with("23505", RELEASE, world.advert.pk, 3, "closed", by=world.officer)


def test_a_draft_has_no_release_and_no_publication(clock, refused_with):
    world = make_draft(clock)

    refused_with("EOI28", RELEASE, world.advert.pk, 1, "publication", by=world.officer)
    refused_with(
        "EOI28", RECORD, world.advert.pk, "2026-02-01", "https://a.example", world.officer.pk, by=world.officer
    )


def test_publication_elsewhere_is_recorded_by_its_officer_for_a_day_that_came_at_a_safe_address(
    world, refused_with, run_sql
):
    advert, officer, stranger = world.advert.pk, world.officer, make_officer()
    day, address = "2026-03-01", "https://a.example"
    refused_with("EOI09", RECORD, advert, day, address, officer.pk, by=world.second_officer)
    refused_with("EOI28", RECORD, advert, day, address, stranger.pk, by=stranger)
    refused_with("EOI28", RECORD, advert, "2026-03-04", address, officer.pk, by=officer)
    refused_with("23514", RECORD, advert, day, "http://a.example", officer.pk, by=officer)
    run_sql(RECORD, advert, day, address, officer.pk, by=officer)
    assert "says why" in refused_with("EOI28", RECORD, advert, day, address, officer.pk, by=officer)


def test_what_was_recorded_stays(world, refused_with):
    record_notice(world)

    refused_with("EOI12", "UPDATE eoi_noticepublication SET reference = 'Y'", by=world.officer)
    refused_with("EOI12", "DELETE FROM eoi_noticepublication", by=world.officer)


def test_an_advert_is_not_published_while_a_service_is_neither_in_nor_out(clock, refused_with):
    world = make_draft(clock)
    decide(world)
    late = Service.objects.create(key="housing", number=99, name="Housing", description="Homes.")
    publish = (
        "UPDATE eoi_advert SET published_at = now(), published_by_id = %s, standing_statements_id = "
        "(SELECT max(id) FROM eoi_standingstatements) WHERE id = %s"
    )
    with acting_as(world.officer):
        fix_questions(world.advert)
    facts = (world.officer.pk, world.advert.pk)
    assert refused_with("EOI04", publish, *facts, by=world.officer).startswith("Housing has to be either in scope")
    with acting_as(world.officer):
        for service in (late, Service.objects.get(key="finance")):
            ServiceLeftOut.objects.create(advert=world.advert, service=service, reason="No.", left_out_by=world.officer)
    assert refused_with("EOI04", publish, *facts, by=world.officer).startswith("Finance has to be either")


def test_reasons_are_frozen_and_given_in_ones_own_name(clock, refused_with):
    world = make_draft(clock, reference="SAL-2026-098", ready=False)
    refused_with("EOI09", LEAVE_OUT, world.advert.pk, "No.", world.officer.pk, by=world.second_officer)
    refused_with("23514", LEAVE_OUT, world.advert.pk, "", world.officer.pk, by=world.officer)
    leave_out(world, "finance")
    refused_with("23505", LEAVE_OUT, world.advert.pk, "No.", world.officer.pk, by=world.officer)

    published = make_left_out(clock)
    refused_with(
        "EOI03",
        "UPDATE eoi_serviceleftout SET reason = 'Other' WHERE advert_id = %s",
        published.advert.pk,
        by=published.officer,
    )
    refused_with(
        "EOI03", "DELETE FROM eoi_serviceleftout WHERE advert_id = %s", published.advert.pk, by=published.officer
    )
    refused_with("EOI03", LEAVE_OUT, published.advert.pk, "No.", published.officer.pk, by=published.officer)
