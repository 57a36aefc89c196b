"""People and organisations, reached as the product reaches them; numbered, never random."""

from itertools import count

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group

from eoi.models import (
    COUNCIL_ROLES,
    Membership,
    MembershipRole,
    Organisation,
    OrganisationKind,
    OrganisationSize,
    Role,
    User,
)

PASSWORD = "correct horse battery"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_numbers = count(1)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    full_name = factory.Sequence(lambda n: f"Person Number{n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")

    @factory.post_generation
    def roles(self, create, extracted, **kwargs):
        for role in extracted or ():
            self.groups.add(Group.objects.get(name=Role(role).value))

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or PASSWORD)
        self.save(update_fields=["password"])

    @factory.post_generation
    def sign_in(self, create, extracted, **kwargs):
        """A verified address and, for council staff, a second factor; `sign_in=False` leaves both out."""
        if extracted is False:
            return
        EmailAddress.objects.create(user=self, email=self.email, primary=True, verified=True)
        if self.groups.filter(name__in=COUNCIL_ROLES).exists():
            TOTP.activate(self, TOTP_SECRET)


def make_person(*roles: Role, **fields) -> User:
    return UserFactory(roles=roles, **fields)


def make_officer(**fields) -> User:
    return make_person(Role.PROCUREMENT_OFFICER, **fields)


def make_approver(**fields) -> User:
    return make_person(Role.APPROVER, **fields)


def make_evaluator(**fields) -> User:
    return make_person(Role.EVALUATOR, **fields)


def make_auditor(**fields) -> User:
    return make_person(Role.AUDITOR, **fields)


def make_administrator(**fields) -> User:
    return make_person(Role.ADMINISTRATOR, **fields)


def make_partner(organisation: Organisation | None = None, *, lead: bool = True, **fields) -> User:
    """A prospective partner who acts for `organisation`, or for a new one of their own."""
    partner = make_person(Role.PROSPECTIVE_PARTNER, **fields)
    if organisation is None:
        organisation = make_organisation(created_by=partner)
    role = MembershipRole.LEAD if lead else MembershipRole.CONTRIBUTOR
    Membership.objects.create(organisation=organisation, user=partner, role=role)
    return partner


def make_organisation(*, created_by: User, **fields) -> Organisation:
    number = next(_numbers)
    wanted = {
        "name": f"Organisation {number}",
        "company_number": f"{number:08d}",
        "kind": OrganisationKind.COMPANY,
        "size": OrganisationSize.SMALL,
        "address": f"{number} Chapel Street\nSalford",
        **fields,
    }
    return Organisation.objects.create(created_by=created_by, **wanted)


def organisation_of(partner: User) -> Organisation:
    return Organisation.objects.of(partner).get()
