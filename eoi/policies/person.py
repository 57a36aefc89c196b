"""When people may be invited, given roles, disabled, and helped with a lost second factor."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.urls import reverse

from eoi.models import Role, StaffInvitation, User
from eoi.problems import Problem
from eoi.second_factor import has_second_factor


def problems_with_inviting(*, email: str, roles: Collection[str], at: datetime) -> list[Problem]:
    """A colleague is invited once, at an address that nobody uses yet, with roles that go together (DOMAIN §2)."""
    found = _problems_with_combining(roles)
    if person := User.objects.get_queryset().at_address(email).first():
        found.append(_has_account(person, email))
    if StaffInvitation.objects.open(at=at).to_address(email).exists():
        found.append(_invited(email))
    return found


def problems_with_inviting_each(invited: Mapping[str, Collection[str]], *, at: datetime) -> dict[str, list[Problem]]:
    """As `problems_with_inviting`, for many: from lower-case address to roles. Three queries, however many there are."""
    found = {email: _problems_with_combining(roles) for email, roles in invited.items()}
    at_addresses = User.objects.get_queryset().at_addresses(invited)
    people = {person.address: person.pk for person in at_addresses}  # type: ignore[attr-defined]
    loaded = User.objects.get_queryset().with_roles_loaded().in_bulk(people.values())
    for email, key in people.items():
        found[email].append(_has_account(loaded[key], email))
    for invitation in StaffInvitation.objects.open(at=at).to_addresses(invited):
        found[invitation.email.lower()].append(_invited(invitation.email))
    return found


def problems_with_accepting(invitation: StaffInvitation, *, at: datetime) -> list[Problem]:
    """An invitation is used once, within its time, and only while its address is nobody else's."""
    if found := _problems_with_settled(invitation):
        return found
    if invitation.is_expired(at=at):
        return [Problem("expired", "This invitation is out of date. Ask for it to be sent again.")]
    if User.objects.get_queryset().at_address(invitation.email).exists():
        return [
            Problem(
                "has-account", "There is an account with this address already. Sign in with it, or reset its password."
            )
        ]
    return []


def problems_with_resending(invitation: StaffInvitation) -> list[Problem]:
    """An invitation out of date may be sent again; one accepted or withdrawn may not."""
    return _problems_with_settled(invitation)


def problems_with_withdrawing(invitation: StaffInvitation) -> list[Problem]:
    return _problems_with_settled(invitation)


def problems_with_changing_roles(person: User) -> list[Problem]:
    """Nobody becomes council staff but by invitation (DOMAIN §2)."""
    if person.is_council_staff:
        return []
    return [
        Problem(
            "not-staff", f"{person.full_name} is not council staff. Invite colleagues by their council address instead."
        )
    ]


def problems_with_new_roles(person: User, roles: Collection[str], *, by: User) -> list[Problem]:
    """Which roles go together is the database's guard; here: none left, and an administrator too few."""
    if not roles:
        return [
            Problem(
                "no-role", f"{person.full_name} would have no role left. Choose at least one, or disable the account."
            )
        ]
    if Role.ADMINISTRATOR.value not in person.roles or Role.ADMINISTRATOR.value in roles:
        return []
    if person == by:
        return [
            Problem("own-role", "You cannot take the administrator's role from yourself. Ask another administrator.")
        ]
    return _problems_with_losing_administrator(person)


def problems_with_disabling(person: User, *, by: User) -> list[Problem]:
    """Somebody must remain who can let people in."""
    if not person.is_active:
        return [Problem("disabled", f"The account of {person.full_name} is disabled already.")]
    if person == by:
        return [Problem("own-account", "You cannot disable your own account. Ask another administrator.")]
    return _problems_with_losing_administrator(person)


def problems_with_enabling(person: User) -> list[Problem]:
    if person.is_active:
        return [Problem("enabled", f"The account of {person.full_name} is not disabled.")]
    return []


def problems_with_resetting_second_factor(person: User, *, by: User) -> list[Problem]:
    """A colleague's lost one only: whoever still has theirs changes it on their own page. One query at most."""
    if person == by:
        message = (
            "You cannot reset your own second factor. Change it on your account's page, or ask another administrator."
        )
        return [Problem("own-second-factor", message)]
    if not has_second_factor(person):
        return [Problem("no-second-factor", f"{person.full_name} has no second factor to reset.")]
    return []


def _problems_with_combining(roles: Collection[str]) -> list[Problem]:
    """What the guard on roles would say once the colleague accepts, said when they are invited. A test compares the sentences."""
    if not roles:
        return [Problem("no-role", "Choose at least one role.")]
    if Role.PROSPECTIVE_PARTNER.value in roles:
        return [Problem("roles", "A prospective partner cannot be council staff: use a separate e-mail address.")]
    if Role.ADMINISTRATOR.value in roles and len(roles) > 1:
        message = "An administrator sees no content, so holds no other role: give the role to somebody else."
        return [Problem("roles", message)]
    if Role.AUDITOR.value in roles and len(roles) > 1:
        message = "An auditor changes nothing, so holds no other role: give the role to somebody else."
        return [Problem("roles", message)]
    return []


def _has_account(person: User, email: str) -> Problem:
    """Costs the query of `roles`."""
    if not person.is_council_staff:
        return Problem("has-account", f"{email} belongs to a prospective partner's account. Use another address.")
    there = reverse("eoi:person-detail", args=[person.reference])
    message = f"{person.full_name} has an account with this address. Change the roles there."
    return Problem("has-account", message, there)


def _invited(email: str) -> Problem:
    there = reverse("eoi:staff-invitation-list")
    return Problem("invited", f"{email} has been invited already. Send that invitation again.", there)


def _problems_with_settled(invitation: StaffInvitation) -> list[Problem]:
    if invitation.accepted_at:
        return [
            Problem("accepted", "This invitation has been used. Sign in with the password chosen then, or reset it.")
        ]
    if invitation.withdrawn_at:
        return [Problem("withdrawn", "This invitation has been withdrawn.")]
    return []


def _problems_with_losing_administrator(person: User) -> list[Problem]:
    others = User.objects.holding(Role.ADMINISTRATOR).exclude(pk=person.pk)
    if Role.ADMINISTRATOR.value not in person.roles or others.exists():
        return []
    return [
        Problem(
            "last-administrator", f"{person.full_name} is the only administrator. Invite another administrator first."
        )
    ]
