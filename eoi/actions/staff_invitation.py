"""Colleagues are invited by an administrator: the only way to become council staff (DOMAIN §2)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import connection
from django.urls import reverse

from eoi.actions.person import create_council_user
from eoi.actions.reading import follow_roles
from eoi.audit import action, record
from eoi.models import StaffInvitation, User
from eoi.notifications import public_link, queue_mail
from eoi.policies.person import (
    problems_with_accepting,
    problems_with_inviting,
    problems_with_resending,
    problems_with_withdrawing,
)
from eoi.problems import ActionRefused, refuse_if
from eoi.references import new_token, token_digest

VALID_FOR = timedelta(days=14)
INVITING = 1000  # the number of an advisory lock; those of eoi/due.py begin at 1


@dataclass(frozen=True)
class Colleague:
    """Somebody to be invited."""

    email: str
    full_name: str
    roles: tuple[str, ...]


@action("staff-invitation.create")
def invite_staff(*, email: str, full_name: str, roles: Collection[str], by: User, at: datetime) -> StaffInvitation:
    """Invite a colleague with the roles they will have; the link in the mail is good for fourteen days, once."""
    _one_at_a_time()
    email = email.strip().lower()
    refuse_if(problems_with_inviting(email=email, roles=roles, at=at))
    token = new_token()
    invitation = StaffInvitation.objects.create(
        email=email,
        full_name=full_name,
        roles=sorted(roles),
        token_digest=token_digest(token),
        invited_by=by,
        expires_at=at + VALID_FOR,
    )
    record("staff-invitation.create", by=by, subject=invitation, after={"roles": invitation.roles})
    _mail(invitation, token)
    return invitation


@action("staff-invitation.bulk")
def invite_many(*, colleagues: Sequence[Colleague], by: User, at: datetime) -> list[StaffInvitation]:
    """Invite everybody on a list, or nobody: each as `invite_staff` does. A refusal names the colleague whom it is about.

    About twenty queries a colleague: a list is limited to 200.
    """
    _one_at_a_time()
    invitations = [_invited(colleague, by=by, at=at) for colleague in colleagues]
    record("staff-invitation.bulk", by=by, subject=by, after={"invited": len(invitations)})
    return invitations


@action("staff-invitation.resend")
def resend_staff_invitation(*, invitation: StaffInvitation, by: User, at: datetime) -> StaffInvitation:
    """Send the invitation again with a new link and fourteen new days. The earlier link stops working: only its digest was kept."""
    invitation = _locked(invitation)
    refuse_if(problems_with_resending(invitation))
    token = new_token()
    invitation.token_digest = token_digest(token)
    invitation.expires_at = at + VALID_FOR
    invitation.save(update_fields=["token_digest", "expires_at"])
    record("staff-invitation.resend", by=by, subject=invitation)
    _mail(invitation, token)
    return invitation


@action("staff-invitation.withdraw")
def withdraw_staff_invitation(*, invitation: StaffInvitation, by: User, at: datetime) -> StaffInvitation:
    """The link stops working. Nobody is told by mail."""
    invitation = _locked(invitation)
    refuse_if(problems_with_withdrawing(invitation))
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    record("staff-invitation.withdraw", by=by, subject=invitation)
    return invitation


@action("staff-invitation.accept")
def accept_staff_invitation(
    *, invitation: StaffInvitation, password: str, at: datetime, by: User | None = None
) -> User:
    """The colleague chooses a password and is staff from now on. Whoever has the link has the mailbox, so the address is verified."""
    invitation = _locked(invitation)
    refuse_if(problems_with_accepting(invitation, at=at))
    user = create_council_user(
        email=invitation.email, full_name=invitation.full_name, password=password, roles=invitation.roles
    )
    invitation.accepted_at = at
    invitation.accepted_by = user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    follow_roles(user, by=by)
    record("staff-invitation.accept", by=user, subject=invitation, after={"roles": invitation.roles})
    return user


def _invited(colleague: Colleague, *, by: User, at: datetime) -> StaffInvitation:
    try:
        return invite_staff(email=colleague.email, full_name=colleague.full_name, roles=colleague.roles, by=by, at=at)
    except ActionRefused as refusal:
        named = [replace(found, message=f"{colleague.full_name}: {found.message}") for found in refusal.problems]
        raise ActionRefused(named) from refusal


def _one_at_a_time() -> None:
    """A double click, or two administrators with one list, meet here: the second finds what the first has invited."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(2003, %s)", [INVITING])


def _locked(invitation: StaffInvitation) -> StaffInvitation:
    return StaffInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)


def _mail(invitation: StaffInvitation, token: str) -> None:
    link = public_link(reverse("eoi:staff-invitation-accept", args=[token]))
    queue_mail(
        to=[invitation.email], template="emails/staff_invitation.txt", context={"invitation": invitation, "link": link}
    )
