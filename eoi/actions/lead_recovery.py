"""A new lead where nobody of an organisation can act: one of the council records it, leads may stop it, another confirms (ADR 0031).

Neither learns anything of what the organisation is preparing: not whether there is a draft.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.urls import reverse

from eoi.actions.lead import locked_organisation
from eoi.actions.organisation import problems_with_leading
from eoi.audit import action, record
from eoi.models import LeadRecovery, Membership, MembershipRole, Organisation, User
from eoi.models.lead_recovery import has_active_lead
from eoi.notifications import public_link, queue_mail
from eoi.policies.lead_recovery import (
    DAYS_TO_OBJECT,
    problems_with_confirming_recovery,
    problems_with_deciding_recovery,
    problems_with_recording_recovery,
)
from eoi.problems import refuse_if
from eoi.working_days import UNITED_KINGDOM, add_working_days, uk_day


@action("lead-recovery.record")
def record_recovery(
    *, organisation: Organisation, new_lead: User, identity_check: str, evidence: str, by: User, at: datetime
) -> LeadRecovery:
    """Everybody of the organisation is told, and its leads may stop it for two working days; at once where no lead's account is active."""
    organisation = locked_organisation(organisation)
    refuse_if(problems_with_recording_recovery(organisation, new_lead=new_lead))
    recovery = LeadRecovery.objects.create(
        organisation=organisation,
        new_lead=new_lead,
        identity_check=identity_check,
        evidence=evidence,
        recorded_by=by,
        objection_until=_objection_until(at) if has_active_lead(organisation) else at,
    )
    recovery.refresh_from_db(fields=["recorded_at", "objection_until"])
    link = public_link(reverse("eoi:lead-recovery-stop", args=[recovery.reference]))
    _tell(recovery, _addresses(organisation), "emails/lead_recovery_recorded.txt", link=link)
    after = {"organisation": organisation.reference, "person": new_lead.reference, "check": identity_check}
    record("lead-recovery.record", by=by, subject=recovery, after=after)
    return recovery


@action("lead-recovery.stop")
def stop_recovery(*, recovery: LeadRecovery, by: User, at: datetime) -> LeadRecovery:
    """A lead who is still there objects: nothing changes, and whoever recorded it is told."""
    recovery = _locked(recovery)
    refuse_if(problems_with_leading(recovery.organisation, by=by) or problems_with_deciding_recovery(recovery, at=at))
    recovery.objected_at = at
    recovery.objected_by = by
    recovery.save(update_fields=["objected_at", "objected_by"])
    link = public_link(reverse("eoi:lead-recovery-detail", args=[recovery.reference]))
    _tell(recovery, [recovery.recorded_by.email], "emails/lead_recovery_stopped.txt", link=link)
    record("lead-recovery.stop", by=by, subject=recovery, after={"organisation": recovery.organisation.reference})
    return recovery


@action("lead-recovery.cancel")
def cancel_recovery(*, recovery: LeadRecovery, reason: str, by: User, at: datetime) -> LeadRecovery:
    """Taken back by the council before it is confirmed. The organisation is told."""
    recovery = _locked(recovery)
    refuse_if(problems_with_deciding_recovery(recovery, at=at))
    recovery.cancelled_at = at
    recovery.cancelled_by = by
    recovery.cancelled_reason = reason
    recovery.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_reason"])
    link = public_link(reverse("eoi:partner-start"))
    _tell(recovery, _addresses(recovery.organisation), "emails/lead_recovery_cancelled.txt", link=link)
    record("lead-recovery.cancel", by=by, subject=recovery, after={"organisation": recovery.organisation.reference})
    return recovery


@action("lead-recovery.confirm")
def confirm_recovery(*, recovery: LeadRecovery, note: str, by: User, at: datetime) -> LeadRecovery:
    """A second person of the council confirms, in their own session. The person is a lead from now on; nobody else loses anything."""
    recovery = _locked(recovery)
    refuse_if(problems_with_confirming_recovery(recovery, by=by, at=at))
    organisation = recovery.organisation
    told = [*_addresses(organisation), recovery.new_lead.email]
    recovery.confirmed_at = at
    recovery.confirmed_by = by
    recovery.confirmed_note = note
    recovery.save(update_fields=["confirmed_at", "confirmed_by", "confirmed_note"])
    membership, is_new = Membership.objects.current().get_or_create(
        organisation=organisation, user=recovery.new_lead, defaults={"role": MembershipRole.LEAD}
    )
    if not is_new:
        membership.role = MembershipRole.LEAD
        membership.save(update_fields=["role"])
    link = public_link(reverse("eoi:organisation-detail", args=[organisation.reference]))
    _tell(recovery, told, "emails/lead_recovery_confirmed.txt", link=link)
    after = {"organisation": organisation.reference, "person": recovery.new_lead.reference}
    record("lead-recovery.confirm", by=by, subject=recovery, after=after)
    return recovery


def _objection_until(at: datetime) -> datetime:
    """Two working days later, at the next full hour: never a moment less than the two days that the database holds."""
    day = add_working_days(uk_day(at), DAYS_TO_OBJECT)
    hour = at.astimezone(UNITED_KINGDOM).replace(minute=0, second=0, microsecond=0, tzinfo=None)
    return datetime.combine(day, hour.time(), tzinfo=UNITED_KINGDOM) + timedelta(hours=1)


def _locked(recovery: LeadRecovery) -> LeadRecovery:
    """After the organisation, in the order in which everything about its people locks."""
    locked_organisation(recovery.organisation)
    return LeadRecovery.objects.with_people().select_for_update(of=("self",)).get(pk=recovery.pk)


def _addresses(organisation: Organisation) -> list[str]:
    """Everybody who acts for it today, at every address of theirs that is verified, so that one lost mailbox hides nothing."""
    people = [membership.user for membership in organisation.memberships.current().select_related("user")]
    further = EmailAddress.objects.filter(user__in=people, verified=True).values_list("email", flat=True)
    return [*(person.email for person in people), *further]


def _tell(recovery: LeadRecovery, to: Iterable[str], template: str, *, link: str) -> None:
    addresses = {address.casefold(): address for address in to}
    queue_mail(to=addresses.values(), template=template, context={"recovery": recovery, "link": link})
