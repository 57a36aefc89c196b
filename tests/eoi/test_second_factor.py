import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.http import HttpResponse
from django.urls import clear_url_caches, include, path, reverse
from pytest_django.asserts import assertContains, assertRedirects

from eoi.second_factor import FRESH_SECONDS, fresh_second_factor_required, has_second_factor
from tests.factories.people import PASSWORD, TOTP_SECRET, make_administrator, make_partner, make_person

pytestmark = pytest.mark.django_db

PEOPLE = reverse("eoi:person-list")
ACTIVATE = reverse("mfa_activate_totp")
CONFIRM = "/confirm-something/"


@fresh_second_factor_required
def confirm_something(request):
    return HttpResponse(f"{request.method} confirmed with {request.POST.get('reason', '')}")


urlpatterns = [path("confirm-something/", confirm_something), path("", include("salford_partnering.urls"))]


@pytest.fixture
def page_that_asks(settings):
    settings.ROOT_URLCONF = __name__
    clear_url_caches()
    yield
    clear_url_caches()


def code_at(moment):
    return format_hotp_value(hotp_value(TOTP_SECRET, int(moment) // 30))


def administrator_without():
    administrator = make_administrator()
    Authenticator.objects.filter(user=administrator).delete()
    return administrator


def sign_in(client, person):
    return client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


def test_staff_without_a_second_factor_see_no_page_but_its_activation(client):
    client.force_login(administrator_without())

    assertRedirects(client.get(PEOPLE), ACTIVATE, fetch_redirect_response=False)
    assertRedirects(client.post(reverse("eoi:staff-invitation-create")), ACTIVATE, fetch_redirect_response=False)


def test_the_activation_asks_for_the_password_and_does_not_lead_back_to_itself(client):
    administrator = administrator_without()
    sign_in(client, administrator)

    asked = client.get(ACTIVATE)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert client.get(asked["Location"]).status_code == 200
    assertRedirects(client.post(asked["Location"], {"password": PASSWORD}), ACTIVATE)

    client.get(ACTIVATE)
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    done = client.post(ACTIVATE, {"code": code})
    assertRedirects(done, reverse("mfa_view_recovery_codes"))
    assert has_second_factor(administrator)
    assert client.get(PEOPLE).status_code == 200


def test_an_unverified_address_which_prevents_the_activation_makes_no_loop(client):
    administrator = administrator_without()
    administrator.emailaddress_set.create(email="second@example.org", verified=False)
    sign_in(client, administrator)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    page = client.get(ACTIVATE, follow=True)

    assert page.status_code == 200
    assert page.request["PATH_INFO"] == reverse("mfa_index")
    assert client.get(reverse("account_email")).status_code == 200


def test_the_next_sign_in_asks_for_a_code_before_any_page(client):
    administrator = make_administrator()

    assertRedirects(sign_in(client, administrator), reverse("mfa_authenticate"))
    assert client.get(PEOPLE).status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code_at(time.time())})
    assert client.get(PEOPLE).status_code == 200


def test_a_wrong_code_is_refused(client):
    sign_in(client, make_administrator())

    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert client.get(PEOPLE).status_code == 302


def test_signing_out_needs_no_second_factor(client):
    client.force_login(administrator_without())

    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session


def test_partners_need_no_second_factor(client):
    client.force_login(make_partner())

    assert client.get(PEOPLE).status_code == 403


def test_somebody_without_any_role_needs_none(client):
    client.force_login(make_person())

    assert client.get(PEOPLE).status_code == 403


def test_nothing_is_asked_in_the_demonstration(client, settings):
    settings.DEMO = True
    client.force_login(administrator_without())

    assert client.get(PEOPLE).status_code == 200


def test_pages_of_help_and_health_need_none(client):
    client.force_login(administrator_without())

    assert client.get(reverse("health")).status_code == 200


def test_a_fresh_code_is_asked_for_even_straight_after_the_sign_in(client, page_that_asks):
    administrator = make_administrator()
    sign_in(client, administrator)
    client.post(reverse("mfa_authenticate"), {"code": code_at(time.time())})

    asked = client.get(CONFIRM)

    assertRedirects(asked, f"{reverse('mfa_reauthenticate')}?next=%2Fconfirm-something%2F")


def test_after_the_code_what_was_posted_is_carried_out(client, page_that_asks):
    client.force_login(make_administrator())

    asked = client.post(CONFIRM, {"reason": "closing record read"})
    done = client.post(asked["Location"], {"code": code_at(time.time())})

    assertContains(done, "POST confirmed with closing record read")
    assertContains(client.get(CONFIRM), "GET confirmed")


def test_a_password_is_no_second_factor(client, page_that_asks):
    client.force_login(make_administrator())
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert client.get(CONFIRM).status_code == 302


@pytest.mark.parametrize(("age", "status"), [(FRESH_SECONDS - 5, 200), (FRESH_SECONDS + 5, 302)])
def test_a_code_stays_fresh_for_a_quarter_of_an_hour(client, page_that_asks, age, status):
    client.force_login(make_administrator())
    client.post(reverse("mfa_reauthenticate"), {"code": code_at(time.time())})
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= age
    session.save()

    assert client.get(CONFIRM).status_code == status


def test_no_fresh_code_is_asked_for_in_the_demonstration(client, page_that_asks, settings):
    settings.DEMO = True
    client.force_login(make_administrator())

    assertContains(client.get(CONFIRM), "GET confirmed")
