"""Registering an organisation and changing its details."""

import pytest

from eoi.actions.organisation import OrganisationDetails, create_organisation, edit_organisation
from eoi.models import AuditEvent, Membership, MembershipRole, Organisation, Role
from eoi.problems import ActionRefused
from tests.factories.people import make_officer, make_partner, make_person, organisation_of
from tests.factories.world import close, fill_in, make_open, perform, start

pytestmark = pytest.mark.django_db

DETAILS = OrganisationDetails(
    name="Northgate", company_number="04811273", kind="company", size="large", address="1 Quay\nSalford"
)


def test_whoever_registers_an_organisation_leads_it():
    partner = make_person(Role.PROSPECTIVE_PARTNER)

    organisation = perform(create_organisation, by=partner, details=DETAILS)

    assert Membership.objects.of(partner).get().role == MembershipRole.LEAD
    event = AuditEvent.objects.get(action="organisation.create")
    assert event.subject_reference == organisation.reference
    assert "Northgate" not in str(event.after)


def test_council_staff_cannot_register_an_organisation():
    with pytest.raises(ActionRefused):
        perform(create_organisation, by=make_officer(), details=DETAILS)

    assert not Organisation.objects.exists()


def test_two_organisations_may_have_one_company_number():
    """P17: flagged to officers, never blocked."""
    first, second = make_person(Role.PROSPECTIVE_PARTNER), make_person(Role.PROSPECTIVE_PARTNER)

    perform(create_organisation, by=first, details=DETAILS)
    perform(create_organisation, by=second, details=DETAILS)

    assert Organisation.objects.with_company_number("04811273").count() == 2


def test_a_lead_changes_the_details(clock):
    partner = make_partner()
    organisation = organisation_of(partner)

    perform(edit_organisation, by=partner, organisation=organisation, details=DETAILS)

    organisation.refresh_from_db()
    assert organisation.name == "Northgate"
    assert AuditEvent.objects.get(action="organisation.edit").after["changed"] == [
        "address",
        "company_number",
        "name",
        "size",
    ]


def test_saving_the_same_details_records_nothing(clock):
    partner = make_partner()
    perform(edit_organisation, by=partner, organisation=organisation_of(partner), details=DETAILS)
    perform(edit_organisation, by=partner, organisation=organisation_of(partner), details=DETAILS)

    assert AuditEvent.objects.filter(action="organisation.edit").count() == 1


def test_a_contributor_does_not_change_the_details(clock):
    organisation = organisation_of(make_partner())
    contributor = make_partner(organisation, lead=False)

    with pytest.raises(ActionRefused, match="Only a lead"):
        perform(edit_organisation, by=contributor, organisation=organisation, details=DETAILS)


def test_changed_details_make_open_drafts_be_checked_again(clock):
    """What is sealed holds the details, so a check made before no longer covers them."""
    world, partner = make_open(clock), make_partner()
    expression = fill_in(start(world, partner), partner)
    before = expression.draft_version

    perform(edit_organisation, by=partner, organisation=expression.organisation, details=DETAILS)

    expression.refresh_from_db()
    assert expression.draft_version == before + 1


def test_changed_details_leave_closed_drafts_alone(clock):
    world, partner = make_open(clock), make_partner()
    expression = fill_in(start(world, partner), partner)
    before = expression.draft_version
    close(world)

    perform(edit_organisation, by=partner, organisation=expression.organisation, details=DETAILS)

    expression.refresh_from_db()
    assert expression.draft_version == before
