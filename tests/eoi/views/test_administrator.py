import pytest
from django.urls import reverse
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.person import disable_person
from eoi.actions.staff_invitation import accept_staff_invitation, invite_staff, withdraw_staff_invitation
from eoi.identity import perform
from eoi.models import StaffInvitation, User
from tests.factories.people import (
    PASSWORD,
    make_administrator,
    make_auditor,
    make_evaluator,
    make_officer,
    make_partner,
)

pytestmark = pytest.mark.django_db

LIST, INVITATIONS = reverse("eoi:person-list"), reverse("eoi:staff-invitation-list")
CREATE = reverse("eoi:staff-invitation-create")


@pytest.fixture
def administrator(client):
    administrator = make_administrator(full_name="Ada Admin")
    client.force_login(administrator)
    return administrator


def invite(administrator, number=0):
    address = f"colleague{number}@salford.example"
    return perform(invite_staff, by=administrator, email=address, full_name=f"Colleague {number}", roles=["evaluator"])


def on(name, thing):
    return reverse(f"eoi:{name}", args=[getattr(thing, "reference", None) or thing.token_digest])


def every_address(person, invitation):
    yield from (LIST, INVITATIONS, CREATE)
    yield from (on(f"person-{verb}", person) for verb in ("detail", "edit", "disable", "enable", "reset-second-factor"))
    yield from (on(f"staff-invitation-{verb}", invitation) for verb in ("withdraw", "resend"))


@pytest.mark.parametrize("make", [make_officer, make_evaluator, make_auditor, make_partner])
def test_nobody_but_an_administrator_sees_these_pages(client, make):
    administrator, person = make_administrator(), make_officer()
    invitation = invite(administrator)
    client.force_login(make())

    for address in every_address(person, invitation):
        assertContains(client.get(address), "Only an administrator", status_code=403)
        assert client.post(address).status_code in (403, 405)
    assert User.objects.get(pk=person.pk).is_active


def test_an_administrator_sees_every_one_of_these_pages(client, administrator):
    invitation = invite(administrator)

    for address in every_address(make_officer(), invitation):
        assert client.get(address).status_code == 200


def test_the_list_names_people_roles_and_disabled_accounts(client, administrator):
    officer, evaluator = make_officer(full_name="Olive Officer"), make_evaluator(full_name="Eve Evaluator")
    perform(disable_person, by=administrator, person=evaluator)

    page = client.get(LIST)

    assertContains(page, "3 people")
    assertContains(page, on("person-detail", officer))
    assertContains(page, "Procurement officer")
    assertContains(page, "Disabled", count=1)


def test_the_list_is_narrowed_by_words_and_role_and_says_so(client, administrator):
    make_officer(full_name="Olive Officer"), make_evaluator(full_name="Eve Evaluator")

    assertContains(client.get(LIST, {"words": "olive"}), "1 person of 3")
    assertContains(client.get(LIST, {"words": "EXAMPLE.ORG", "role": "evaluator"}), "Eve Evaluator")
    assertNotContains(client.get(LIST, {"role": "evaluator"}), "Olive Officer")


def test_a_search_that_finds_nobody_offers_the_way_back(client, administrator):
    page = client.get(LIST, {"words": "nobody of that name"})

    assertContains(page, "Nobody fits")
    assertContains(page, "Show everybody")


@pytest.mark.parametrize("query", [{"role": "king"}, {"words": "a\x00b"}, {"page": "x"}, {"page": "99"}])
def test_a_wrong_search_narrows_nothing(client, administrator, query):
    assertContains(client.get(LIST, query), "Ada Admin")


def test_the_list_has_fifty_rows_a_page(client, administrator):
    User.objects.bulk_create(User(email=f"p{n}@example.org", full_name=f"Person {n:03d}") for n in range(60))

    page = client.get(LIST, {"words": "Person 0", "page": 2})

    assertContains(page, "60 people of 61")
    assert len(page.context["page_obj"].object_list) == 10
    assertContains(page, "words=Person+0&amp;page=1")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(client, administrator, rows, django_assert_num_queries):
    for _ in range(rows - 1):
        make_officer()
    with django_assert_num_queries(16):
        client.get(LIST)


def test_a_person_of_another_reference_is_not_found(client, administrator):
    assert client.get(reverse("eoi:person-detail", args=["P-2222-2222"])).status_code == 404
    assert client.get(reverse("eoi:staff-invitation-withdraw", args=["0" * 64])).status_code == 404


def test_a_person_shows_every_invitation_to_their_address(client, administrator):
    perform(withdraw_staff_invitation, by=administrator, invitation=invite(administrator))
    person = perform(accept_staff_invitation, by=None, invitation=invite(administrator), password=PASSWORD)

    page = client.get(on("person-detail", person))

    assertContains(page, "Withdrawn")
    assertContains(page, "Accepted")
    assertContains(page, "Not set up yet")


def test_roles_are_changed_and_the_page_says_so(client, administrator):
    person = make_officer(full_name="Olive Officer")

    page = client.post(on("person-edit", person), {"roles": ["approver", "evaluator"]}, follow=True)

    assertContains(page, "Olive Officer is now: Evaluator, Approver.")


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [
        (["auditor", "evaluator"], "An auditor changes nothing"),
        (["administrator", "evaluator"], "An administrator sees no content"),
        ([], "Choose at least one role."),
        (["prospective-partner"], "prospective-partner is not a role of council staff"),
        (["king"], "king is not a role of council staff"),
    ],
)
def test_wrong_roles_get_a_sentence_and_stay_chosen(client, administrator, roles, sentence):
    person = make_officer()

    page = client.post(on("person-edit", person), {"roles": roles})

    assertContains(page, sentence)
    assertContains(page, "There is a problem")
    assert page.context["form"]["roles"].value() == roles
    assert User.objects.get(pk=person.pk).roles == {"procurement-officer"}


def test_the_roles_of_a_partner_are_explained_instead(client, administrator):
    partner = make_partner()

    assertContains(client.get(on("person-edit", partner)), "is not council staff")
    assertContains(
        client.post(on("person-edit", partner), {"roles": ["evaluator"]}), "is not council staff", status_code=409
    )
    assertNotContains(client.get(on("person-detail", partner)), on("person-edit", partner))


def test_disabling_is_confirmed_first_and_can_be_undone(client, administrator):
    person = make_officer(full_name="Olive Officer")

    assertContains(client.get(on("person-disable", person)), "signed out everywhere at once")
    assert User.objects.get(pk=person.pk).is_active
    assertContains(client.post(on("person-disable", person), follow=True), "The account of Olive Officer is disabled")
    assertContains(client.post(on("person-enable", person), follow=True), "Olive Officer can sign in again.")
    assert User.objects.get(pk=person.pk).is_active


def test_disabling_oneself_is_explained_and_refused(client, administrator):
    assertContains(client.get(on("person-disable", administrator)), "cannot disable your own account")
    assertContains(client.post(on("person-disable", administrator)), "cannot disable your own", status_code=409)
    assertNotContains(client.get(on("person-detail", administrator)), on("person-disable", administrator))


def test_a_second_factor_is_reset_after_a_page_that_says_what_follows(client, administrator):
    person = make_officer(full_name="Olive Officer")
    reset = on("person-reset-second-factor", person)

    assertContains(client.get(on("person-detail", person)), reset)
    assertContains(client.get(reset), "telephone them at a number that you already have")
    assertContains(client.post(reset, follow=True), "The second factor of Olive Officer is reset")
    assertContains(client.get(on("person-detail", person)), "Not set up yet")
    assertNotContains(client.get(on("person-detail", person)), reset)
    assertContains(client.get(reset), "no second factor to reset")


def test_resetting_one_s_own_second_factor_is_explained_and_refused(client, administrator):
    reset = on("person-reset-second-factor", administrator)

    assertNotContains(client.get(on("person-detail", administrator)), reset)
    assertContains(client.post(reset), "cannot reset your own second factor", status_code=409)


def test_after_the_reset_a_colleague_sets_up_a_new_second_factor(client, administrator):
    person = make_officer()
    client.post(on("person-reset-second-factor", person))
    client.logout()

    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    assertRedirects(
        client.get(reverse("eoi:officer-start")), reverse("mfa_activate_totp"), fetch_redirect_response=False
    )


def test_a_colleague_is_invited_by_mail(client, administrator, mail_queue):
    wanted = {"full_name": "Niamh O'Neill", "email": "Niamh@salford.example", "roles": ["evaluator", "approver"]}

    page = client.post(CREATE, wanted, follow=True)

    assertRedirects(page, INVITATIONS)
    assertContains(page, "The invitation is on its way to niamh@salford.example")
    assertContains(page, "1 invitation · not accepted yet")
    assert "as: Approver, Evaluator." in Email.objects.get().message


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"full_name": ""}, "Type the full name."),
        ({"full_name": "x" * 121}, "The full name has 121 characters. The limit is 120: shorten it."),
        ({"full_name": "Ada\x00"}, "The full name has a character in it that cannot be shown"),
        ({"full_name": "Ada \u202eadA"}, "The full name has a character in it that cannot be shown"),
        ({"full_name": "Ada\nBcc: x"}, "The full name has a character in it that cannot be shown"),
        ({"email": "nobody"}, "This is not an e-mail address."),
        ({"email": ""}, "Type the e-mail address."),
        ({"roles": []}, "Choose at least one role."),
        ({"roles": ["auditor", "approver"]}, "An auditor changes nothing"),
        ({"roles": ["administrator", "approver"]}, "An administrator sees no content"),
    ],
)
def test_a_wrong_invitation_gets_a_sentence_and_keeps_what_was_typed(client, administrator, wrong, sentence):
    wanted = {"full_name": "Niamh Neill", "email": "niamh@salford.example", "roles": ["evaluator"], **wrong}

    page = client.post(CREATE, wanted)

    assertContains(page, sentence)
    assertContains(page, "There is a problem")
    assertContains(page, wanted["email"])
    assert not StaffInvitation.objects.exists()


def test_inviting_an_address_in_use_links_to_the_person(client, administrator):
    officer = make_officer()

    page = client.post(CREATE, {"full_name": "X", "email": officer.email, "roles": ["evaluator"]})

    assertContains(page, on("person-detail", officer))
    assertContains(page, "has an account with this address")


def test_an_invitation_is_withdrawn_after_a_confirmation(client, administrator):
    invitation = invite(administrator)

    assertContains(client.get(on("staff-invitation-withdraw", invitation)), "stops working")
    assertContains(client.post(on("staff-invitation-withdraw", invitation), follow=True), "No invitation is waiting")
    assertContains(
        client.post(on("staff-invitation-withdraw", invitation)), "This invitation has been withdrawn.", status_code=409
    )


def test_an_invitation_is_sent_again(client, administrator, mail_queue):
    invitation = invite(administrator)

    page = client.post(on("staff-invitation-resend", invitation), follow=True)

    assertContains(page, "is on its way to colleague0@salford.example again.")
    assert Email.objects.count() == 2


def test_an_invitation_out_of_date_is_shown_as_such(client, administrator, clock):
    invitation = invite(administrator)
    clock.set(invitation.expires_at)

    assertContains(client.get(INVITATIONS), "Out of date")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_invitations_cost_the_same_for_one_and_for_three(client, administrator, rows, django_assert_num_queries):
    for number in range(rows):
        invite(administrator, number)
    with django_assert_num_queries(11):
        client.get(INVITATIONS)
