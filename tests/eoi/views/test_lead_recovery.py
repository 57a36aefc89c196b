"""A new lead where nobody can act, as officers, administrators and the organisation's own people meet it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.models import LeadRecovery, Membership, Role
from tests.factories.organisations import record_recovery
from tests.factories.people import (
    make_administrator,
    make_approver,
    make_officer,
    make_organisation,
    make_partner,
    make_person,
    organisation_of,
)
from tests.factories.world import OPENS, make_open, submit_for

pytestmark = pytest.mark.django_db

LIST, CREATE = reverse("eoi:lead-recovery-list"), reverse("eoi:lead-recovery-create")


@pytest.fixture
def lead(clock):
    clock.set(OPENS)
    return make_partner(full_name="Lena Lead")


@pytest.fixture
def organisation(lead):
    return organisation_of(lead)


@pytest.fixture
def person():
    return make_person(Role.PROSPECTIVE_PARTNER, full_name="Sam Stranger", email="sam@example.org")


@pytest.fixture
def officer(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


def typed(named, **changes):
    said = {"organisation": named.reference, "email": "sam@example.org", "identity_check": "called-back"}
    return {**said, "evidence": "Rang the number in the register.", **changes}


def page(recovery, name="detail"):
    return reverse(f"eoi:lead-recovery-{name}", args=[recovery.reference])


@pytest.mark.parametrize("by_number", [False, True])
def test_an_officer_records_it_by_reference_or_number_and_prints_the_letter(
    client, officer, organisation, person, by_number
):
    assertContains(client.get(LIST), "Nobody has asked")
    named = organisation.company_number if by_number else organisation.reference.lower()

    response = client.post(CREATE, typed(organisation, organisation=named), follow=True)

    recovery = LeadRecovery.objects.get()
    assertRedirects(response, page(recovery))
    assertContains(response, "You recorded this request")
    assertContains(client.get(page(recovery, "letter")), "1" if by_number else recovery.reference)
    assertContains(client.get(LIST), "Waits for objections")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("organisation", "", "reference or company number"),
        ("organisation", "ORG-2222-2222", "No organisation is registered here as ORG-2222-2222"),
        ("email", "nobody@example.org", "Nobody has an account with nobody@example.org"),
        ("email", "nobody", "name@organisation.example"),
        ("identity_check", "", "Choose how you made sure"),
        ("evidence", "", "Say how identity was checked"),
        ("evidence", "x" * 2001, "the limit is 2000"),
    ],
)
def test_a_wrong_detail_gets_a_sentence_and_keeps_the_rest(
    client, officer, organisation, person, field, value, sentence
):
    response = client.post(CREATE, typed(organisation, **{field: value}))

    assertContains(response, sentence, status_code=422)
    assertContains(response, "Rang the number" if field != "evidence" else "sam@example.org", status_code=422)
    assert not LeadRecovery.objects.exists()


def test_a_number_that_several_have_asks_for_the_reference(client, officer, lead, organisation, person):
    make_organisation(created_by=lead, company_number=organisation.company_number)

    response = client.post(CREATE, typed(organisation, organisation=organisation.company_number))

    assertContains(response, "Several organisations are registered here", status_code=422)


def test_an_account_of_the_council_is_refused_and_what_was_typed_is_kept(client, officer, organisation):
    response = client.post(CREATE, typed(organisation, email=make_officer().email))

    assertContains(response, "Ask them to sign up with it first", status_code=409)
    assertContains(response, "Rang the number", status_code=409)


def test_nothing_that_the_organisation_prepares_is_told(client, clock, person):
    world = make_open(clock)
    submission = submit_for(world)
    client.force_login(world.officer)
    recovery = record_recovery(submission.expression.organisation, person)

    for address in (LIST, page(recovery), page(recovery, "letter"), page(recovery, "cancel")):
        response = client.get(address)
        for secret in (submission.expression.reference, world.advert.reference, world.advert.title, "draft"):
            assertNotContains(response, secret)


def test_a_second_person_is_asked_for_a_code_and_makes_them_a_lead(client, organisation, person, clock, settings):
    recovery, second = record_recovery(organisation, person), make_administrator()
    client.force_login(second)
    assertContains(client.get(page(recovery, "confirm")), "may object until")
    assertContains(client.post(page(recovery, "confirm")), "may object until", status_code=409)
    clock.set(recovery.objection_until)

    assert "reauthenticate" in client.get(page(recovery, "confirm")).url
    settings.DEMO = True  # where no code is asked for
    assertContains(client.post(page(recovery, "confirm"), {"note": " "}), "Say what you checked", status_code=422)
    response = client.post(page(recovery, "confirm"), {"note": "Rang as well."}, follow=True)

    assertContains(response, "Sam Stranger is a lead of")
    assert Membership.objects.of(person).get().is_lead
    assertContains(client.post(page(recovery, "confirm"), {"note": "x"}), "has been confirmed", status_code=409)


def test_who_recorded_it_is_told_that_another_confirms(client, officer, organisation, person, clock):
    recovery = record_recovery(organisation, person, by=officer)
    clock.set(recovery.objection_until)

    assertContains(client.get(page(recovery, "confirm")), "another officer or administrator")
    assertContains(client.post(page(recovery, "confirm")), "another officer or administrator", status_code=409)


def test_what_waits_for_the_second_person_is_on_their_start_page(client, organisation, person, clock):
    recovery = record_recovery(organisation, person)
    clock.set(recovery.objection_until)

    client.force_login(make_officer())
    assertContains(client.get(reverse("eoi:officer-start")), f"Confirm the new lead of {organisation.name}")
    client.force_login(recovery.recorded_by)
    assertNotContains(client.get(reverse("eoi:officer-start")), "Confirm the new lead")
    client.force_login(make_administrator())
    assertContains(client.get(reverse("eoi:person-list")), "1 to confirm")


def test_a_lead_reads_of_it_and_stops_it(client, lead, organisation, person):
    recovery = record_recovery(organisation, person)
    client.force_login(lead)
    assertContains(client.get(reverse("eoi:partner-start")), "The council was asked to make Sam Stranger a lead")
    assertContains(client.get(reverse("eoi:organisation-detail", args=[organisation.reference])), "Stop this request")

    assertContains(client.get(page(recovery, "stop")), "If you stop it, nothing changes")
    assertContains(client.post(page(recovery, "stop"), follow=True), "You stopped it")

    assertContains(client.post(page(recovery, "stop")), "was stopped by a lead", status_code=409)
    client.force_login(recovery.recorded_by)
    assertContains(client.get(page(recovery)), "Stopped by a lead")
    assertContains(client.get(page(recovery, "cancel")), "This cannot be done now")


def test_a_contributor_reads_of_it_and_a_stranger_does_not(client, organisation, person):
    recovery = record_recovery(organisation, person)
    client.force_login(make_partner(organisation, lead=False))
    assertContains(client.get(reverse("eoi:organisation-detail", args=[organisation.reference])), "tell a lead of your")
    assert client.get(page(recovery, "stop")).status_code == 403

    client.force_login(make_partner())
    assert client.get(page(recovery, "stop")).status_code == 404


def test_it_is_taken_back_with_a_reason(client, officer, organisation, person):
    recovery = record_recovery(organisation, person)

    assertContains(client.post(page(recovery, "cancel"), {"reason": ""}), "Say why", status_code=422)
    response = client.post(page(recovery, "cancel"), {"reason": "The wrong organisation"}, follow=True)

    assertContains(response, "is taken back")
    assertContains(response, "The wrong organisation")


def test_approvers_and_partners_have_nothing_to_do_here(client, lead):
    for somebody in (make_approver(), lead):
        client.force_login(somebody)
        assert client.get(LIST).status_code == 403


def test_the_list_asks_as_little_for_three_as_for_one(client, officer, person):
    def queries():
        with CaptureQueriesContext(connection) as context:
            client.get(LIST)
        return len(context)

    record_recovery(organisation_of(make_partner()), person)
    queries()
    one = queries()
    for _ in range(2):
        record_recovery(organisation_of(make_partner()), person)
    assert queries() == one
