"""Who acts for an organisation: invitations, requests to join, leads, leaving."""

from datetime import timedelta

import pytest
from django.db import transaction
from post_office.models import Email

from eoi.actions import membership as module
from eoi.actions.lead import make_lead
from eoi.actions.membership import (
    INVITATION_LASTS,
    MOST_WAITING_INVITATIONS,
    accept_invitation,
    ask_to_join,
    decide_join_request,
    invite_colleague,
    leave_organisation,
    withdraw_invitation,
)
from eoi.models import AuditEvent, JoinRequest, Membership, MembershipInvitation, MembershipRole, Role
from eoi.problems import ActionRefused
from tests.factories.people import make_officer, make_partner, make_person, organisation_of
from tests.factories.world import OPENS, perform

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(clock):
    clock.set(OPENS)
    return make_partner()


@pytest.fixture
def organisation(lead):
    return organisation_of(lead)


@pytest.fixture
def stranger():
    return make_person(Role.PROSPECTIVE_PARTNER, email="stranger@example.org")


@pytest.fixture
def invitation(lead, organisation, stranger):
    return perform(invite_colleague, by=lead, organisation=organisation, email="Stranger@Example.org")


def test_an_invitation_is_mailed_with_a_link_that_only_its_digest_knows(invitation):
    mail = Email.objects.get()
    assert mail.to == ["stranger@example.org"]
    assert "/partner/invitations/" in mail.message
    assert invitation.token_digest not in mail.message


def test_the_invited_address_accepts_and_becomes_a_contributor(invitation, stranger, organisation):
    perform(accept_invitation, by=stranger, invitation=invitation)

    assert Membership.objects.of(stranger).get().role == MembershipRole.CONTRIBUTOR
    assert AuditEvent.objects.filter(action="membership.accept", subject_reference=organisation.reference).exists()
    assert "has joined" in Email.objects.latest("pk").subject


@pytest.mark.parametrize(("later", "accepted"), [(timedelta(seconds=-1), True), (timedelta(0), False)])
def test_an_invitation_works_until_its_last_second(invitation, stranger, clock, later, accepted):
    clock.set(OPENS + INVITATION_LASTS + later)

    if accepted:
        perform(accept_invitation, by=stranger, invitation=invitation)
    else:
        with pytest.raises(ActionRefused, match="expired"):
            perform(accept_invitation, by=stranger, invitation=invitation)

    assert Membership.objects.of(stranger).exists() is accepted


def test_another_address_cannot_accept(invitation):
    other = make_person(Role.PROSPECTIVE_PARTNER)

    with pytest.raises(ActionRefused, match="another e-mail address"):
        perform(accept_invitation, by=other, invitation=invitation)

    assert not Membership.objects.of(other).exists()


def test_council_staff_cannot_accept(lead, organisation):
    officer = make_officer(email="officer@salford.example")
    invitation = perform(invite_colleague, by=lead, organisation=organisation, email=officer.email)

    with pytest.raises(ActionRefused, match="Council staff"):
        perform(accept_invitation, by=officer, invitation=invitation)


def test_a_withdrawn_invitation_no_longer_works(invitation, lead, stranger):
    perform(withdraw_invitation, by=lead, invitation=invitation)
    perform(withdraw_invitation, by=lead, invitation=invitation)

    with pytest.raises(ActionRefused, match="withdrawn"):
        perform(accept_invitation, by=stranger, invitation=invitation)
    assert AuditEvent.objects.filter(action="membership.withdraw-invitation").count() == 1


def test_an_accepted_invitation_is_not_accepted_or_withdrawn_again(invitation, lead, stranger):
    perform(accept_invitation, by=stranger, invitation=invitation)

    with pytest.raises(ActionRefused, match="accepted already"):
        perform(accept_invitation, by=stranger, invitation=invitation)
    with pytest.raises(ActionRefused, match="accepted already"):
        perform(withdraw_invitation, by=lead, invitation=invitation)


def test_inviting_again_replaces_the_earlier_link(invitation, lead, organisation, stranger, clock):
    newer = perform(invite_colleague, by=lead, organisation=organisation, email="stranger@example.org")

    with pytest.raises(ActionRefused, match="replaced"):
        perform(accept_invitation, by=stranger, invitation=invitation)
    assert list(organisation.invitations.waiting(at=OPENS)) == [newer]


def test_a_member_is_not_invited(lead, organisation):
    with pytest.raises(ActionRefused, match="already"):
        perform(invite_colleague, by=lead, organisation=organisation, email=lead.email.upper())


def test_invitations_have_a_limit(lead, organisation):
    for number in range(MOST_WAITING_INVITATIONS):
        perform(invite_colleague, by=lead, organisation=organisation, email=f"colleague{number}@example.org")

    with pytest.raises(ActionRefused, match="Withdraw one first"):
        perform(invite_colleague, by=lead, organisation=organisation, email="one.more@example.org")


def test_a_contributor_does_not_invite(organisation):
    with pytest.raises(ActionRefused, match="Only a lead"):
        perform(
            invite_colleague, by=make_partner(organisation, lead=False), organisation=organisation, email="x@y.example"
        )


def test_nothing_of_an_invitation_is_kept_when_the_mail_cannot_be_queued(lead, organisation, monkeypatch):
    def no_mail(**kwargs):
        raise RuntimeError

    monkeypatch.setattr(module, "queue_mail", no_mail)
    with pytest.raises(RuntimeError), transaction.atomic():
        perform(invite_colleague, by=lead, organisation=organisation, email="x@y.example")

    assert not MembershipInvitation.objects.exists()
    assert not AuditEvent.objects.filter(action="membership.invite").exists()


def test_leads_are_told_of_a_request_to_join(organisation, stranger):
    perform(ask_to_join, by=stranger, reference=organisation.reference)
    perform(ask_to_join, by=stranger, reference=organisation.reference)

    assert JoinRequest.objects.waiting().count() == 1
    assert Email.objects.count() == 1
    assert "Action needed" in Email.objects.get().subject


def test_asking_for_an_unknown_organisation_says_nothing(stranger, clock):
    assert perform(ask_to_join, by=stranger, reference="ORG-2222-2222") is None
    assert not JoinRequest.objects.exists()


def test_a_member_and_council_staff_do_not_ask_to_join(lead, organisation):
    perform(ask_to_join, by=lead, reference=organisation.reference)
    with pytest.raises(ActionRefused, match="Council staff"):
        perform(ask_to_join, by=make_officer(), reference=organisation.reference)

    assert not JoinRequest.objects.exists()


@pytest.mark.parametrize("accepted", [True, False])
def test_a_lead_decides_once_and_the_person_is_told(lead, organisation, stranger, accepted):
    perform(ask_to_join, by=stranger, reference=organisation.reference)
    request = JoinRequest.objects.get()

    perform(decide_join_request, by=lead, join_request=request, accepted=accepted)

    assert Membership.objects.of(stranger).exists() is accepted
    assert Email.objects.latest("pk").to == [stranger.email]
    with pytest.raises(ActionRefused, match="decided already"):
        perform(decide_join_request, by=lead, join_request=request, accepted=accepted)


def test_a_contributor_does_not_decide(organisation, stranger):
    perform(ask_to_join, by=stranger, reference=organisation.reference)

    with pytest.raises(ActionRefused, match="Only a lead"):
        perform(
            decide_join_request,
            by=make_partner(organisation, lead=False),
            join_request=JoinRequest.objects.get(),
            accepted=True,
        )
    assert not Membership.objects.of(stranger).exists()


def test_the_last_lead_cannot_leave_until_there_is_another(lead, organisation):
    colleague = make_partner(organisation, lead=False)
    with pytest.raises(ActionRefused, match="only lead"):
        perform(leave_organisation, by=lead, organisation=organisation)

    perform(make_lead, by=lead, membership=Membership.objects.of(colleague).get())
    perform(leave_organisation, by=lead, organisation=organisation)

    assert not Membership.objects.of(lead).exists()
    assert Membership.objects.filter(user=lead).exists()


def test_a_contributor_leaves_and_no_longer_acts(organisation):
    contributor = make_partner(organisation, lead=False)

    perform(leave_organisation, by=contributor, organisation=organisation)

    with pytest.raises(ActionRefused, match="do not act"):
        perform(leave_organisation, by=contributor, organisation=organisation)


def test_who_left_is_not_made_a_lead(lead, organisation):
    contributor = make_partner(organisation, lead=False)
    membership = Membership.objects.of(contributor).get()
    perform(leave_organisation, by=contributor, organisation=organisation)

    with pytest.raises(ActionRefused, match="has left"):
        perform(make_lead, by=lead, membership=membership)


def test_making_a_lead_of_a_lead_changes_nothing(lead, organisation):
    perform(make_lead, by=lead, membership=Membership.objects.of(lead).get())

    assert not AuditEvent.objects.filter(action="membership.make-lead").exists()
