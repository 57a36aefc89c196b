"""The members of a consortium, leads, and the history of an organisation's people, in the browser."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.identity import acting_as
from eoi.models import JoinRequest, Membership, Organisation, Role
from tests.factories.organisations import MEMBER, add_member
from tests.factories.people import make_partner, make_person, organisation_of
from tests.factories.world import (
    CLOSES,
    OPENS,
    close,
    make_open,
    open_submissions,
    start,
    submit_for,
)

pytestmark = pytest.mark.django_db

TYPED = {**vars(MEMBER), "version": "0"}
REGISTER = reverse("eoi:organisation-create")


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner(client, world):
    partner = make_partner(full_name="Pat Partner")
    client.force_login(partner)
    return partner


@pytest.fixture
def expression(world, partner):
    return start(world, partner)


def on(name, thing, *more):
    return reverse(f"eoi:{name}", args=[thing.reference, *more])


def members(expression, partner):
    with acting_as(partner):
        return list(expression.consortium_members.in_order())


class TestConsortium:
    def test_a_member_is_added_changed_and_taken_off(self, client, expression, partner):
        assertContains(client.get(on("expression-detail", expression)), "Nobody yet: you answer alone")
        assertContains(client.get(on("consortium-list", expression)), "You answer alone")

        response = client.post(on("consortium-add", expression), TYPED, follow=True)

        assertRedirects(response, on("consortium-list", expression))
        assertContains(response, "1 further organisation of 20")
        [member] = members(expression, partner)
        edit, remove = (on(f"consortium-{name}", expression, member.reference) for name in ("edit", "remove"))
        assertContains(client.get(edit), "Irwell Payroll")
        client.post(edit, {**TYPED, "version": "1", "part": "Runs\r\n the training"})
        assert members(expression, partner)[0].part == "Runs the training"
        assertContains(client.get(on("expression-detail", expression)), "1 further organisation")
        assertContains(client.get(on("expression-check", expression)), "Runs the training")
        assertContains(client.get(remove), "is deleted from your draft")
        assertContains(client.post(remove, follow=True), "is no longer a member")
        assert client.get(remove).status_code == 404

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("name", "", "Enter the name"),
            ("company_number", "QX123456", "begins with QX"),
            ("company_number", "1" * 21, "eight characters"),
            ("kind", "", "Choose what kind"),
            ("size", "", "Choose how large"),
            ("part", " ", "Say what this organisation would do"),
            ("part", "x" * 501, "the limit is 500"),
            ("contact_name", "", "name of somebody there"),
            ("contact_email", "petra", "name@organisation.example"),
        ],
    )
    def test_a_wrong_detail_gets_a_sentence_and_keeps_the_rest(
        self, client, expression, partner, field, value, sentence
    ):
        response = client.post(on("consortium-add", expression), {**TYPED, field: value})

        assertContains(response, sentence, status_code=422)
        assertContains(response, "Petra Payroll" if field != "contact_name" else "Irwell Payroll", status_code=422)
        assert not members(expression, partner)

    def test_the_second_of_two_colleagues_sees_both_and_loses_nothing(self, client, expression, partner):
        member = add_member(expression, partner)
        edit = on("consortium-edit", expression, member.reference)
        client.post(edit, {**TYPED, "version": "1", "part": "Trains"})

        response = client.post(edit, {**TYPED, "version": "1", "part": "Advises"})

        assertContains(response, "As Pat Partner saved it", status_code=409)
        assertContains(response, "Trains", status_code=409)
        assertContains(response, "Advises", status_code=409)
        client.post(edit, {**TYPED, "version": "2", "part": "Trains and advises"})
        assert members(expression, partner)[0].part == "Trains and advises"

    def test_after_the_closing_time_everything_is_read_and_nothing_changed(self, client, expression, partner, clock):
        member = add_member(expression, partner)
        clock.set(CLOSES)

        assertNotContains(client.get(on("consortium-list", expression)), "Take off")
        for name, more in (("add", ()), ("edit", (member.reference,)), ("remove", (member.reference,))):
            address = on(f"consortium-{name}", expression, *more)
            assertContains(client.get(address), "closing time has passed")
            assertContains(client.post(address, TYPED), "closing time has passed", status_code=409)
        assertContains(client.post(on("consortium-add", expression), TYPED), "Petra Payroll", status_code=409)

    def test_the_twenty_first_is_refused_on_the_page(self, client, expression, partner):
        for number in range(20):
            add_member(expression, partner, name=f"Member {number}")

        assertContains(client.get(on("consortium-list", expression)), "There can be 20 at most")
        assertContains(client.get(on("consortium-add", expression)), "at most 20")
        assertContains(client.post(on("consortium-add", expression), TYPED), "at most 20", status_code=409)

    def test_one_company_number_twice_is_flagged_and_not_blocked(self, client, expression, partner):
        add_member(expression, partner, company_number=organisation_of(partner).company_number)

        assertContains(client.get(on("consortium-list", expression)), "Company number several times")
        assertContains(client.get(on("expression-check", expression)), "Company number several times")

    def test_a_stranger_finds_nothing(self, client, expression, partner):
        member = add_member(expression, partner)
        client.force_login(make_partner())

        assert client.get(on("consortium-list", expression)).status_code == 404
        assert client.get(on("consortium-edit", expression, member.reference)).status_code == 404

    def test_readers_see_it_after_opening_and_the_receipt_keeps_it(self, client, world, partner, expression):
        add_member(expression, partner)
        submission = submit_for(world, partner)
        assertContains(client.get(on("submission-receipt", submission.expression, 1)), "Irwell Payroll")
        open_submissions(close(world))

        client.force_login(world.officer)
        assertContains(client.get(on("submission-detail", submission)), "petra@payroll.example")

    def test_the_list_asks_as_little_for_three_as_for_one(self, client, expression, partner):
        def queries():
            with CaptureQueriesContext(connection) as context:
                client.get(on("consortium-list", expression))
            return len(context)

        add_member(expression, partner)
        queries()
        one = queries()
        for _ in range(2):
            add_member(expression, partner)
        assert queries() == one


class TestRegistering:
    def test_a_number_that_is_registered_is_told_without_its_name(self, client, clock):
        clock.set(OPENS)
        first = organisation_of(make_partner())
        newcomer = make_person(Role.PROSPECTIVE_PARTNER)
        client.force_login(newcomer)
        said = {
            "name": "Northgate",
            "company_number": first.company_number,
            "kind": "company",
            "size": "large",
            "address": "1 Quay",
        }
        assertNotContains(client.get(REGISTER), "all the same")

        response = client.post(REGISTER, said)

        assertContains(response, "is registered here already", status_code=422)
        assertNotContains(response, first.name, status_code=422)
        join = f"{reverse('eoi:join-request-create')}?number={first.company_number}"
        assertContains(response, join, status_code=422)
        assertContains(client.get(join), f'value="{first.company_number}"')
        client.post(join, {"reference": first.company_number})
        assert JoinRequest.objects.get().organisation == first

        assertContains(client.post(REGISTER, {**said, "separately": "on"}, follow=True), "Northgate is registered")
        assert Organisation.objects.with_company_number(first.company_number).count() == 2

    def test_changing_to_a_number_that_is_registered_is_flagged(self, client, partner):
        other = organisation_of(make_partner())
        said = {
            "name": "Northgate",
            "company_number": other.company_number,
            "kind": "company",
            "size": "large",
            "address": "1 Quay",
        }

        response = client.post(on("organisation-edit", organisation_of(partner)), said, follow=True)

        assertContains(response, "Another organisation is registered here with the company number")
        assertNotContains(response, other.name)


class TestPeople:
    @pytest.fixture
    def colleague(self, partner):
        return make_partner(organisation_of(partner), lead=False, full_name="Cora Colleague")

    def test_the_lead_is_passed_on_after_a_page_that_asks(self, client, partner, colleague):
        organisation = organisation_of(partner)
        page = on("membership-transfer", organisation, colleague.reference)

        assertContains(client.get(page), "You become a contributor")
        assertContains(client.post(page, follow=True), "Cora Colleague is a lead of")

        assert client.get(page).status_code == 403
        assert not Membership.objects.of(partner).get().is_lead
        own = on("membership-transfer", organisation, partner.reference)
        client.force_login(colleague)
        assertContains(client.get(own), "Pass the lead on to Pat Partner?")

    def test_access_is_ended_and_the_history_keeps_the_name(self, client, partner, colleague):
        organisation = organisation_of(partner)
        page = on("membership-end", organisation, colleague.reference)
        assertContains(client.get(page), "no longer sees or changes")
        assertContains(client.post(page, follow=True), "Cora Colleague no longer acts for")

        assert client.get(page).status_code == 404
        history = client.get(on("organisation-history", organisation))
        assertContains(history, "Cora Colleague")
        assertContains(history, "by you")
        client.force_login(colleague)
        assert client.get(on("organisation-history", organisation)).status_code == 404

    def test_ones_own_place_is_not_passed_on_to_oneself_nor_ended(self, client, partner):
        organisation = organisation_of(partner)

        for name, sentence in (("transfer", "You lead already"), ("end", "leave the organisation instead")):
            page = on(f"membership-{name}", organisation, partner.reference)
            assertContains(client.get(page), sentence)
            assertContains(client.post(page), sentence, status_code=409)

    def test_the_history_asks_as_little_for_three_as_for_one(self, client, partner):
        organisation = organisation_of(partner)

        def queries():
            with CaptureQueriesContext(connection) as context:
                client.get(on("organisation-history", organisation))
            return len(context)

        queries()
        one = queries()
        for _ in range(2):
            make_partner(organisation, lead=False)
        assert queries() == one
