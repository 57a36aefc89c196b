"""Consortia and new leads, reached as the product reaches them."""

from eoi.actions.consortium import MemberDetails, add_consortium_member
from eoi.actions.lead_recovery import record_recovery as record
from eoi.identity import perform
from eoi.models import ConsortiumMember, ExpressionOfInterest, LeadRecovery, Organisation, User
from tests.factories.people import make_officer

MEMBER = MemberDetails(
    name="Irwell Payroll",
    kind="company",
    size="small",
    part="Runs the payroll",
    contact_name="Petra Payroll",
    contact_email="petra@payroll.example",
    company_number="04811274",
)


def add_member(expression: ExpressionOfInterest, partner: User, **changes: str) -> ConsortiumMember:
    details = MemberDetails(**{**vars(MEMBER), **changes})
    return perform(add_consortium_member, by=partner, expression=expression, details=details)


def record_recovery(organisation: Organisation, person: User, *, by: User | None = None) -> LeadRecovery:
    said = {"identity_check": "called-back", "evidence": "Rang the number in the register: the lead has left."}
    return perform(record, by=by or make_officer(), organisation=organisation, new_lead=person, **said)
