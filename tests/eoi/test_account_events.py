"""Changes on the pages of accounts leave an event, in the right name and without an address."""

import json
import time

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.signals import password_changed
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from eoi.account_events import ACCOUNT_EVENTS, connect
from eoi.models import AuditEvent
from tests.factories.people import PASSWORD, make_partner

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "wrong donkey cell staple"
SECOND = "second@example.org"
EMAIL = reverse("account_email")


@pytest.fixture
def person(client):
    person = make_partner()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return person


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """django-allauth sends some signals after the commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def events():
    """What was recorded of accounts, oldest first."""
    return [
        (event.action, event.actor, event.after)
        for event in AuditEvent.objects.filter(action__startswith="account.").order_by("pk")
    ]


def reset_link(person):
    return reverse(
        "account_reset_password_from_key", args=[user_pk_to_url_str(person), default_token_generator.make_token(person)]
    )


def reset(client, person):
    form = client.get(reset_link(person)).url
    return client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})


def set_up_second_factor(client, commits):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    activate = reverse("mfa_activate_totp")
    client.get(activate)
    code = format_hotp_value(hotp_value(client.session["mfa.totp.secret"], int(time.time()) // 30))
    with commits():
        client.post(activate, {"code": code})


def test_a_changed_password_is_recorded(client, person):
    typed = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    client.post(reverse("account_change_password"), typed)

    assert events() == [("account.change-password", person, {})]


def test_a_refused_change_of_password_leaves_no_event(client, person):
    typed = {"oldpassword": "wrong", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    client.post(reverse("account_change_password"), typed)

    assert events() == []


def test_a_first_password_is_recorded(client):
    partner = make_partner()
    partner.set_unusable_password()
    partner.save(update_fields=["password"])
    client.force_login(partner)

    client.post(reverse("account_set_password"), {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert events() == [("account.set-password", partner, {})]


def test_a_password_reset_while_nobody_is_signed_in_stands_in_the_name_of_the_account(client):
    partner = make_partner()

    reset(client, partner)

    assert events() == [("account.reset-password", partner, {})]


def test_a_link_opened_by_somebody_else_who_is_signed_in_stands_in_their_name(client, person):
    other = make_partner()
    waiting = EmailAddress.objects.create(user=other, email=SECOND)

    client.post(reverse("account_confirm_email", args=[EmailConfirmationHMAC(waiting).key]))

    assert events() == [("account.confirm-email", person, {})]
    assert AuditEvent.objects.get(action="account.confirm-email").subject_reference == other.reference


def test_addresses_are_recorded_when_added_confirmed_made_the_main_one_and_removed(client, person):
    first = person.email
    client.post(EMAIL, {"action_add": "", "email": SECOND})
    added = EmailAddress.objects.get(email=SECOND)
    client.post(reverse("account_confirm_email", args=[EmailConfirmationHMAC(added).key]))
    client.post(EMAIL, {"action_primary": "", "email": SECOND})
    client.post(EMAIL, {"action_remove": "", "email": first})

    names = ["account.add-email", "account.confirm-email", "account.change-email", "account.remove-email"]
    assert events() == [(name, person, {}) for name in names]


def test_a_second_factor_set_up_and_taken_away_is_recorded_with_its_recovery_codes(client, person, commits):
    set_up_second_factor(client, commits)
    with commits():
        client.post(reverse("mfa_deactivate_totp"))

    assert sorted(events()[:2]) == [
        ("account.add-authenticator", person, {"kind": "totp"}),
        ("account.generate-recovery-codes", person, {}),
    ]
    assert events()[2:] == [
        ("account.remove-authenticator", person, {"kind": "totp"}),
        ("account.remove-authenticator", person, {"kind": "recovery_codes"}),
    ]


def test_new_recovery_codes_are_recorded(client, person, commits):
    set_up_second_factor(client, commits)
    before = len(events())

    with commits():
        client.post(reverse("mfa_generate_recovery_codes"))

    assert events()[before:] == [("account.generate-recovery-codes", person, {})]


def test_no_event_carries_an_address_or_a_name(client, person):
    client.post(EMAIL, {"action_add": "", "email": SECOND})
    client.post(EMAIL, {"action_remove": "", "email": SECOND})

    assert len(events()) == 2
    for event in AuditEvent.objects.all():
        said = json.dumps([event.subject_kind, event.subject_reference, event.before, event.after])
        assert "@" not in said
        assert person.full_name not in said


def test_connecting_twice_records_once(person, rf):
    connect()

    password_changed.send(sender=type(person), request=rf.get("/"), user=person)

    assert len(events()) == 1
    assert events()[0][0] in ACCOUNT_EVENTS
