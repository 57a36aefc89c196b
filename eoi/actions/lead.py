"""Who leads a prospective partner: a second lead, the part passed on, and people whose access a lead ends (DOMAIN §2)."""

from datetime import datetime

from django.urls import reverse

from eoi.actions.organisation import problems_with_leading
from eoi.audit import action, record
from eoi.models import Membership, MembershipRole, Organisation, User
from eoi.notifications import public_link, queue_mail
from eoi.problems import Problem, refuse_if


@action("membership.make-lead")
def make_lead(*, membership: Membership, by: User) -> Membership:
    """A second lead, so that the first can leave or be away."""
    organisation = locked_organisation(membership.organisation)
    refuse_if(problems_with_leading(organisation, by=by))
    membership = Membership.objects.select_related("user").get(pk=membership.pk)
    if membership.left_at:
        refuse_if([Problem("left", f"{membership.user.full_name} has left this organisation.")])
    if membership.role != MembershipRole.LEAD:
        membership.role = MembershipRole.LEAD
        membership.save(update_fields=["role"])
        after = {"person": membership.user.reference}
        record("membership.make-lead", by=by, subject=organisation, after=after)
    return membership


@action("membership.transfer-lead")
def transfer_lead(*, membership: Membership, by: User) -> Membership:
    """Make a colleague a lead and step back to contributor, in one step: the organisation is never without a lead."""
    organisation = locked_organisation(membership.organisation)
    refuse_if(problems_with_leading(organisation, by=by))
    membership = Membership.objects.select_related("user", "organisation").get(pk=membership.pk)
    refuse_if(problems_with_passing_on(membership, by=by))
    membership.role = MembershipRole.LEAD
    membership.save(update_fields=["role"])
    own = organisation.memberships.of(by).get()
    own.role = MembershipRole.CONTRIBUTOR
    own.save(update_fields=["role"])
    _tell(membership, "emails/lead_transferred.txt", by=by)
    after = {"from": by.reference, "to": membership.user.reference}
    record("membership.transfer-lead", by=by, subject=organisation, after=after)
    return membership


@action("membership.end")
def end_membership(*, membership: Membership, by: User, at: datetime) -> Membership:
    """A lead ends the access of somebody who has left or should not have it. The record stays, and the person is told."""
    organisation = locked_organisation(membership.organisation)
    refuse_if(problems_with_leading(organisation, by=by))
    membership = Membership.objects.select_related("user", "organisation").get(pk=membership.pk)
    refuse_if(problems_with_ending(membership, by=by))
    membership.left_at = at
    membership.save(update_fields=["left_at"])
    _tell(membership, "emails/membership_ended.txt", by=by)
    record("membership.end", by=by, subject=organisation, after={"person": membership.user.reference})
    return membership


def problems_with_passing_on(membership: Membership, *, by: User) -> list[Problem]:
    """To a colleague who acts for the organisation today. No query where its people are loaded."""
    if membership.left_at:
        return [Problem("left", f"{membership.user.full_name} has left this organisation. Choose somebody else.")]
    if membership.user_id == by.pk:
        return [Problem("yourself", "You lead already. Choose a colleague to pass the lead on to.")]
    return []


def problems_with_ending(membership: Membership, *, by: User) -> list[Problem]:
    """Oneself one leaves; whoever is gone is gone."""
    if membership.left_at:
        return [Problem("left", f"{membership.user.full_name} has left this organisation already.")]
    if membership.user_id == by.pk:
        return [Problem("yourself", "This is you. To go yourself, leave the organisation instead.")]
    return []


def locked_organisation(organisation: Organisation) -> Organisation:
    """One change of an organisation's people at a time, so that two last leads cannot both step back."""
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _tell(membership: Membership, template: str, *, by: User) -> None:
    link = public_link(reverse("eoi:partner-start"))
    queue_mail(
        to=[membership.user.email],
        template=template,
        context={"membership": membership, "person": by, "link": link},
    )
