"""Adverts, answers, submissions, people: the actions of the whole job."""

from functools import partial

from eoi.actions import (
    advert,
    audit,
    closing,
    expiry,
    expression_of_interest,
    membership,
    opening,
    organisation,
    person,
    reading,
    staff_invitation,
    submission,
)
from eoi.identity import perform
from eoi.models import (
    JoinRequest,
    MembershipInvitation,
    Organisation,
    ReadingPurpose,
    Role,
    Service,
    StaffInvitation,
    User,
)
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.people import (
    PASSWORD,
    make_administrator,
    make_evaluator,
    make_officer,
    make_partner,
    make_person,
    organisation_of,
)
from tests.factories.world import (
    CLOSES,
    DECLARATION,
    OPENS,
    Clock,
    close,
    decide,
    fill_in,
    make_draft,
    make_open,
    make_opened,
    start,
    submit_for,
)

DETAILS = organisation.OrganisationDetails(name="New", kind="company", size="small", address="1 Chapel Street")


@scenario("advert.draft")
def _(clock):
    clock.set(OPENS)
    return doing(advert.draft_advert, make_officer(), reference="SAL-9", title="New")


@scenario("advert.edit")
def _(clock):
    world = make_draft(clock)
    services = list(Service.objects.all())
    return doing(advert.edit_advert, world.officer, advert=world.advert, changes={"title": "Other"}, services=services)


@scenario("advert-officer.add")
def _(clock):
    world = make_draft(clock)
    return doing(advert.add_officer, world.officer, advert=world.advert, officer=make_officer())


@scenario("advert.publish")
def _(clock):
    world = make_draft(clock)
    decide(world)
    return doing(advert.publish_advert, world.officer, advert=world.advert)


@scenario("audit.seal")
def _(clock):
    make_draft(clock)
    return doing(audit.seal_events, None)


@scenario("closing-record.make")
def _(clock):
    world = make_open(clock)
    clock.set(CLOSES)
    return doing(closing.make_closing_record, None, advert=world.advert)


@scenario("invitation.expire")
def _(clock):
    partner = _inviting(clock)[0]
    clock.advance(days=15)
    assert MembershipInvitation.objects.filter(invited_by=partner).exists()
    return doing(expiry.expire_invitations, None)


@scenario("expression.start")
def _(clock):
    world, partner = make_open(clock), make_partner()
    return doing(
        expression_of_interest.start_expression,
        partner,
        advert=world.advert,
        organisation=organisation_of(partner),
    )


@scenario("submission.submit")
def _(clock):
    world, partner = make_open(clock), make_partner()
    expression = fill_in(start(world, partner), partner)
    version = expression.draft_version
    return doing(submission.submit, partner, expression=expression, draft_version=version, declaration=DECLARATION)


@scenario("submission.withdraw")
def _(clock):
    world = make_open(clock)
    expression = submit_for(world).expression
    return doing(submission.withdraw, world.partners[0], expression=expression, reason="A change of plan")


@scenario("submission.read")
def _(clock):
    world = make_opened(clock, submissions=1)
    return doing(reading.record_reading, world.officer, submission=world.submissions[0])


@scenario("reading.grant")
def _(clock):
    world = make_opened(clock, submissions=1)
    wanted = {"submissions": world.submissions, "user": make_evaluator(), "purpose": ReadingPurpose.PANEL}
    return doing(reading.grant_reading, world.officer, **wanted)


@scenario("reading.revoke")
def _(clock):
    world = make_opened(clock, submissions=1)
    return doing(
        reading.revoke_reading, world.officer, submissions=world.submissions, user=world.approver, reason="Left"
    )


@scenario("opening.request")
def _(clock):
    world = close(make_open(clock))
    return doing(opening.request_opening, world.officer, advert=world.advert)


@scenario("opening.cancel")
def _(clock):
    world = close(make_open(clock))
    perform(opening.request_opening, by=world.officer, advert=world.advert)
    return doing(opening.cancel_opening_request, world.officer, advert=world.advert)


@scenario("opening.confirm")
def _(clock):
    world = make_open(clock)
    submit_for(world)
    close(world)
    perform(opening.request_opening, by=world.officer, advert=world.advert)
    return doing(opening.confirm_opening, world.second_officer, advert=world.advert)


@scenario("organisation.create")
def _(clock):
    return doing(organisation.create_organisation, make_person(Role.PROSPECTIVE_PARTNER), details=DETAILS)


@scenario("organisation.edit")
def _(clock):
    partner = make_partner()
    return doing(organisation.edit_organisation, partner, organisation=organisation_of(partner), details=DETAILS)


def _inviting(clock: Clock) -> tuple[User, Organisation, User]:
    """A lead, their organisation, and somebody who has been invited."""
    clock.set(OPENS)
    partner, invited = make_partner(), make_person(Role.PROSPECTIVE_PARTNER)
    perform(membership.invite_colleague, by=partner, organisation=organisation_of(partner), email=invited.email)
    return partner, organisation_of(partner), invited


@scenario("membership.invite")
def _(clock):
    partner = make_partner()
    return doing(membership.invite_colleague, partner, organisation=organisation_of(partner), email="new@example.org")


@scenario("membership.accept")
def _(clock):
    _partner, joined, invited = _inviting(clock)
    return doing(membership.accept_invitation, invited, invitation=joined.invitations.get())


@scenario("membership.withdraw-invitation")
def _(clock):
    partner, joined, _invited = _inviting(clock)
    return doing(membership.withdraw_invitation, partner, invitation=joined.invitations.get())


@scenario("membership.ask")
def _(clock):
    joined = organisation_of(make_partner())
    return doing(membership.ask_to_join, make_person(Role.PROSPECTIVE_PARTNER), reference=joined.reference)


@scenario("membership.decide")
def _(clock):
    partner, asker = make_partner(), make_person(Role.PROSPECTIVE_PARTNER)
    perform(membership.ask_to_join, by=asker, reference=organisation_of(partner).reference)
    return doing(membership.decide_join_request, partner, join_request=JoinRequest.objects.get(), accepted=True)


@scenario("person.register")
def _(clock):
    wanted = {"email": "new@example.org", "full_name": "New Person", "password": PASSWORD}
    return partial(perform, person.register_person, by=None, **wanted), None


@scenario("person.create-administrator")
def _(clock):
    wanted = {"email": "root@salford.example", "full_name": "Root Person", "password": PASSWORD}
    return doing(person.create_administrator, None, **wanted)


@scenario("person.change-roles")
def _(clock):
    roles = [Role.EVALUATOR.value]
    return doing(person.change_roles, make_administrator(), person=make_officer(), roles=roles)


@scenario("person.disable")
def _(clock):
    return doing(person.disable_person, make_administrator(), person=make_officer())


@scenario("person.enable")
def _(clock):
    administrator, officer = make_administrator(), make_officer()
    perform(person.disable_person, by=administrator, person=officer)
    return doing(person.enable_person, administrator, person=officer)


@scenario("person.reset-second-factor")
def _(clock):
    return doing(person.reset_second_factor, make_administrator(), person=make_officer())


def _staff_invited() -> tuple[User, StaffInvitation]:
    administrator = make_administrator()
    wanted = {"email": "new@salford.example", "full_name": "New Colleague", "roles": [Role.EVALUATOR.value]}
    return administrator, perform(staff_invitation.invite_staff, by=administrator, **wanted)


@scenario("staff-invitation.create")
def _(clock):
    wanted = {"email": "new@salford.example", "full_name": "New Colleague", "roles": [Role.EVALUATOR.value]}
    return doing(staff_invitation.invite_staff, make_administrator(), **wanted)


@scenario("staff-invitation.resend")
def _(clock):
    administrator, invitation = _staff_invited()
    return doing(staff_invitation.resend_staff_invitation, administrator, invitation=invitation)


@scenario("staff-invitation.withdraw")
def _(clock):
    administrator, invitation = _staff_invited()
    return doing(staff_invitation.withdraw_staff_invitation, administrator, invitation=invitation)


@scenario("staff-invitation.accept")
def _(clock):
    _administrator, invitation = _staff_invited()
    return doing(staff_invitation.accept_staff_invitation, None, invitation=invitation, password=PASSWORD)
