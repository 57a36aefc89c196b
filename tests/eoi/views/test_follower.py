"""Following an advert by mail: asked, confirmed from the address, ended with one click; every answer tells the same (S4, P20)."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from post_office.models import Email

from eoi.actions.advert_change import announce_change
from eoi.actions.follower import forget_unconfirmed
from eoi.following import confirm_link, end_link
from eoi.identity import acting_as, perform
from eoi.models import AuditEvent, ChangeKind, Follower
from eoi.policies.follower import MOST_AN_HOUR
from tests.factories.people import make_partner
from tests.factories.world import make_draft, make_open, make_opened, start

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_queue")]
ADDRESS = "kim@reader.example"


@pytest.fixture
def world(clock):
    return make_open(clock)


def ask(client, world, email=ADDRESS):
    return client.post(reverse("eoi:advert-follow", args=[world.advert.reference]), {"email": email}, follow=True)


def link_in(mail):
    return re.search(r"https?://[^/\s]+(/follow/\S+)", mail.message)[1]


def follow(client, world, email=ADDRESS):
    ask(client, world, email)
    client.post(link_in(Email.objects.filter(to=email).latest("pk")))
    return Follower.objects.get(email=email)


def announce(world):
    with acting_as(world.officer):
        announce_change(advert=world.advert, kind=ChangeKind.AMENDMENT, summary="Clearer words.", by=world.officer)


def test_a_reader_asks_confirms_is_told_once_and_ends_it(client, world):
    assert "a link is on its way" in ask(client, world).text
    link = link_in(Email.objects.get(to=ADDRESS))
    assert "Follow this advert?" in client.get(link).text
    assert not Follower.objects.told().exists()
    assert "You follow this advert" in client.post(link).text

    announce(world)

    mail = Email.objects.get(to=ADDRESS, subject__startswith="Change to advert")
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link_in(mail) in mail.headers["List-Unsubscribe"]
    page = client.get(link_in(mail))
    assert "Stop following this advert?" in page.text
    assert "no longer follows" in client.post(link_in(mail)).text
    assert not Follower.objects.exists()

    announce(world)
    assert Email.objects.filter(to=ADDRESS, subject__startswith="Change to advert").count() == 1


def test_one_click_of_a_mail_program_ends_it_without_a_cookie(world, client):
    from django.test import Client

    follower = follow(client, world)
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(f"/follow/{end_link(follower).split('/follow/')[1]}", {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert not Follower.objects.exists()


def test_a_member_who_follows_too_is_told_once(client, world):
    partner = make_partner()
    start(world, partner)
    follower = follow(client, world, partner.email)
    Follower.objects.filter(pk=follower.pk).update(email=partner.email.upper())

    announce(world)

    assert Email.objects.filter(subject__startswith="Change to advert").count() == 1


def test_the_answer_does_not_tell_whether_an_address_follows(client, world):
    first = ask(client, world)
    follow(client, world, "other@reader.example")
    again = ask(client, world, "Other@Reader.example")

    assert first.text == again.text
    assert Follower.objects.count() == 2
    assert Email.objects.filter(subject__startswith="Confirm").count() == 2


def test_at_most_one_link_an_hour_goes_to_an_address(client, world):
    ask(client, world)
    world.clock.advance(minutes=59, seconds=59)
    ask(client, world)
    assert Email.objects.filter(subject__startswith="Confirm").count() == 1

    world.clock.advance(seconds=1)
    ask(client, world)
    assert Email.objects.filter(subject__startswith="Confirm").count() == 2


def test_a_network_may_ask_ten_times_an_hour(client, world):
    for number in range(MOST_AN_HOUR):
        assert ask(client, world, f"reader{number}@reader.example").status_code == 200

    refused = ask(client, world, "one-more@reader.example")

    assert refused.status_code == 429
    assert "within an hour" in refused.text
    assert "one-more@reader.example" in refused.text
    assert not Follower.objects.with_address("one-more@reader.example").exists()


@pytest.mark.parametrize("typed", ["", "kim", "kim@", "a@b.example" + "x" * 300])
def test_what_is_no_address_is_refused_and_kept(client, world, typed):
    refused = ask(client, world, typed)

    assert refused.status_code == 422
    assert typed[:5] in refused.text
    assert not Follower.objects.exists()


def test_a_link_works_for_three_days_and_is_then_forgotten(client, world):
    ask(client, world)
    world.clock.advance(days=2, hours=23, minutes=59)
    assert perform(forget_unconfirmed, by=None) == 0
    world.clock.advance(minutes=1)

    assert perform(forget_unconfirmed, by=None) == 1
    assert not Follower.objects.exists()
    assert "no longer works" in client.get(link_in(Email.objects.get(to=ADDRESS))).text


def test_a_confirmed_address_is_never_forgotten_by_itself(client, world):
    follow(client, world)
    world.clock.advance(days=400)

    assert perform(forget_unconfirmed, by=None) == 0


def test_an_altered_link_and_one_of_the_other_kind_do_nothing(client, world):
    follower = follow(client, world)
    Follower.objects.filter(pk=follower.pk).update(confirmed_at=None)
    confirm, end = (f"/follow/{link(follower).split('/follow/')[1]}" for link in (confirm_link, end_link))

    for address in (confirm.replace("confirm/", "end/"), end.replace("end/", "confirm/"), "/follow/x:y:z/confirm/"):
        assert client.post(address).status_code == 200

    assert Follower.objects.get().confirmed_at is None


def test_a_draft_cannot_be_followed_nor_seen_to_exist(client, clock):
    assert ask(client, make_draft(clock)).status_code == 404


def test_an_opened_advert_is_no_longer_followed(client, clock):
    world = make_opened(clock, submissions=1)

    refused = ask(client, world)

    assert refused.status_code == 409
    assert "Nothing more will change" in refused.text


def test_officers_see_a_number_and_no_address(client, world):
    follow(client, world)
    ask(client, world, "unconfirmed@reader.example")
    client.force_login(world.officer)

    page = client.get(reverse("eoi:advert-manage", args=[world.advert.reference])).text

    assert "People who follow it by e-mail" in page
    assert ADDRESS not in page
    assert not [event for event in AuditEvent.objects.all() if ADDRESS in str(event.after) + event.subject_reference]


def test_following_keeps_no_session_and_sets_no_message(client, world):
    ask(client, world)

    assert "sessionid" not in client.cookies
    assert "messages" not in client.cookies


def test_a_link_is_as_old_as_its_sending(client, world):
    ask(client, world)
    world.clock.advance(hours=2)
    ask(client, world)

    assert Follower.objects.get().asked_at == world.clock.advance() - timedelta(0)
