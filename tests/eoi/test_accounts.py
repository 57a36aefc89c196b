import io
import re
from urllib.parse import urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.urls import reverse
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi import accounts
from eoi.actions.person import disable_person
from eoi.actions.staff_invitation import invite_staff, resend_staff_invitation, withdraw_staff_invitation
from eoi.identity import perform
from eoi.models import AuditEvent, Role, StaffInvitation, User
from tests.factories.people import PASSWORD, make_administrator, make_officer, make_partner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_queue")]

SIGN_UP, SIGN_IN, SENT = reverse("account_signup"), reverse("account_login"), reverse("account_email_verification_sent")
RESEND = reverse("eoi:verification-resend")


def form(**changes):
    return {
        "full_name": "Nia Newcomer",
        "email": "nia@newcomer.example",
        "telephone": "0161 496 0999",
        "password1": PASSWORD,
        "password2": PASSWORD,
        **changes,
    }


def link_in_mail():
    return re.search(r"http://127\.0\.0\.1:\d+(\S+)", Email.objects.latest("pk").message).group(1)


def sign_in(client, email, password=PASSWORD):
    return client.post(SIGN_IN, {"login": email, "password": password})


def invite(administrator=None, **changes):
    wanted = {"email": "colleague@salford.example", "full_name": "Cal Colleague", "roles": ["evaluator"], **changes}
    return perform(invite_staff, by=administrator or make_administrator(full_name="Ada Admin"), **wanted)


def accept_address():
    return urlsplit(link_in_mail()).path


def test_a_partner_signs_up_verifies_the_address_and_signs_in(client):
    assertContains(client.get(SIGN_UP), "Full name")
    assertRedirects(client.post(SIGN_UP, form()), SENT)

    person = User.objects.get()
    assert person.roles == {Role.PROSPECTIVE_PARTNER.value}
    assert (person.full_name, person.telephone) == ("Nia Newcomer", "0161 496 0999")
    assert AuditEvent.objects.get(action="person.register").actor == person
    assert Email.objects.get().to == ["nia@newcomer.example"]

    assertRedirects(sign_in(client, person.email), SENT)
    assert "_auth_user_id" not in client.session
    client.post(link_in_mail())
    assertRedirects(sign_in(client, "NIA@newcomer.example"), "/start/", fetch_redirect_response=False)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_page_after_signing_up_says_what_to_do_when_no_mail_comes(client, settings):
    page = client.get(SENT)

    assertContains(page, RESEND)
    assertContains(page, settings.CONTACT_TELEPHONE)


def test_links_in_mails_lead_to_the_public_address_whatever_host_was_asked(client, settings):
    settings.PUBLIC_ADDRESS = "http://127.0.0.1:8765"

    client.post(SIGN_UP, form(), headers={"host": "localhost"})

    assert "http://127.0.0.1:8765/account/confirm-email/" in Email.objects.get().message
    assert "localhost" not in Email.objects.get().message


def test_signing_up_with_a_known_address_looks_the_same_and_tells_its_owner(client):
    partner = make_partner()

    assertRedirects(client.post(SIGN_UP, form(email=partner.email.upper())), SENT)

    assert User.objects.count() == 1
    assert "/account/password/reset/" in Email.objects.get(to=partner.email).message


def test_an_address_invited_as_staff_cannot_sign_up_and_is_told_so_by_mail(client):
    invite()

    assertRedirects(client.post(SIGN_UP, form(email="Colleague@salford.example")), SENT)

    assert not User.objects.filter(email="colleague@salford.example").exists()
    assert "Use the link in your invitation" in Email.objects.latest("pk").message


def test_nobody_becomes_staff_by_adding_to_the_form(client):
    client.post(SIGN_UP, form(roles="administrator", groups="8", is_superuser="on", is_staff="on"))

    person = User.objects.get()
    assert person.roles == {Role.PROSPECTIVE_PARTNER.value}
    assert not person.is_superuser


def test_a_second_click_at_the_same_moment_gets_the_same_answer(client, monkeypatch):
    def taken(**given):
        raise IntegrityError("one_person_an_email_address")

    monkeypatch.setattr(accounts, "register_person", taken)

    assertRedirects(client.post(SIGN_UP, form()), SENT)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"full_name": ""}, "Type the full name."),
        ({"full_name": "Nia\x00"}, "cannot be shown"),
        ({"full_name": "\u202eaiN"}, "cannot be shown"),
        ({"full_name": "x" * 5_000_000}, "The full name has 5000000 characters. The limit is 120"),
        ({"email": "nia"}, "This is not an e-mail address."),
        ({"email": "nia\x00@newcomer.example"}, "This is not an e-mail address."),
        ({"telephone": "1" * 31}, "The telephone number is too long: the limit is 30 characters."),
        ({"password1": "short", "password2": "short"}, "at least 10 characters"),
        ({"password1": "1234567890", "password2": "1234567890"}, "entirely numeric"),
        ({"password2": "something else"}, "same password each time"),
        ({"password1": ""}, "Choose a password."),
        ({"password1": PASSWORD + "\x00", "password2": PASSWORD + "\x00"}, "ull characters are not allowed"),
    ],
)
def test_a_wrong_sign_up_gets_a_sentence_and_makes_nobody(client, wrong, sentence):
    page = client.post(SIGN_UP, form(**wrong))

    assertContains(page, sentence)
    assertContains(page, "There is a problem")
    assertContains(page, 'value="0161 496 0999"' if "telephone" not in wrong else "Nia Newcomer")
    assert not User.objects.exists()


@pytest.mark.parametrize("email", ["nobody@example.org", "verified@example.org", "nia@newcomer.example"])
def test_asking_for_the_mail_again_gets_the_same_answer_for_every_address(client, email):
    make_partner(email="verified@example.org")
    client.post(SIGN_UP, form())
    Email.objects.all().delete()
    cache.clear()

    assertRedirects(client.post(RESEND, {"email": email}), SENT)

    assert [mail.to for mail in Email.objects.all()] == ([[email]] if email == "nia@newcomer.example" else [])


def test_asking_for_the_mail_again_at_once_sends_no_second_one(client):
    client.post(SIGN_UP, form())

    client.post(RESEND, {"email": "nia@newcomer.example"})

    assert Email.objects.count() == 1


def test_asking_for_the_mail_again_without_an_address_gets_a_sentence(client):
    assertContains(client.get(RESEND), "Send the verification mail again")
    assertContains(client.post(RESEND, {"email": "x"}), "This is not an e-mail address.")


@pytest.mark.parametrize(("email", "password"), [("known@example.org", "wrong"), ("unknown@example.org", PASSWORD)])
def test_a_refused_sign_in_does_not_tell_which_addresses_are_known(client, email, password):
    make_partner(email="known@example.org")

    assertContains(sign_in(client, email, password), "The e-mail address or the password is not right.")


def test_a_sign_in_tried_too_often_is_refused_in_a_sentence(client):
    partner = make_partner()
    for _ in range(6):
        page = sign_in(client, partner.email, "wrong")

    assertContains(page, "That was tried too often.")


def test_a_disabled_person_does_not_get_in(client):
    partner = make_partner()
    perform(disable_person, by=make_administrator(), person=partner)

    sign_in(client, partner.email)

    assert "_auth_user_id" not in client.session


def test_a_password_is_reset_by_mail(client):
    partner = make_partner()
    assertRedirects(
        client.post(reverse("account_reset_password"), {"email": partner.email}), reverse("account_reset_password_done")
    )

    form_page = client.get(link_in_mail(), follow=True)
    client.post(
        form_page.request["PATH_INFO"], {"password1": "another good secret", "password2": "another good secret"}
    )

    assert User.objects.get().check_password("another good secret")


def test_resetting_an_unknown_address_looks_the_same(client):
    assertRedirects(
        client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}),
        reverse("account_reset_password_done"),
    )
    assert "/account/signup/" in Email.objects.get().message


def test_a_visitor_is_asked_to_sign_in_and_brought_back(client):
    people = reverse("eoi:person-list")

    assertRedirects(client.get(f"{people}?words=a"), f"{SIGN_IN}?next=/administrator/people/%3Fwords%3Da")


def test_a_form_sent_after_the_session_ended_shows_what_was_typed(client):
    make_administrator()
    Session.objects.all().delete()
    typed = {
        "full_name": "A very long name that was typed",
        "csrfmiddlewaretoken": "x" * 32,
        "password1": "never shown again",
    }

    page = client.post(reverse("eoi:staff-invitation-create"), typed)

    assertContains(page, "A very long name that was typed", status_code=403)
    assertContains(page, "readonly", status_code=403)
    assertNotContains(page, "never shown again", status_code=403)
    assertNotContains(page, "x" * 32, status_code=403)


def test_a_colleague_accepts_an_invitation_and_signs_in(client):
    invite()
    address = accept_address()

    page = client.get(address)
    assertContains(page, "Ada Admin has invited you, Cal Colleague, to Partnering as: Evaluator.")
    assert "no-store" in page["Cache-Control"]
    done = client.post(address, {"password1": PASSWORD, "password2": PASSWORD}, follow=True)
    assertRedirects(done, SIGN_IN)
    assertContains(done, "Your account is ready.")
    assertRedirects(sign_in(client, "colleague@salford.example"), "/start/", fetch_redirect_response=False)


@pytest.mark.parametrize(
    ("one", "two", "sentence"),
    [
        ("", "", "Choose a password."),
        ("short", "short", "at least 10 characters"),
        ("cal colleague", "cal colleague", "too similar"),
        (PASSWORD, "something else", "The two passwords are different."),
        ("x" * 1001, "x" * 1001, "The password is too long"),
    ],
)
def test_a_wrong_password_for_the_invitation_gets_a_sentence(client, one, two, sentence):
    invite()

    page = client.post(accept_address(), {"password1": one, "password2": two})

    assertContains(page, sentence)
    assertContains(page, "There is a problem")
    assert User.objects.count() == 1


def no_use(client, address, sentence, settings):
    for page in (client.get(address), client.post(address, {"password1": PASSWORD, "password2": PASSWORD})):
        assertContains(page, sentence)
        assertContains(page, settings.CONTACT_TELEPHONE)


def test_an_unknown_link_is_explained(client, settings):
    no_use(client, reverse("eoi:staff-invitation-accept", args=["unknown"]), "This link is not complete", settings)


def test_a_used_link_is_explained(client, settings):
    invite()
    address = accept_address()
    client.post(address, {"password1": PASSWORD, "password2": PASSWORD})

    no_use(client, address, "This invitation has been used.", settings)


def test_a_withdrawn_link_is_explained(client, settings):
    administrator = make_administrator()
    perform(withdraw_staff_invitation, by=administrator, invitation=invite(administrator))

    no_use(client, accept_address(), "This invitation has been withdrawn.", settings)


def test_a_link_out_of_date_is_explained(client, settings, clock):
    invitation = invite()
    clock.set(invitation.expires_at)

    no_use(client, accept_address(), "This invitation is out of date.", settings)


def test_a_link_replaced_by_a_newer_one_is_explained(client, settings):
    administrator = make_administrator()
    invitation = invite(administrator)
    address = accept_address()
    perform(resend_staff_invitation, by=administrator, invitation=invitation)

    no_use(client, address, "a newer one has been sent", settings)


def test_roles_that_no_longer_go_together_are_explained_and_nobody_is_made(client, settings):
    invitation = invite()
    StaffInvitation.objects.filter(pk=invitation.pk).update(roles=["auditor", "evaluator"])

    page = client.post(accept_address(), {"password1": PASSWORD, "password2": PASSWORD})

    assertContains(page, "An auditor changes nothing, so holds no other role")
    assert not User.objects.filter(email=invitation.email).exists()


def test_a_link_opened_while_signed_in_as_somebody_else_is_explained(client, settings):
    invite()
    client.force_login(make_officer(full_name="Olive Officer"))

    no_use(client, accept_address(), "You are signed in as Olive Officer.", settings)
    assert not User.objects.filter(email="colleague@salford.example").exists()


def create_administrator(monkeypatch, password=PASSWORD, **options):
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    wanted = {"email": "root@salford.example", "name": "Root Person", "password_stdin": True, **options}
    call_command("create_administrator", stdout=out, **wanted)
    return out.getvalue()


def test_the_command_creates_an_administrator_who_can_sign_in(client, monkeypatch):
    said = create_administrator(monkeypatch)

    assert said == "Root Person is an administrator and can sign in with root@salford.example.\n"
    assertRedirects(sign_in(client, "root@salford.example"), "/start/", fetch_redirect_response=False)
    assert AuditEvent.objects.filter(action="person.create-administrator").count() == 1


def test_the_command_asks_for_what_was_left_out(monkeypatch):
    answers = iter(["root@salford.example", "Root Person"])
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    monkeypatch.setattr("eoi.management.commands.create_administrator.getpass", lambda prompt: PASSWORD)

    assert "is an administrator" in create_administrator(monkeypatch, email=None, name=None, password_stdin=False)


def test_the_command_refuses_two_different_passwords(monkeypatch):
    answers = iter([PASSWORD, "something else"])
    monkeypatch.setattr("eoi.management.commands.create_administrator.getpass", lambda prompt: next(answers))

    with pytest.raises(CommandError, match="The two passwords are different"):
        create_administrator(monkeypatch, password_stdin=False)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"password": "short"}, "at least 10 characters"),
        ({"password": ""}, "at least 10 characters"),
        ({"email": "root"}, "This is not an e-mail address"),
        ({"name": " "}, "Type the full name."),
    ],
)
def test_the_command_refuses_in_a_sentence(monkeypatch, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        create_administrator(monkeypatch, **options)
    assert not User.objects.exists()


def test_the_command_refuses_an_address_in_use(monkeypatch):
    create_administrator(monkeypatch)

    with pytest.raises(CommandError, match=r"There is an account with root@salford\.example already"):
        create_administrator(monkeypatch)
