"""The secret calendar address: what it tells, to whom, and when it stops."""

import logging
from datetime import date

import icalendar
import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from eoi.actions.person import disable_person
from eoi.actions.plan_entry import move_milestone, remove_plan_entry
from eoi.actions.plan_feed import revoke_plan_feed
from eoi.identity import perform
from eoi.models import AuditEvent, PlanFeed, Role
from salford_partnering.logs import OneLine
from tests.factories.people import make_administrator, make_person
from tests.factories.plans import feed_token, finish, make_activity, make_milestone, make_unplanned, on

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_was_just_shown(settings):
    settings.DEMO = True


@pytest.fixture
def world(clock):
    return make_unplanned(clock)


def feed(token):
    return reverse("eoi:plan-feed", args=[token])


def events(response):
    return list(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))


def test_the_address_is_shown_once_and_only_its_digest_is_kept(world, client):
    client.force_login(world.officer)
    there = reverse("eoi:plan-feed-manage", args=[world.advert.reference])

    made = client.post(there, {"step": "make"})
    address = made.context["address"]
    token = address.split("/")[-2]

    assertContains(made, address)
    assert "no-store" in made["Cache-Control"]
    assertNotContains(client.get(there), token)
    assert token not in str(PlanFeed.objects.values())
    assert token not in str(list(AuditEvent.objects.values()))
    client.logout()
    assert client.get(feed(token)).status_code == 200


def test_it_tells_titles_and_days_and_nothing_else(world, client):
    milestone = make_milestone(world, "Brief the unions", on(2026, 2, 24))
    make_activity(world, on(2026, 2, 25))
    done = make_milestone(world, "Team named", on(2026, 2, 16))
    finish(done, evidence="Canary in the evidence")

    response = client.get(feed(feed_token(world)))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private"
    found = {str(event["uid"]).partition("@")[0]: event for event in events(response)}
    assert len(found) == 3
    assert found[milestone.reference]["summary"] == "SAL-2026-014: Brief the unions"
    assert found[milestone.reference].decoded("dtstart") == date(2026, 2, 24)
    assert found[done.reference]["summary"] == "SAL-2026-014: done, Team named"
    for secret in (world.officer.full_name, "What is planned.", "Canary"):
        assert secret not in response.content.decode()


def test_a_move_is_the_same_event_with_a_higher_sequence(world, client):
    milestone = make_milestone(world)
    token = feed_token(world)
    [before] = events(client.get(feed(token)))
    perform(move_milestone, by=world.officer, milestone=milestone, to=date(2026, 2, 26))

    [after] = events(client.get(feed(token)))

    assert (after["uid"], after.decoded("dtstart")) == (before["uid"], date(2026, 2, 26))
    assert after["sequence"] > before["sequence"]
    perform(remove_plan_entry, by=world.officer, entry=milestone)
    assert events(client.get(feed(token))) == []


def test_what_has_not_changed_is_not_sent_again(world, client):
    make_milestone(world)
    token = feed_token(world)
    etag = client.get(feed(token))["ETag"]

    assert client.get(feed(token), headers={"If-None-Match": etag}).status_code == 304
    make_milestone(world, "Another")
    assert client.get(feed(token), headers={"If-None-Match": etag}).status_code == 200


def test_stopping_one_stops_no_other(world, client):
    mine, colleagues = feed_token(world), feed_token(world, world.second_officer)
    perform(revoke_plan_feed, by=world.officer, advert=world.advert)

    assert client.get(feed(mine)).status_code == 404
    assert client.get(feed(colleagues)).status_code == 200


def test_another_address_stops_the_earlier_one(world, client):
    first, second = feed_token(world), feed_token(world)

    assert client.get(feed(first)).status_code == 404
    assert client.get(feed(second)).status_code == 200


def test_it_stops_when_its_person_no_longer_has_to_do_with_the_plan(world, client):
    owner = make_person(Role.SERVICE_MANAGER)
    milestone = make_milestone(world, owner=owner)
    token = feed_token(world, owner)
    assert client.get(feed(token)).status_code == 200

    perform(remove_plan_entry, by=world.officer, entry=milestone)

    assert client.get(feed(token)).status_code == 404


def test_it_stops_when_its_person_is_disabled_or_loses_the_role(world, client):
    token, other = feed_token(world), feed_token(world, world.second_officer)
    perform(disable_person, by=make_administrator(), person=world.officer)
    world.second_officer.groups.clear()

    assert client.get(feed(token)).status_code == 404
    assert client.get(feed(other)).status_code == 404


def test_nobody_stops_it_without_saying_so(world, client):
    client.force_login(world.officer)
    token = feed_token(world)
    there = reverse("eoi:plan-feed-manage", args=[world.advert.reference])

    assert client.post(there).status_code == 422
    assert client.get(feed(token)).status_code == 200
    assertContains(client.post(there, {"step": "stop"}, follow=True), "has stopped working")
    assert client.get(feed(token)).status_code == 404


def test_the_secret_never_reaches_a_log_line(world, client, caplog):
    caplog.set_level(logging.DEBUG)
    token = feed_token(world)
    perform(revoke_plan_feed, by=world.officer, advert=world.advert)
    client.get(feed(token))

    assert any(token in record.getMessage() for record in caplog.records)  # it would have leaked
    assert not any(token in OneLine().format(_with_reference(record)) for record in caplog.records)


def _with_reference(record):
    record.reference = "F-0"
    return record
