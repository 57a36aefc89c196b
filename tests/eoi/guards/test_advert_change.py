"""The public log of changes: in one's own name, of a published advert, never changed (P20)."""

import pytest
from post_office.models import Email

from eoi.actions.advert_change import announce_change
from eoi.identity import acting_as
from eoi.models import AdvertChange, ChangeKind, Follower
from tests.factories.people import make_officer, make_partner
from tests.factories.world import make_draft, make_open, start

pytestmark = pytest.mark.django_db

INSERT = (
    "INSERT INTO eoi_advertchange (advert_id, number, kind, summary, reason, details, is_material, public_version, made_by_id)"
    " VALUES (%s, 77, 'amendment', 'The summary is clearer.', '', '[]', false, 99, %s)"
)


@pytest.fixture
def world(clock):
    return make_open(clock)


def announce(world, **options):
    facts = {"kind": ChangeKind.AMENDMENT, "summary": "The summary is clearer.", **options}
    with acting_as(world.officer):
        return announce_change(advert=world.advert, by=world.officer, **facts)


def test_the_database_numbers_a_change_and_raises_the_public_version(world, run_sql):
    run_sql(INSERT, world.advert.pk, world.officer.pk, by=world.officer)
    run_sql(INSERT, world.advert.pk, world.approver.pk, by=world.approver)

    assert [(each.number, each.public_version) for each in AdvertChange.objects.all()] == [(1, 2), (2, 3)]
    assert world.refresh().public_version == 3


def test_a_change_is_announced_in_ones_own_name(world, refused_with):
    refused_with("EOI09", INSERT, world.advert.pk, world.officer.pk, by=world.second_officer)


def test_an_officer_of_another_advert_announces_nothing(world, refused_with):
    stranger = make_officer()

    refused_with("EOI25", INSERT, world.advert.pk, stranger.pk, by=stranger)


def test_a_draft_has_no_public_log(clock, refused_with):
    draft = make_draft(clock)

    refused_with("EOI25", INSERT, draft.advert.pk, draft.officer.pk, by=draft.officer)


def test_a_change_is_kept_as_it_was_made(world, refused_with):
    announce(world)

    refused_with("EOI12", "UPDATE eoi_advertchange SET summary = 'Nothing'", by=world.officer)
    refused_with("EOI12", "DELETE FROM eoi_advertchange", by=world.officer)


def test_members_and_followers_are_told_once_each(world, mail_queue):
    partner = make_partner()
    start(world, partner)
    for email, confirmed in (("kim@reader.example", True), (partner.email.upper(), True), ("no@reader.example", False)):
        Follower.objects.create(
            advert=world.advert, email=email, confirmed_at=world.clock.advance(seconds=1) if confirmed else None
        )

    announce(world)

    told = [mail.to for mail in Email.objects.filter(subject__startswith="Change to advert")]
    assert sorted(told) == sorted([[partner.email], ["kim@reader.example"]])
