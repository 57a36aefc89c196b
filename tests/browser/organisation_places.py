"""Requests for a new lead in every state, and consortia."""

from eoi.actions.lead_recovery import stop_recovery
from eoi.identity import acting_as, perform
from eoi.models import ConsortiumMember, ExpressionOfInterest, LeadRecovery, Role
from tests.browser.adverts import made
from tests.browser.people import People
from tests.factories.organisations import add_member, record_recovery
from tests.factories.people import make_partner, make_person, organisation_of
from tests.factories.world import start

LONG_PART = "Runs the payroll and the pensions of all the partners, and answers for the people who do it now. " * 4


class OrganisationPlaces(People):
    @made
    def waiting_recovery(self) -> LeadRecovery:
        """Its lead may still object."""
        person = make_person(Role.PROSPECTIVE_PARTNER, full_name="Rosalind Recovery-Wetherington")
        return record_recovery(organisation_of(make_partner()), person, by=self.officer)

    @made
    def confirmable_recovery(self) -> LeadRecovery:
        """No lead's account is active."""
        person = make_person(Role.PROSPECTIVE_PARTNER, full_name="Remy Returning")
        return record_recovery(organisation_of(make_partner(is_active=False)), person, by=self.officer)

    @made
    def stopped_recovery(self) -> LeadRecovery:
        person = make_person(Role.PROSPECTIVE_PARTNER, full_name="Stella Stopped")
        lead = make_partner()
        return perform(stop_recovery, by=lead, recovery=record_recovery(organisation_of(lead), person))

    @property
    def waiting_lead(self):
        return self.waiting_recovery.organisation.memberships.get().user

    @property
    def stopping_lead(self):
        return self.stopped_recovery.objected_by

    @made
    def consorting(self) -> ExpressionOfInterest:
        """Three further organisations, two with one company number."""
        partner = make_partner()
        expression = start(self.open, partner)
        add_member(expression, partner, name="The Greater Irwell Valley Payroll and Pensions Alliance", part=LONG_PART)
        add_member(expression, partner, name="Irwell Payroll Services")
        add_member(expression, partner, name="Ordsall Trainers", company_number="")
        return expression

    @property
    def consortium_member(self) -> ConsortiumMember:
        """The last; read past the seal, as the one who wrote it."""
        with acting_as(self.consorting.started_by):
            return self.consorting.consortium_members.in_order().last()
