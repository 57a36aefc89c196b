"""Who acts for a prospective partner: invited by its lead, let in by its lead, or leaving (DOMAIN §2)."""

from datetime import datetime, timedelta

from django.urls import reverse

from eoi.actions.lead import locked_organisation
from eoi.actions.organisation import problems_with_leading
from eoi.audit import action, record
from eoi.models import JoinRequest, Membership, MembershipInvitation, MembershipRole, Organisation, User
from eoi.notifications import public_link, queue_mail
from eoi.permissions import is_partner, may_act_for
from eoi.problems import Problem, refuse_if
from eoi.references import new_token, token_digest

INVITATION_LASTS = timedelta(days=14)
MOST_WAITING_INVITATIONS = 30


@action("membership.invite")
def invite_colleague(
    *,
    organisation: Organisation,
    email: str,
    by: User,
    at: datetime,
    role: MembershipRole = MembershipRole.CONTRIBUTOR,
) -> MembershipInvitation:
    """Mail a link that expires in 14 days. Inviting the same address again sends a new link; the earlier one stops working."""
    organisation = locked_organisation(organisation)
    refuse_if(problems_with_leading(organisation, by=by))
    waiting = organisation.invitations.waiting(at=at)
    waiting.filter(email__iexact=email).update(withdrawn_at=at)
    refuse_if(_problems_with_inviting(organisation, email=email, waiting=waiting.count()))
    token = new_token()
    invitation = MembershipInvitation.objects.create(
        organisation=organisation,
        email=email.lower(),
        role=role,
        token_digest=token_digest(token),
        invited_by=by,
        expires_at=at + INVITATION_LASTS,
    )
    queue_mail(
        to=[invitation.email],
        template="emails/membership_invited.txt",
        context={"invitation": invitation, "link": public_link(reverse("eoi:membership-accept", args=[token]))},
    )
    record("membership.invite", by=by, subject=organisation, after=_facts(invitation))
    return invitation


@action("membership.accept")
def accept_invitation(*, invitation: MembershipInvitation, by: User, at: datetime) -> Membership:
    """Only the address that was invited can accept, signed in, before the invitation expires."""
    locked_organisation(invitation.organisation)
    invitation = MembershipInvitation.objects.select_related("organisation", "invited_by").get(pk=invitation.pk)
    refuse_if(problems_with_accepting(invitation, by=by, at=at))
    membership = _joined(invitation.organisation, by, role=invitation.role)
    invitation.accepted_at = at
    invitation.accepted_by = by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    queue_mail(
        to=[invitation.invited_by.email],
        template="emails/membership_accepted.txt",
        context={"membership": membership, "link": _link_to(invitation.organisation)},
    )
    record("membership.accept", by=by, subject=invitation.organisation)
    return membership


@action("membership.withdraw-invitation")
def withdraw_invitation(*, invitation: MembershipInvitation, by: User, at: datetime) -> MembershipInvitation:
    """The link in the mail stops working at once."""
    organisation = locked_organisation(invitation.organisation)
    refuse_if(problems_with_leading(organisation, by=by))
    invitation = MembershipInvitation.objects.get(pk=invitation.pk)
    if invitation.accepted_at:
        refuse_if([Problem("accepted", "This invitation has been accepted already: your colleague has joined.")])
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = at
        invitation.save(update_fields=["withdrawn_at"])
        record("membership.withdraw-invitation", by=by, subject=organisation)
    return invitation


@action("membership.ask")
def ask_to_join(*, reference: str, by: User) -> None:
    """Ask the leads of the organisations with this reference or company number. Answers nothing, so that nobody learns which exist.

    Several have one company number where somebody registered twice (P17): each is asked.
    """
    if not is_partner(by):
        refuse_if([Problem("not-a-partner", "Council staff cannot act for a prospective partner.")])
    for organisation in Organisation.objects.named_by(reference).select_for_update():
        if not may_act_for(by, organisation):
            _ask(organisation, by=by)


def _ask(organisation: Organisation, *, by: User) -> None:
    _request, is_new = JoinRequest.objects.waiting().get_or_create(organisation=organisation, user=by)
    if not is_new:
        return
    leads = organisation.memberships.leads().select_related("user")
    queue_mail(
        to=[lead.user.email for lead in leads],
        template="emails/join_requested.txt",
        context={"organisation": organisation, "person": by, "link": _link_to(organisation)},
    )
    record("membership.ask", by=by, subject=organisation)


@action("membership.decide")
def decide_join_request(*, join_request: JoinRequest, accepted: bool, by: User, at: datetime) -> JoinRequest:
    """A lead lets somebody in or declines; the one who asked is told by mail."""
    organisation = locked_organisation(join_request.organisation)
    refuse_if(problems_with_leading(organisation, by=by))
    join_request = JoinRequest.objects.select_related("user", "organisation").get(pk=join_request.pk)
    if join_request.decided_at:
        refuse_if([Problem("decided", f"The request of {join_request.user.full_name} has been decided already.")])
    join_request.decided_at = at
    join_request.decided_by = by
    join_request.accepted = accepted
    join_request.save(update_fields=["decided_at", "decided_by", "accepted"])
    if accepted:
        _joined(organisation, join_request.user, role=MembershipRole.CONTRIBUTOR)
    queue_mail(
        to=[join_request.user.email],
        template="emails/join_decided.txt",
        context={"join_request": join_request, "link": public_link(reverse("eoi:partner-start"))},
    )
    after = {"person": join_request.user.reference, "accepted": accepted}
    record("membership.decide", by=by, subject=organisation, after=after)
    return join_request


@action("membership.leave")
def leave_organisation(*, organisation: Organisation, by: User, at: datetime) -> Membership:
    """Leaving keeps the record and ends access at once. The last lead cannot leave."""
    organisation = locked_organisation(organisation)
    refuse_if(problems_with_leaving(organisation, by=by))
    membership = organisation.memberships.of(by).get()
    membership.left_at = at
    membership.save(update_fields=["left_at"])
    record("membership.leave", by=by, subject=organisation)
    return membership


def problems_with_accepting(invitation: MembershipInvitation, *, by: User, at: datetime) -> list[Problem]:
    """An invitation is for one address, for 14 days, once."""
    if invitation.email.lower() != by.email.lower():
        return [
            Problem(
                "another-address",
                "This invitation was sent to another e-mail address. Sign in with the address it was sent to.",
            )
        ]
    if not is_partner(by):
        return [Problem("not-a-partner", "Council staff cannot act for a prospective partner.")]
    if invitation.accepted_at:
        return [Problem("accepted", "This invitation has been accepted already.")]
    if invitation.withdrawn_at:
        return [
            Problem("withdrawn", "This invitation was withdrawn or replaced by a newer one. Look for a newer mail.")
        ]
    if invitation.expires_at <= at:
        return [Problem("expired", "This invitation has expired: invitations last 14 days. Ask for a new one.")]
    return []


def problems_with_leaving(organisation: Organisation, *, by: User) -> list[Problem]:
    """Somebody has to be there to let colleagues in. Two queries at most."""
    leads = organisation.memberships.leads()
    if not may_act_for(by, organisation):
        return [Problem("not-a-member", f"You do not act for {organisation.name}.")]
    if list(leads.values_list("user_id", flat=True)) == [by.pk]:
        return [
            Problem(
                "last-lead",
                f"You are the only lead of {organisation.name}, so you cannot leave. Make a colleague a lead first.",
            )
        ]
    return []


def _problems_with_inviting(organisation: Organisation, *, email: str, waiting: int) -> list[Problem]:
    if organisation.memberships.current().filter(user__email__iexact=email).exists():
        return [Problem("already-a-member", f"{email} acts for {organisation.name} already.", "#id_email")]
    if waiting >= MOST_WAITING_INVITATIONS:
        return [
            Problem(
                "too-many",
                f"{waiting} invitations are waiting, which is the most there can be. Withdraw one first.",
                "#id_email",
            )
        ]
    return []


def _joined(organisation: Organisation, user: User, *, role: str) -> Membership:
    membership, _ = Membership.objects.current().get_or_create(
        organisation=organisation, user=user, defaults={"role": role}
    )
    return membership


def _facts(invitation: MembershipInvitation) -> dict[str, str]:
    return {"expires_at": invitation.expires_at.isoformat(), "role": invitation.role}


def _link_to(organisation: Organisation) -> str:
    return public_link(reverse("eoi:organisation-detail", args=[organisation.reference]))
