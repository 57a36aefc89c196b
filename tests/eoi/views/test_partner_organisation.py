"""Organisations and their people, in the browser: the lead, the contributor, the stranger, council staff."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.membership import ask_to_join, invite_colleague
from eoi.models import Membership, MembershipInvitation, Organisation, Role
from tests.factories.people import make_officer, make_partner, make_person, organisation_of
from tests.factories.world import OPENS, make_open, perform

pytestmark = pytest.mark.django_db

CREATE, START, JOIN = (
    reverse(f"eoi:{name}") for name in ("organisation-create", "partner-start", "join-request-create")
)
TYPED = {
    "name": "Northgate",
    "company_number": "sc 123456",
    "kind": "company",
    "size": "large",
    "address": "1 Quay\r\nSalford",
}


@pytest.fixture
def lead(clock, client):
    clock.set(OPENS)
    lead = make_partner(full_name="Lena Lead")
    client.force_login(lead)
    return lead


@pytest.fixture
def organisation(lead):
    return organisation_of(lead)


def on(name, organisation, *more):
    return reverse(f"eoi:{name}", args=[organisation.reference, *more])


def test_registering_an_organisation_leads_back_to_the_start(client):
    client.force_login(make_person(Role.PROSPECTIVE_PARTNER))

    response = client.post(CREATE, TYPED, follow=True)

    assertRedirects(response, START)
    assertContains(response, "Northgate is registered")
    organisation = Organisation.objects.get()
    assert (organisation.company_number, organisation.address) == ("SC123456", "1 Quay\nSalford")


def test_coming_from_an_advert_leads_back_to_it(client, clock):
    world = make_open(clock)
    client.force_login(make_person(Role.PROSPECTIVE_PARTNER))
    start = reverse("eoi:expression-start", args=[world.advert.reference])

    first = client.get(start)
    response = client.post(first.url, TYPED)

    assert first.url.startswith(CREATE)
    assertRedirects(response, start)


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "not-a-page", "eoi:partner-start"]
)
def test_registering_never_leads_elsewhere(client, elsewhere):
    client.force_login(make_person(Role.PROSPECTIVE_PARTNER))

    assertRedirects(client.post(f"{CREATE}?next={elsewhere}", TYPED), START)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Enter the name"),
        ("name", "x" * 161, "the limit is 160"),
        ("name", "North\x00gate", "NUL characters"),
        ("name", "North\u202egate", "reverse the direction"),
        ("company_number", "123", "has eight characters"),
        ("kind", "", "Choose what kind"),
        ("size", "huge", "Choose one of the sizes listed"),
        ("address", "", "Enter the address"),
    ],
)
def test_a_wrong_detail_gets_a_sentence_and_keeps_the_rest(client, field, value, sentence):
    client.force_login(make_person(Role.PROSPECTIVE_PARTNER))

    response = client.post(CREATE, {**TYPED, field: value})

    assertContains(response, sentence, status_code=422)
    assertContains(response, "There is a problem", status_code=422)
    assertContains(response, "1 Quay" if field != "address" else "Northgate", status_code=422)
    assert not Organisation.objects.exists()


def test_what_was_taken_out_of_a_name_is_not_there_the_second_time(client):
    client.force_login(make_person(Role.PROSPECTIVE_PARTNER))

    response = client.post(CREATE, {**TYPED, "name": "North\x00\u202egate"})

    assertContains(response, 'value="Northgate"', status_code=422)


def test_a_lead_edits_and_a_contributor_does_not(client, organisation):
    response = client.post(on("organisation-edit", organisation), TYPED, follow=True)
    assertContains(response, "details are saved")
    assertContains(response, "Northgate")

    client.force_login(make_partner(organisation, lead=False))
    assert client.get(on("organisation-edit", organisation)).status_code == 403
    assertNotContains(client.get(on("organisation-detail", organisation)), "Invite a colleague</a>")


LED = ["organisation-detail", "organisation-edit", "membership-invite", "membership-leave"]


@pytest.mark.parametrize("name", LED)
def test_a_strangers_organisation_is_not_there(client, organisation, name):
    client.force_login(make_partner())

    assert client.get(on(name, organisation)).status_code == 404


@pytest.mark.parametrize("name", LED)
def test_council_staff_have_no_business_here(client, organisation, name):
    client.force_login(make_officer())

    assert client.get(on(name, organisation)).status_code in (302, 403)


def test_the_people_page_costs_the_same_with_one_and_with_three(client, organisation):
    with CaptureQueriesContext(connection) as one:
        client.get(on("organisation-detail", organisation))
    for _ in range(2):
        make_partner(organisation, lead=False)

    with CaptureQueriesContext(connection) as three:
        client.get(on("organisation-detail", organisation))

    assert len(three) == len(one)


def test_an_invitation_goes_from_the_form_through_the_mail_to_a_membership(client, organisation):
    response = client.post(
        on("membership-invite", organisation), {"email": "anna@example.org", "role": "contributor"}, follow=True
    )
    assertContains(response, "anna@example.org")
    link = re.search(r"/partner/invitations/\S+", Email.objects.get().message).group()

    anna = make_person(Role.PROSPECTIVE_PARTNER, email="anna@example.org")
    client.force_login(anna)
    assertContains(client.get(START), "invites you to work for")
    assertContains(client.get(link), "Accept the invitation")
    response = client.post(link, follow=True)

    assertContains(response, "You now act for")
    assert Membership.objects.of(anna).exists()
    assertContains(client.get(link), "accepted already")
    assertContains(client.post(link), "accepted already", status_code=409)


def test_signing_in_comes_before_accepting(client, organisation, lead):
    invitation = perform(invite_colleague, by=lead, organisation=organisation, email="anna@example.org")
    client.logout()

    link = reverse("eoi:membership-accept", args=[invitation.token_digest])
    assert link in client.get(link).url


def test_an_unknown_invitation_gets_a_page_that_says_so(client, lead):
    response = client.get(reverse("eoi:membership-accept", args=["x" * 32]))

    assertContains(response, "We do not know this invitation", status_code=404)


def test_a_wrong_address_to_invite_gets_a_sentence(client, organisation, lead):
    invite = on("membership-invite", organisation)

    assertContains(client.post(invite, {"email": "anna"}), "name@organisation.example", status_code=422)
    assertContains(client.post(invite, {"email": lead.email, "role": "contributor"}), "already", status_code=422)


def test_withdrawing_an_invitation_asks_first(client, organisation, lead):
    invitation = perform(invite_colleague, by=lead, organisation=organisation, email="anna@example.org")
    page = on("membership-invitation-withdraw", organisation, invitation.token_digest)

    assertContains(client.get(page), "Withdraw this invitation?")
    assert MembershipInvitation.objects.get().withdrawn_at is None
    assertContains(client.post(page, follow=True), "no longer works")


def test_asking_to_join_says_the_same_whether_the_organisation_exists_or_not(client, organisation):
    client.force_login(make_person(Role.PROSPECTIVE_PARTNER))

    known = client.post(JOIN, {"reference": organisation.reference.lower()}, follow=True)
    unknown = client.post(JOIN, {"reference": "ORG-2222-2222"}, follow=True)

    there, not_there = (re.sub(r"csrfmiddlewaretoken.*?>", "", page.text) for page in (known, unknown))
    assert there.replace(organisation.reference, "") == not_there.replace("ORG-2222-2222", "")
    assertContains(client.post(JOIN, {"reference": "Northgate"}), "looks like ORG-7K4Q-2M9X", status_code=422)


@pytest.mark.parametrize(("decision", "sentence"), [("accept", "now acts for"), ("decline", "was declined")])
def test_a_lead_decides_on_a_request(client, organisation, decision, sentence):
    stranger = make_person(Role.PROSPECTIVE_PARTNER, full_name="Sam Stranger")
    perform(ask_to_join, by=stranger, reference=organisation.reference)
    assertContains(client.get(START), "Sam Stranger asks to work for")

    page = on("join-request-decide", organisation, stranger.reference)
    assertContains(client.get(page), "Let Sam Stranger join?")
    assertContains(client.post(page), "Accept or decline the request", status_code=409)
    assertContains(client.post(page, {"decision": decision}, follow=True), sentence)
    assert client.get(page).status_code == 404


def test_making_a_lead_and_leaving(client, organisation, lead):
    leave = on("membership-leave", organisation)
    assertContains(client.get(leave), "Make a colleague a lead first")
    assertContains(client.post(leave), "Make a colleague a lead first", status_code=409)
    colleague = make_partner(organisation, lead=False, full_name="Cora Colleague")

    page = on("membership-make-lead", organisation, colleague.reference)
    assertContains(client.get(page), "Make Cora Colleague a lead?")
    assertContains(client.post(page, follow=True), "is now a lead")
    assertContains(client.get(leave), "Leave this organisation")
    assertContains(client.post(leave, follow=True), "You no longer act for")
    assert not Membership.objects.of(lead).exists()
