"""Leads, new leads by the council, consortia: what changes who acts for an organisation, and with whom it answers."""

from eoi.actions import consortium, lead, lead_recovery, membership
from eoi.models import MembershipRole, Organisation, User
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.organisations import MEMBER, add_member, record_recovery
from tests.factories.people import make_officer, make_partner, organisation_of
from tests.factories.world import OPENS, make_open, start


def _with_contributor() -> tuple[User, User]:
    partner = make_partner()
    return partner, make_partner(organisation_of(partner), lead=False)


@scenario("membership.make-lead")
def _(clock):
    partner, contributor = _with_contributor()
    place = contributor.memberships.get(role=MembershipRole.CONTRIBUTOR)
    return doing(lead.make_lead, partner, membership=place)


@scenario("membership.transfer-lead")
def _(clock):
    partner, contributor = _with_contributor()
    return doing(lead.transfer_lead, partner, membership=contributor.memberships.get())


@scenario("membership.end")
def _(clock):
    partner, contributor = _with_contributor()
    return doing(lead.end_membership, partner, membership=contributor.memberships.get())


@scenario("membership.leave")
def _(clock):
    partner, contributor = _with_contributor()
    return doing(membership.leave_organisation, contributor, organisation=organisation_of(partner))


@scenario("lead-recovery.record")
def _(clock):
    organisation, person = _without_lead(clock)
    wanted = {"organisation": organisation, "new_lead": person, "identity_check": "called-back", "evidence": "Rang."}
    return doing(lead_recovery.record_recovery, make_officer(), **wanted)


@scenario("lead-recovery.stop")
def _(clock):
    organisation, person = _without_lead(clock)
    recovery = record_recovery(organisation, person)
    return doing(lead_recovery.stop_recovery, organisation.memberships.get().user, recovery=recovery)


@scenario("lead-recovery.cancel")
def _(clock):
    recovery = record_recovery(*_without_lead(clock))
    return doing(lead_recovery.cancel_recovery, recovery.recorded_by, recovery=recovery, reason="A mistake")


@scenario("lead-recovery.confirm")
def _(clock):
    recovery = record_recovery(*_without_lead(clock))
    clock.set(recovery.objection_until)
    return doing(lead_recovery.confirm_recovery, make_officer(), recovery=recovery, note="Rang as well.")


def _without_lead(clock) -> tuple[Organisation, User]:
    """An organisation whose lead does not answer, and somebody who asks to lead it."""
    clock.set(OPENS)
    return organisation_of(make_partner()), make_partner()


@scenario("consortium.add")
def _(clock):
    world, partner = make_open(clock), make_partner()
    return doing(consortium.add_consortium_member, partner, expression=start(world, partner), details=MEMBER)


@scenario("consortium.edit")
def _(clock):
    world, partner = make_open(clock), make_partner()
    member = add_member(start(world, partner), partner)
    details = consortium.MemberDetails(**{**vars(MEMBER), "part": "Runs the training"})
    return doing(consortium.edit_consortium_member, partner, member=member, details=details, version=1)


@scenario("consortium.remove")
def _(clock):
    world, partner = make_open(clock), make_partner()
    member = add_member(start(world, partner), partner)
    return doing(consortium.remove_consortium_member, partner, member=member)
