import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.db import DatabaseError, transaction
from post_office.models import Email

from eoi.actions import staff_invitation as module
from eoi.actions.person import (
    change_roles,
    create_administrator,
    disable_person,
    enable_person,
    register_person,
    reset_second_factor,
)
from eoi.actions.staff_invitation import (
    accept_staff_invitation,
    invite_staff,
    resend_staff_invitation,
    withdraw_staff_invitation,
)
from eoi.identity import acting_as, perform
from eoi.models import AuditEvent, Role, StaffInvitation, User
from eoi.policies.person import problems_with_inviting
from eoi.problems import ActionRefused
from eoi.references import token_digest
from tests.factories.people import (
    PASSWORD,
    TOTP_SECRET,
    make_administrator,
    make_officer,
    make_partner,
    make_person,
)

pytestmark = pytest.mark.django_db

ROLES = [Role.EVALUATOR.value]


def invite(administrator, **changes):
    wanted = {"email": "colleague@salford.example", "full_name": "Colleague O'Neill", "roles": ROLES, **changes}
    return perform(invite_staff, by=administrator, **wanted)


def refusal(action, *, by, **arguments):
    with pytest.raises(ActionRefused) as caught:
        perform(action, by=by, **arguments)
    return [problem.code for problem in caught.value.problems]


def token_in_mail():
    return Email.objects.latest("pk").message.partition("/staff-invitation/")[2].partition("/")[0]


def test_whoever_registers_is_a_prospective_partner_and_nothing_else():
    user = perform(register_person, by=None, email="New@Example.org", full_name="New Person", password=PASSWORD)

    assert user.roles == {Role.PROSPECTIVE_PARTNER.value}
    assert user.email == "new@example.org"
    event = AuditEvent.objects.get(action="person.register")
    assert (event.actor, event.subject_reference) == (user, user.reference)


def test_no_event_carries_a_name_or_an_address():
    administrator = make_administrator()
    perform(register_person, by=None, email="new@example.org", full_name="New Person", password=PASSWORD)
    invite(administrator)

    for event in AuditEvent.objects.all():
        said = json.dumps([event.subject_reference, event.before, event.after])
        assert not any(word in said for word in ("@", "Person", "Colleague"))


def test_an_invitation_is_mailed_with_a_link_that_works_once_until_its_time(mail_queue, clock):
    invitation = invite(make_administrator(full_name="Ada Admin"))

    mail = Email.objects.get()
    assert mail.to == ["colleague@salford.example"]
    assert "Ada Admin has invited you" in mail.message
    assert StaffInvitation.objects.with_token(token_in_mail()).get() == invitation
    assert token_in_mail() not in (invitation.token_digest, str(vars(invitation)))


def test_accepting_makes_a_colleague_with_a_verified_address_and_the_roles_of_the_invitation():
    invitation = invite(make_administrator(), roles=[Role.EVALUATOR.value, Role.SERVICE_MANAGER.value])

    user = perform(accept_staff_invitation, by=None, invitation=invitation, password=PASSWORD)

    assert user.roles == {Role.EVALUATOR.value, Role.SERVICE_MANAGER.value}
    assert user.emailaddress_set.get().verified
    assert user.check_password(PASSWORD)
    invitation.refresh_from_db()
    assert invitation.accepted_by == user
    assert AuditEvent.objects.get(action="staff-invitation.accept").actor == user


def test_an_invitation_is_accepted_once():
    invitation = invite(make_administrator())
    perform(accept_staff_invitation, by=None, invitation=invitation, password=PASSWORD)

    assert refusal(accept_staff_invitation, by=None, invitation=invitation, password=PASSWORD) == ["accepted"]


@pytest.mark.parametrize(("seconds", "codes"), [(-1, []), (0, ["expired"]), (1, ["expired"])])
def test_an_invitation_is_good_until_its_time_and_not_at_it(clock, seconds, codes):
    invitation = invite(make_administrator())
    clock.set(invitation.expires_at)
    clock.advance(seconds=seconds)

    if codes:
        assert refusal(accept_staff_invitation, by=None, invitation=invitation, password=PASSWORD) == codes
    else:
        assert perform(accept_staff_invitation, by=None, invitation=invitation, password=PASSWORD).is_council_staff


def test_an_invitation_withdrawn_is_neither_accepted_nor_sent_again_nor_withdrawn_twice():
    administrator = make_administrator()
    invitation = invite(administrator)
    perform(withdraw_staff_invitation, by=administrator, invitation=invitation)

    assert refusal(accept_staff_invitation, by=None, invitation=invitation, password=PASSWORD) == ["withdrawn"]
    assert refusal(resend_staff_invitation, by=administrator, invitation=invitation) == ["withdrawn"]
    assert refusal(withdraw_staff_invitation, by=administrator, invitation=invitation) == ["withdrawn"]


def test_an_invitation_accepted_is_neither_sent_again_nor_withdrawn():
    administrator = make_administrator()
    invitation = invite(administrator)
    perform(accept_staff_invitation, by=None, invitation=invitation, password=PASSWORD)

    assert refusal(resend_staff_invitation, by=administrator, invitation=invitation) == ["accepted"]
    assert refusal(withdraw_staff_invitation, by=administrator, invitation=invitation) == ["accepted"]


def test_sending_again_gives_a_new_link_and_new_days_even_when_out_of_date(mail_queue, clock):
    administrator = make_administrator()
    invitation = invite(administrator)
    earlier = token_in_mail()
    clock.set(invitation.expires_at)

    again = perform(resend_staff_invitation, by=administrator, invitation=invitation)

    assert again.expires_at == invitation.expires_at + module.VALID_FOR
    assert again.token_digest == token_digest(token_in_mail())
    assert not StaffInvitation.objects.with_token(earlier).exists()


def test_an_address_in_use_is_not_invited():
    administrator, officer, partner = make_administrator(), make_officer(), make_partner()

    assert refusal(invite_staff, by=administrator, email=officer.email, full_name="X", roles=ROLES) == ["has-account"]
    assert refusal(invite_staff, by=administrator, email=partner.email, full_name="X", roles=ROLES) == ["has-account"]


def test_a_further_verified_address_of_somebody_is_not_invited():
    partner = make_partner()
    partner.emailaddress_set.create(email="further@example.org", verified=True)

    codes = refusal(invite_staff, by=make_administrator(), email="Further@example.org", full_name="X", roles=ROLES)

    assert codes == ["has-account"]


def test_an_address_is_not_invited_twice_at_a_time_but_again_after_the_first_is_out_of_date(clock):
    administrator = make_administrator()
    invitation = invite(administrator)

    wanted = {"email": "COLLEAGUE@salford.example", "full_name": "X", "roles": ROLES}
    assert refusal(invite_staff, by=administrator, **wanted) == ["invited"]
    clock.set(invitation.expires_at)
    assert perform(invite_staff, by=administrator, **wanted).email == "colleague@salford.example"


def test_an_address_taken_since_the_invitation_is_not_accepted():
    invitation = invite(make_administrator())
    make_partner(email="colleague@salford.example")

    assert refusal(accept_staff_invitation, by=None, invitation=invitation, password=PASSWORD) == ["has-account"]


def test_a_refused_acceptance_leaves_nothing_behind():
    invitation = invite(make_administrator())
    StaffInvitation.objects.filter(pk=invitation.pk).update(roles=["auditor", "evaluator"])

    assert refusal(accept_staff_invitation, by=None, invitation=invitation, password=PASSWORD) == ["roles"]
    assert not User.objects.filter(email=invitation.email).exists()
    assert not AuditEvent.objects.filter(action="staff-invitation.accept").exists()


def test_an_invitation_needs_a_role():
    assert refusal(invite_staff, by=make_administrator(), email="a@b.example", full_name="X", roles=[]) == ["no-role"]


@pytest.mark.parametrize("first", ["administrator", "prospective-partner", "auditor"])
def test_an_invitation_refuses_in_the_words_of_the_guard(first):
    roles = [first, "evaluator"]
    said = [
        problem.message
        for problem in problems_with_inviting(email="a@b.example", roles=roles, at=make_officer().joined_at)
    ]
    user = make_person(sign_in=False)

    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        user.groups.add(*Group.objects.filter(name__in=roles))

    assert said == [caught.value.__cause__.diag.message_primary]


def test_roles_are_replaced_and_recorded_before_and_after():
    administrator, person = make_administrator(), make_officer()

    changed = perform(change_roles, by=administrator, person=person, roles=["approver", "evaluator"])

    assert changed.roles == {"approver", "evaluator"}
    event = AuditEvent.objects.get(action="person.change-roles")
    assert event.before == {"roles": ["procurement-officer"]}
    assert event.after == {"roles": ["approver", "evaluator"]}


def test_roles_that_exclude_each_other_are_refused_and_the_old_ones_stay():
    administrator, person = make_administrator(), make_officer()

    assert refusal(change_roles, by=administrator, person=person, roles=["auditor", "evaluator"]) == ["roles"]
    assert User.objects.get(pk=person.pk).roles == {"procurement-officer"}


def test_a_partner_is_not_made_staff_by_a_change_of_roles():
    assert refusal(change_roles, by=make_administrator(), person=make_partner(), roles=ROLES) == ["not-staff"]


def test_a_colleague_keeps_at_least_one_role():
    assert refusal(change_roles, by=make_administrator(), person=make_officer(), roles=[]) == ["no-role"]


def test_an_administrator_keeps_their_own_role():
    administrator = make_administrator()
    make_administrator()

    assert refusal(change_roles, by=administrator, person=administrator, roles=ROLES) == ["own-role"]


def test_another_administrator_may_become_something_else():
    administrator, other = make_administrator(), make_administrator()

    assert perform(change_roles, by=administrator, person=other, roles=ROLES).roles == set(ROLES)


def test_the_last_administrator_keeps_the_role_and_the_account():
    administrator, last = make_administrator(), make_administrator()
    User.objects.filter(pk=administrator.pk).update(is_active=False)

    assert refusal(change_roles, by=administrator, person=last, roles=ROLES) == ["last-administrator"]
    assert refusal(disable_person, by=administrator, person=last) == ["last-administrator"]


def test_nobody_disables_their_own_account():
    administrator = make_administrator()
    make_administrator()

    assert refusal(disable_person, by=administrator, person=administrator) == ["own-account"]


def test_a_disabled_person_is_signed_out_for_good(client):
    administrator, person = make_administrator(), make_partner()
    client.force_login(person)

    perform(disable_person, by=administrator, person=person)
    perform(enable_person, by=administrator, person=person)

    assert client.get("/administrator/people/").status_code == 302
    assert AuditEvent.objects.get(action="person.disable").after == {"sessions_ended": 1}


def test_only_the_disabled_persons_sessions_end(client):
    administrator, person = make_administrator(), make_partner()
    client.force_login(administrator)

    perform(disable_person, by=administrator, person=person)

    assert client.get("/administrator/people/").status_code == 200


def test_disabling_twice_and_enabling_twice_are_refused():
    administrator, person = make_administrator(), make_partner()

    assert refusal(enable_person, by=administrator, person=person) == ["enabled"]
    perform(disable_person, by=administrator, person=person)
    assert refusal(disable_person, by=administrator, person=person) == ["disabled"]


def test_a_lost_second_factor_goes_with_its_recovery_codes_and_every_session(client):
    administrator, person, other = make_administrator(), make_officer(), make_officer()
    RecoveryCodes.activate(person)
    client.force_login(person)

    perform(reset_second_factor, by=administrator, person=person)

    assert not Authenticator.objects.filter(user=person).exists()
    assert Authenticator.objects.filter(user=other).exists()
    assert client.get("/officer/").url.startswith("/account/login/")
    event = AuditEvent.objects.get(action="person.reset-second-factor")
    assert (event.actor, event.subject_reference) == (administrator, person.reference)
    assert event.after == {"sessions_ended": 1}


def test_whose_second_factor_was_reset_is_told_without_a_link():
    person = make_officer()

    perform(reset_second_factor, by=make_administrator(), person=person)

    mail = Email.objects.get()
    assert mail.to == [person.email]
    assert "set up a new one when you next sign in." in mail.message
    assert "http" not in mail.message


def test_a_partner_who_has_a_second_factor_can_lose_it_too():
    partner = make_partner()
    TOTP.activate(partner, TOTP_SECRET)

    perform(reset_second_factor, by=make_administrator(), person=partner)

    assert "with your password alone until" in Email.objects.get().message


def test_one_s_own_second_factor_and_one_that_is_not_there_are_not_reset():
    administrator = make_administrator()

    assert refusal(reset_second_factor, by=administrator, person=administrator) == ["own-second-factor"]
    assert refusal(reset_second_factor, by=administrator, person=make_partner()) == ["no-second-factor"]
    assert Authenticator.objects.filter(user=administrator).exists()


def test_the_first_administrator_can_sign_in_and_is_recorded():
    user = create_administrator(email="Root@salford.example", full_name="Root Person", password=PASSWORD)

    assert user.roles == {"administrator"}
    assert user.emailaddress_set.get().verified
    assert AuditEvent.objects.get(action="person.create-administrator").actor is None


@pytest.mark.parametrize(
    ("password", "codes"), [("short", ["password"]), ("password123", ["password"]), ("1234567890", ["password"] * 2)]
)
def test_an_administrator_with_a_weak_password_is_refused(password, codes):
    with pytest.raises(ActionRefused) as caught:
        create_administrator(email="root@salford.example", full_name="Root Person", password=password)

    assert [problem.code for problem in caught.value.problems] == codes


def test_a_second_administrator_at_the_same_address_is_refused():
    administrator = make_administrator()

    with pytest.raises(ActionRefused, match="already"):
        create_administrator(email=administrator.email.upper(), full_name="Root Person", password=PASSWORD)


def test_an_action_in_another_persons_name_is_refused_by_the_audit_guard():
    administrator, other, partner = make_administrator(), make_administrator(), make_partner()

    with pytest.raises(ActionRefused, match="in the name of the person who acts"), acting_as(other):
        disable_person(person=partner, by=administrator)
