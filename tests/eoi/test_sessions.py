"""Twelve hours from the last page, without writing the session with every page."""

import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from eoi.sessions import WRITTEN, WRITTEN_AGAIN_AFTER
from tests.factories.people import make_partner

pytestmark = pytest.mark.django_db
START = reverse("eoi:partner-start")


@pytest.fixture
def signed_in(client):
    client.force_login(make_partner())
    return client


def writings(client) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(START).status_code == 200
    return [each["sql"] for each in queries if "django_session" in each["sql"] and not each["sql"].startswith("SELECT")]


def let_it_be_written(client, *, seconds: float) -> None:
    session = client.session
    session[WRITTEN] = int(time.time() - seconds)
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(hours=1))


def test_a_page_soon_after_the_last_writing_writes_nothing(signed_in):
    assert writings(signed_in) == []
    let_it_be_written(signed_in, seconds=WRITTEN_AGAIN_AFTER - 60)
    assert writings(signed_in) == []


def test_a_page_ten_minutes_later_lasts_for_another_twelve_hours(signed_in, settings):
    let_it_be_written(signed_in, seconds=WRITTEN_AGAIN_AFTER + 60)

    assert len(writings(signed_in)) == 1
    left = Session.objects.get().expire_date - timezone.now()
    assert timedelta(seconds=settings.SESSION_COOKIE_AGE) - left < timedelta(minutes=1)
    assert writings(signed_in) == []


def test_a_session_from_before_the_stamp_is_stamped(signed_in):
    session = signed_in.session
    del session[WRITTEN]
    session.save()

    assert len(writings(signed_in)) == 1


def test_a_session_that_is_over_is_over(signed_in):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    response = signed_in.get(START)

    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


def test_a_visitor_gets_no_session(client):
    assert client.get(reverse("eoi:advert-list")).status_code == 200
    assert not Session.objects.exists()
