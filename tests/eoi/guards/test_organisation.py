"""Who acts for an organisation, a new lead by two people, and the consortium: held when somebody goes round the application."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from eoi.actions.lead_recovery import confirm_recovery
from eoi.identity import acting_as, perform
from eoi.models import ConsortiumMember, Membership, MembershipChange, Role
from tests.factories.organisations import add_member, record_recovery
from tests.factories.people import (
    make_administrator,
    make_approver,
    make_officer,
    make_partner,
    make_person,
    organisation_of,
)
from tests.factories.world import CLOSES, OPENS, close, make_open, start, submit_for

pytestmark = pytest.mark.django_db

JOIN = "INSERT INTO eoi_membership (organisation_id, user_id, role) VALUES (%s, %s, %s)"
RECORD = (
    "INSERT INTO eoi_leadrecovery (reference, organisation_id, new_lead_id, identity_check, evidence, recorded_by_id, objection_until,"
    " cancelled_reason, confirmed_note) VALUES ('REC-1', %s, %s, 'other', 'Seen', %s, eoi_now() + interval '%s hours', '', '')"
)
CONFIRM = (
    "UPDATE eoi_leadrecovery SET confirmed_at = eoi_now(), confirmed_by_id = %s, confirmed_note = 'Seen' WHERE id = %s"
)


@pytest.fixture
def lead(clock):
    clock.set(OPENS)
    return make_partner()


@pytest.fixture
def organisation(lead):
    return organisation_of(lead)


@pytest.fixture
def stranger():
    return make_person(Role.PROSPECTIVE_PARTNER)


class TestLeads:
    @pytest.mark.parametrize("change", ["role = 'contributor'", "left_at = eoi_now()"])
    def test_an_organisation_is_never_without_a_lead(self, lead, organisation, refused_with, change):
        make_partner(organisation, lead=False)

        message = refused_with("EOI34", f"UPDATE eoi_membership SET {change} WHERE user_id = %s", lead.pk, by=lead)

        assert "never without a lead" in message

    def test_two_leads_cannot_both_step_back_in_one_transaction(self, lead, organisation, refused_with):
        make_partner(organisation)

        refused_with(
            "EOI34",
            "UPDATE eoi_membership SET role = 'contributor' WHERE organisation_id = %s",
            organisation.pk,
            by=lead,
        )

    def test_a_lead_may_be_replaced_within_one_transaction(self, lead, organisation, run_sql):
        other = make_partner(organisation, lead=False)

        with transaction.atomic():
            run_sql("UPDATE eoi_membership SET role = 'lead' WHERE user_id = %s", other.pk, by=lead)
            run_sql("UPDATE eoi_membership SET role = 'contributor' WHERE user_id = %s", lead.pk, by=lead)
            run_sql("SET CONSTRAINTS ALL IMMEDIATE")

    def test_a_membership_is_never_deleted_nor_given_to_somebody_else(self, lead, organisation, stranger, refused_with):
        contributor = make_partner(organisation, lead=False)

        refused_with("EOI12", "DELETE FROM eoi_membership WHERE user_id = %s", contributor.pk, by=lead)
        refused_with(
            "EOI12", "UPDATE eoi_membership SET user_id = %s WHERE user_id = %s", stranger.pk, contributor.pk, by=lead
        )

    def test_who_left_does_not_come_back_by_a_change_of_the_record(self, lead, organisation, run_sql, refused_with):
        contributor = make_partner(organisation, lead=False)
        run_sql("UPDATE eoi_membership SET left_at = eoi_now() WHERE user_id = %s", contributor.pk, by=contributor)

        refused_with("EOI12", "UPDATE eoi_membership SET left_at = NULL WHERE user_id = %s", contributor.pk, by=lead)

    def test_a_contributor_does_not_make_themselves_a_lead_nor_send_anybody_away(
        self, lead, organisation, refused_with
    ):
        contributor = make_partner(organisation, lead=False)

        refused_with(
            "EOI34", "UPDATE eoi_membership SET role = 'lead' WHERE user_id = %s", contributor.pk, by=contributor
        )
        refused_with(
            "EOI34", "UPDATE eoi_membership SET left_at = eoi_now() WHERE user_id = %s", lead.pk, by=contributor
        )

    def test_nobody_joins_by_themselves(self, organisation, stranger, refused_with):
        for person in (stranger, make_partner()):
            refused_with("EOI34", JOIN, organisation.pk, person.pk, "contributor", by=person)

    def test_council_staff_are_nobodys_members(self, lead, organisation, refused_with):
        for person in (make_officer(), make_administrator()):
            refused_with("EOI34", JOIN, organisation.pk, person.pk, "contributor", by=lead)

    def test_council_staff_let_nobody_in(self, organisation, stranger, refused_with):
        for person in (make_officer(), make_approver(), make_administrator()):
            refused_with("EOI34", JOIN, organisation.pk, stranger.pk, "lead", by=person)
            refused_with("EOI34", "UPDATE eoi_membership SET left_at = eoi_now()", by=person)


class TestHistory:
    def test_the_database_writes_it_and_keeps_it(self, lead, organisation, run_sql, refused_with):
        contributor = make_partner(organisation, lead=False)
        run_sql("UPDATE eoi_membership SET role = 'lead' WHERE user_id = %s", contributor.pk, by=lead)
        run_sql("UPDATE eoi_membership SET left_at = eoi_now() WHERE user_id = %s", contributor.pk, by=contributor)

        changes = MembershipChange.objects.filter(user=contributor).order_by("pk")
        assert [(each.kind, each.role, each.made_by) for each in changes] == [
            ("joined", "contributor", None),
            ("role", "lead", lead),
            ("left", "lead", contributor),
        ]
        for statement in ("UPDATE eoi_membershipchange SET role = 'lead'", "DELETE FROM eoi_membershipchange"):
            refused_with("EOI12", statement, by=lead)

    def test_nobody_writes_it_by_hand(self, lead, organisation, refused_with):
        refused_with(
            "EOI34",
            "INSERT INTO eoi_membershipchange (organisation_id, user_id, kind, role) VALUES (%s, %s, 'left', 'lead')",
            organisation.pk,
            lead.pk,
            by=lead,
        )


class TestRecovery:
    def test_it_is_recorded_in_ones_own_name_by_officers_and_administrators(
        self, lead, organisation, stranger, refused_with
    ):
        officer = make_officer()

        refused_with("EOI09", RECORD, organisation.pk, stranger.pk, officer.pk, 96, by=make_officer())
        for person in (make_approver(), lead, stranger):
            refused_with("EOI09", RECORD, organisation.pk, stranger.pk, person.pk, 96, by=person)

    def test_leads_have_two_days_whatever_is_recorded(self, organisation, stranger, refused_with):
        officer = make_officer()

        refused_with("EOI34", RECORD, organisation.pk, stranger.pk, officer.pk, 47, by=officer)

    def test_only_a_partner_with_an_active_account_becomes_a_lead(self, organisation, stranger, refused_with):
        officer = make_officer()
        stranger.is_active = False
        stranger.save(update_fields=["is_active"])

        for person in (stranger, make_officer()):
            refused_with("EOI34", RECORD, organisation.pk, person.pk, officer.pk, 96, by=officer)

    def test_the_same_person_never_confirms(self, organisation, stranger, clock, refused_with):
        recovery = record_recovery(organisation, stranger)
        clock.set(recovery.objection_until)

        refused_with("EOI34", CONFIRM, recovery.recorded_by_id, recovery.pk, by=recovery.recorded_by)
        refused_with("EOI09", CONFIRM, make_officer().pk, recovery.pk, by=recovery.recorded_by)
        refused_with("EOI09", CONFIRM, stranger.pk, recovery.pk, by=stranger)

    def test_it_is_not_confirmed_before_the_time_to_object_is_over(
        self, organisation, stranger, clock, refused_with, run_sql
    ):
        recovery, second = record_recovery(organisation, stranger), make_officer()
        clock.set(recovery.objection_until - timedelta(seconds=1))
        refused_with("EOI34", CONFIRM, second.pk, recovery.pk, by=second)

        clock.set(recovery.objection_until)
        assert run_sql(CONFIRM, second.pk, recovery.pk, by=second) == 1

    def test_a_lead_whose_account_came_back_still_has_two_days(self, lead, organisation, stranger, clock, refused_with):
        lead.is_active = False
        lead.save(update_fields=["is_active"])
        recovery, second = record_recovery(organisation, stranger), make_officer()
        lead.is_active = True
        lead.save(update_fields=["is_active"])
        clock.advance(hours=47)

        refused_with("EOI34", CONFIRM, second.pk, recovery.pk, by=second)

    def test_only_a_lead_objects(self, organisation, stranger, refused_with):
        recovery = record_recovery(organisation, stranger)
        object_ = "UPDATE eoi_leadrecovery SET objected_at = eoi_now(), objected_by_id = %s"

        for person in (make_partner(organisation, lead=False), make_partner(), recovery.recorded_by):
            refused_with("EOI09", object_, person.pk, by=person)

    def test_the_record_stays_as_it_was_and_is_decided_once(self, lead, organisation, stranger, run_sql, refused_with):
        recovery = record_recovery(organisation, stranger)
        officer = recovery.recorded_by
        for change in ("evidence = 'Other'", "new_lead_id = recorded_by_id", "objection_until = recorded_at"):
            refused_with("EOI12", f"UPDATE eoi_leadrecovery SET {change}", by=officer)
        refused_with("EOI12", "DELETE FROM eoi_leadrecovery", by=officer)
        run_sql("UPDATE eoi_leadrecovery SET objected_at = eoi_now(), objected_by_id = %s", lead.pk, by=lead)

        refused_with(
            "EOI12",
            "UPDATE eoi_leadrecovery SET cancelled_at = eoi_now(), cancelled_by_id = %s, cancelled_reason = 'x'",
            officer.pk,
            by=officer,
        )

    def test_a_confirmed_request_is_no_key_for_later(self, organisation, stranger, clock, refused_with):
        recovery, second = record_recovery(organisation, stranger), make_officer()
        clock.set(recovery.objection_until)
        perform(confirm_recovery, by=second, recovery=recovery, note="Rang.")
        clock.advance(minutes=2)
        contributor = "UPDATE eoi_membership SET role = 'contributor' WHERE user_id = %s"

        refused_with("EOI34", contributor, stranger.pk, by=second)
        refused_with("EOI34", JOIN, organisation.pk, make_person(Role.PROSPECTIVE_PARTNER).pk, "lead", by=second)


class TestConsortium:
    @pytest.fixture
    def world(self, clock):
        return make_open(clock)

    @pytest.fixture
    def partner(self, world):
        return make_partner()

    @pytest.fixture
    def member(self, world, partner):
        return add_member(start(world, partner), partner)

    def test_nobody_else_reads_changes_or_removes_a_member(self, world, member, run_sql):
        for person in (world.officer, world.approver, make_administrator(), make_partner(), None):
            with acting_as(person):
                assert not ConsortiumMember.objects.exists(), person
            assert run_sql("UPDATE eoi_consortiummember SET name = 'x', version = version + 1", by=person) == 0
            assert run_sql("DELETE FROM eoi_consortiummember", by=person) == 0

    def test_who_left_reads_no_more(self, partner, member, run_sql):
        make_partner(organisation_of(partner))
        run_sql("UPDATE eoi_membership SET left_at = eoi_now() WHERE user_id = %s", partner.pk, by=partner)

        with acting_as(partner):
            assert not ConsortiumMember.objects.exists()

    def test_nobody_adds_one_for_another_organisation(self, member, partner, refused_with):
        stranger = make_partner()

        refused_with("42501", *_insert(member, organisation_of(partner), stranger), by=stranger)
        refused_with("23503", *_insert(member, organisation_of(stranger), stranger), by=stranger)

    def test_nothing_changes_at_the_closing_time(self, member, partner, clock, refused_with):
        clock.set(CLOSES)

        refused_with("EOI01", "UPDATE eoi_consortiummember SET name = 'x', version = version + 1", by=partner)
        refused_with("EOI01", "DELETE FROM eoi_consortiummember", by=partner)
        refused_with("EOI01", *_insert(member, organisation_of(partner), partner), by=partner)

    def test_a_stale_save_and_a_moved_member_are_refused(self, member, partner, refused_with):
        refused_with("EOI10", "UPDATE eoi_consortiummember SET name = 'x'", by=partner)
        refused_with("EOI03", "UPDATE eoi_consortiummember SET reference = 'x', version = version + 1", by=partner)

    def test_there_are_at_most_twenty(self, member, partner, refused_with):
        for number in range(19):
            add_member(member.expression, partner, name=f"Member {number}", company_number="")

        refused_with("EOI34", *_insert(member, organisation_of(partner), partner), by=partner)

    def test_readers_after_opening_see_the_sealed_members_and_not_the_draft(self, world):
        submit_for(world)
        close(world)
        with acting_as(world.officer):
            assert not ConsortiumMember.objects.exists()


def _insert(member, organisation, person):
    return (
        "INSERT INTO eoi_consortiummember (reference, expression_id, organisation_id, name, company_number, kind, size, part,"
        " contact_name, contact_email, version, changed_by_id)"
        " VALUES ('CON-1', %s, %s, 'x', '', 'company', 'small', 'x', 'x', 'x@y.z', 1, %s)",
        member.expression_id,
        organisation.pk,
        person.pk,
    )


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_leave_at_once_do_not_leave_the_organisation_alone(clock):
    """With real commits: the deferred guard speaks at the end of the transaction."""
    lead = make_partner()
    with pytest.raises(DatabaseError, match="never without a lead"), acting_as(lead), connection.cursor() as cursor:
        cursor.execute("UPDATE eoi_membership SET left_at = eoi_now() WHERE user_id = %s", [lead.pk])

    assert Membership.objects.of(lead).exists()
