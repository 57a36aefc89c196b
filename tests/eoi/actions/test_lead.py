"""Leads: a second one, the part passed on, access ended; a new one by two people of the council; consortia."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction
from post_office.models import Email

from eoi.actions import lead as module
from eoi.actions.consortium import MemberDetails, edit_consortium_member, remove_consortium_member
from eoi.actions.lead import end_membership, transfer_lead
from eoi.actions.lead_recovery import cancel_recovery, confirm_recovery, stop_recovery
from eoi.actions.membership import accept_invitation, ask_to_join, invite_colleague
from eoi.identity import acting_as
from eoi.models import AuditEvent, JoinRequest, Membership, MembershipRole, RecoveryState, Role, SubmissionContent
from eoi.problems import ActionRefused
from tests.factories.organisations import MEMBER, add_member, record_recovery
from tests.factories.people import (
    make_administrator,
    make_officer,
    make_organisation,
    make_partner,
    make_person,
    organisation_of,
)
from tests.factories.world import CLOSES, OPENS, fill_in, make_open, perform, start, submit_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(clock):
    clock.set(OPENS)
    return make_partner()


@pytest.fixture
def organisation(lead):
    return organisation_of(lead)


@pytest.fixture
def contributor(organisation):
    return make_partner(organisation, lead=False)


@pytest.fixture
def stranger():
    return make_person(Role.PROSPECTIVE_PARTNER, full_name="Sam Stranger")


def role_of(person):
    return Membership.objects.of(person).get().role


class TestPeople:
    def test_an_invitation_carries_the_part(self, lead, organisation, stranger):
        invitation = perform(
            invite_colleague, by=lead, organisation=organisation, email=stranger.email, role=MembershipRole.LEAD
        )
        perform(accept_invitation, by=stranger, invitation=invitation)

        assert role_of(stranger) == MembershipRole.LEAD

    def test_asking_by_company_number_reaches_every_organisation_with_it(self, lead, organisation, stranger):
        other = make_organisation(created_by=lead, company_number=organisation.company_number)

        perform(ask_to_join, by=stranger, reference=organisation.company_number)

        assert {each.organisation for each in JoinRequest.objects.all()} == {organisation, other}

    def test_an_empty_number_reaches_nobody(self, lead, stranger):
        make_organisation(created_by=lead, company_number="")

        perform(ask_to_join, by=stranger, reference="")

        assert not JoinRequest.objects.exists()

    def test_passing_on_the_lead_makes_one_and_steps_back(self, lead, organisation, contributor):
        perform(transfer_lead, by=lead, membership=Membership.objects.of(contributor).get())

        assert (role_of(contributor), role_of(lead)) == (MembershipRole.LEAD, MembershipRole.CONTRIBUTOR)
        assert Email.objects.get().to == [contributor.email]
        event = AuditEvent.objects.get(action="membership.transfer-lead")
        assert event.after == {"from": lead.reference, "to": contributor.reference}

    def test_the_lead_is_passed_on_by_a_lead_to_a_colleague_who_is_there(self, lead, contributor):
        theirs, own = Membership.objects.of(contributor).get(), Membership.objects.of(lead).get()
        with pytest.raises(ActionRefused, match="Only a lead"):
            perform(transfer_lead, by=contributor, membership=own)
        with pytest.raises(ActionRefused, match="You lead already"):
            perform(transfer_lead, by=lead, membership=own)
        perform(end_membership, by=lead, membership=theirs)
        with pytest.raises(ActionRefused, match="has left"):
            perform(transfer_lead, by=lead, membership=theirs)

    def test_nothing_of_it_is_kept_when_the_mail_cannot_be_queued(self, lead, contributor, monkeypatch):
        def no_mail(**kwargs):
            raise RuntimeError

        monkeypatch.setattr(module, "queue_mail", no_mail)
        with pytest.raises(RuntimeError), transaction.atomic():
            perform(transfer_lead, by=lead, membership=Membership.objects.of(contributor).get())

        assert role_of(lead) == MembershipRole.LEAD

    def test_a_lead_ends_the_access_of_somebody_and_keeps_the_record(self, lead, contributor):
        theirs, own = Membership.objects.of(contributor).get(), Membership.objects.of(lead).get()
        with pytest.raises(ActionRefused, match="Only a lead"):
            perform(end_membership, by=contributor, membership=own)
        with pytest.raises(ActionRefused, match="This is you"):
            perform(end_membership, by=lead, membership=own)

        perform(end_membership, by=lead, membership=theirs)

        assert not Membership.objects.of(contributor).exists()
        assert Membership.objects.filter(user=contributor).exists()
        assert Email.objects.get().to == [contributor.email]
        with pytest.raises(ActionRefused, match="has left this organisation already"):
            perform(end_membership, by=lead, membership=theirs)


class TestRecovery:
    def test_everybody_is_told_at_every_verified_address_and_has_two_working_days(
        self, lead, organisation, contributor, stranger, clock
    ):
        thursday = clock.set(datetime(2026, 4, 2, 13, 20, tzinfo=UTC))  # before Easter
        EmailAddress.objects.create(user=lead, email="lead@home.example", verified=True)
        EmailAddress.objects.create(user=lead, email="not-verified@home.example", verified=False)

        recovery = record_recovery(organisation, stranger)

        told = {address for mail in Email.objects.all() for address in mail.to}
        assert told == {lead.email, contributor.email, "lead@home.example"}
        assert recovery.objection_until == thursday + timedelta(
            days=6, minutes=40
        )  # Good Friday and Easter Monday do not count
        assert stranger.full_name not in json.dumps(list(AuditEvent.objects.values_list("after", flat=True)))

    def test_a_second_person_confirms_once_the_time_is_over(self, lead, organisation, contributor, stranger, clock):
        recovery = record_recovery(organisation, stranger)
        second = make_administrator()
        clock.set(recovery.objection_until - timedelta(seconds=1))
        with pytest.raises(ActionRefused, match="may object until"):
            perform(confirm_recovery, by=second, recovery=recovery, note="Rang.")
        clock.set(recovery.objection_until)
        with pytest.raises(ActionRefused, match="another officer or administrator"):
            perform(confirm_recovery, by=recovery.recorded_by, recovery=recovery, note="Rang.")
        Email.objects.all().delete()

        perform(confirm_recovery, by=second, recovery=recovery, note="Rang the company secretary.")

        assert role_of(stranger) == role_of(lead) == MembershipRole.LEAD
        told = {address for mail in Email.objects.all() for address in mail.to}
        assert told == {lead.email, contributor.email, stranger.email}
        assert AuditEvent.objects.filter(action="lead-recovery.confirm", actor=second).exists()

    def test_a_contributor_becomes_the_lead(self, organisation, contributor, clock):
        recovery = record_recovery(organisation, contributor)
        clock.set(recovery.objection_until)

        perform(confirm_recovery, by=make_officer(), recovery=recovery, note="Rang.")

        assert role_of(contributor) == MembershipRole.LEAD

    def test_without_an_active_lead_nobody_has_to_wait(self, lead, organisation, stranger):
        lead.is_active = False
        lead.save(update_fields=["is_active"])
        recovery = record_recovery(organisation, stranger)

        perform(confirm_recovery, by=make_officer(), recovery=recovery, note="Rang.")

        assert role_of(stranger) == MembershipRole.LEAD

    def test_a_lead_who_came_back_is_heard(self, lead, organisation, stranger):
        lead.is_active = False
        lead.save(update_fields=["is_active"])
        recovery = record_recovery(organisation, stranger)
        lead.is_active = True
        lead.save(update_fields=["is_active"])

        with pytest.raises(ActionRefused, match="record it again"):
            perform(confirm_recovery, by=make_officer(), recovery=recovery, note="Rang.")

    def test_a_lead_stops_it_and_the_officer_is_told(self, lead, organisation, contributor, stranger, clock):
        recovery = record_recovery(organisation, stranger)
        with pytest.raises(ActionRefused, match="Only a lead"):
            perform(stop_recovery, by=contributor, recovery=recovery)
        Email.objects.all().delete()

        stopped = perform(stop_recovery, by=lead, recovery=recovery)

        assert Email.objects.get().to == [recovery.recorded_by.email]
        assert stopped.state(at=clock.advance(days=9)) == RecoveryState.STOPPED
        for act, words in ((confirm_recovery, {"note": "x"}), (cancel_recovery, {"reason": "x"})):
            with pytest.raises(ActionRefused, match="was stopped by a lead"):
                perform(act, by=make_officer(), recovery=recovery, **words)
        with pytest.raises(ActionRefused, match="was stopped by a lead"):
            perform(stop_recovery, by=lead, recovery=recovery)

    def test_a_request_taken_back_makes_room_for_another(self, lead, organisation, stranger):
        recovery = record_recovery(organisation, stranger)
        with pytest.raises(ActionRefused, match="is waiting for this organisation already"):
            record_recovery(organisation, stranger)

        perform(cancel_recovery, by=make_officer(), recovery=recovery, reason="The wrong organisation")

        with pytest.raises(ActionRefused, match="was taken back"):
            perform(stop_recovery, by=lead, recovery=recovery)
        assert record_recovery(organisation, stranger) != recovery

    def test_it_is_for_a_partner_who_does_not_lead_already(self, lead, organisation, stranger):
        with pytest.raises(ActionRefused, match="is a lead of"):
            record_recovery(organisation, lead)
        with pytest.raises(ActionRefused, match="sign up with it first"):
            record_recovery(organisation, make_officer())
        stranger.is_active = False
        stranger.save(update_fields=["is_active"])
        with pytest.raises(ActionRefused, match="sign up with it first"):
            record_recovery(organisation, stranger)

    def test_a_confirmed_request_is_not_confirmed_again(self, organisation, stranger, clock):
        recovery = record_recovery(organisation, stranger)
        clock.set(recovery.objection_until)
        perform(confirm_recovery, by=make_officer(), recovery=recovery, note="Rang.")

        with pytest.raises(ActionRefused, match="has been confirmed"):
            perform(confirm_recovery, by=make_officer(), recovery=recovery, note="Rang.")


class TestConsortium:
    @pytest.fixture
    def world(self, clock):
        return make_open(clock)

    @pytest.fixture
    def partner(self, world):
        return make_partner()

    @pytest.fixture
    def expression(self, world, partner):
        return start(world, partner)

    def test_a_member_raises_the_draft_version_and_is_sealed(self, world, partner):
        expression = fill_in(start(world, partner), partner)
        before = expression.draft_version
        add_member(expression, partner)
        expression.refresh_from_db()
        assert expression.draft_version == before + 1

        submission = submit_for(world, partner)

        with acting_as(partner):
            content = json.loads(SubmissionContent.objects.get(submission=submission).canonical)
        assert content["consortium"] == [vars(MEMBER)]

    def test_saving_what_stands_changes_nothing(self, partner, expression):
        member = add_member(expression, partner)
        expression.refresh_from_db()

        perform(edit_consortium_member, by=partner, member=member, details=MEMBER, version=0)

        before = expression.draft_version
        expression.refresh_from_db()
        assert expression.draft_version == before

    def test_the_second_of_two_saves_is_refused(self, partner, expression):
        member = add_member(expression, partner)
        other = MemberDetails(**{**vars(MEMBER), "part": "Trains"})
        perform(edit_consortium_member, by=partner, member=member, details=other, version=1)
        third = MemberDetails(**{**vars(MEMBER), "part": "Advises"})

        with pytest.raises(ActionRefused, match="put both together"):
            perform(edit_consortium_member, by=partner, member=member, details=third, version=1)

        assert expression.consortium_members.none().count() == 0
        with acting_as(partner):
            assert expression.consortium_members.get().part == "Trains"

    def test_who_was_taken_off_is_gone(self, partner, expression):
        member = add_member(expression, partner)
        perform(remove_consortium_member, by=partner, member=member)

        with pytest.raises(ActionRefused, match="taken Irwell Payroll off meanwhile"):
            perform(remove_consortium_member, by=partner, member=member)

    def test_twenty_are_enough(self, partner, expression):
        for number in range(20):
            add_member(expression, partner, name=f"Member {number}")

        with pytest.raises(ActionRefused, match="at most 20"):
            add_member(expression, partner)

    @pytest.mark.parametrize(("later", "kept"), [(timedelta(seconds=-1), True), (timedelta(0), False)])
    def test_members_change_until_the_last_second(self, partner, expression, clock, later, kept):
        clock.set(CLOSES + later)

        if kept:
            add_member(expression, partner)
        else:
            with pytest.raises(ActionRefused, match="closing time has passed"):
                add_member(expression, partner)

    def test_no_name_or_address_is_in_the_trail_and_it_is_sealed(self, partner, expression):
        add_member(expression, partner)

        event = AuditEvent.objects.get(action="consortium.add")
        assert event.is_sealed
        assert "Irwell" not in json.dumps(event.after)
