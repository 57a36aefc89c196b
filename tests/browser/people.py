"""The council's people, and accounts in every state."""

import re

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from post_office.models import Email

from eoi.actions.staff_invitation import invite_staff
from eoi.identity import perform
from eoi.models import Role, StaffInvitation, User
from tests.browser.adverts import made
from tests.browser.partners import Partners
from tests.factories.people import (
    TOTP_SECRET,
    make_administrator,
    make_approver,
    make_auditor,
    make_evaluator,
    make_officer,
    make_partner,
    make_person,
)


class People(Partners):
    @made
    def officer(self) -> User:
        return make_officer()

    @made
    def approver(self) -> User:
        return make_approver()

    @made
    def auditor(self) -> User:
        return make_auditor()

    @made
    def evaluator(self) -> User:
        return make_evaluator()

    @made
    def administrator(self) -> User:
        return make_administrator()

    @made
    def manager(self) -> User:
        return make_person(Role.SERVICE_MANAGER)

    @made
    def lead_member(self) -> User:
        return make_person(Role.LEAD_MEMBER)

    @made
    def disabled(self) -> User:
        return make_officer(is_active=False)

    @made
    def unprotected(self) -> User:
        """Council staff who have not set up a second factor."""
        person = make_officer()
        Authenticator.objects.filter(user=person).delete()
        return person

    @made
    def without_password(self) -> User:
        person = make_partner()
        person.set_unusable_password()
        person.save(update_fields=["password"])
        return person

    @made
    def staff_invitation(self) -> StaffInvitation:
        return perform(
            invite_staff,
            by=self.administrator,
            email="new.colleague@example.org",
            full_name="New Colleague",
            roles=["evaluator", "service-manager"],
        )

    @property
    def staff_token(self) -> str:
        self.staff_invitation  # noqa: B018 — made when asked for
        return self.in_mail("new.colleague@example.org", r"/staff-invitation/([^/\s]+)/")

    @property
    def confirmation_key(self) -> str:
        partner = make_person(Role.PROSPECTIVE_PARTNER, sign_in=False)
        address = EmailAddress.objects.create(user=partner, email=partner.email, primary=True)
        return EmailConfirmationHMAC(address).key

    @property
    def reset_person(self) -> str:
        return user_pk_to_url_str(self.lead)

    @property
    def reset_key(self) -> str:
        return default_token_generator.make_token(self.lead)

    @made
    def lead_with_second_factor(self) -> User:
        person = make_partner()
        TOTP.activate(person, TOTP_SECRET)
        RecoveryCodes.activate(person)
        return person

    def in_mail(self, to: str, pattern: str) -> str:
        """What the latest mail to somebody contains."""
        found = re.search(pattern, Email.objects.filter(to__contains=to).latest("pk").message)
        assert found, f"No mail to {to} contains {pattern}"
        return found.group(1)
