"""When a new lead may be asked for and confirmed where nobody of an organisation can act (ADR 0031)."""

from datetime import datetime

from eoi.models import LeadRecovery, Organisation, RecoveryState, User
from eoi.models.lead_recovery import has_active_lead
from eoi.permissions import is_partner, may_lead
from eoi.problems import Problem
from eoi.templatetags.times import uk_time

DAYS_TO_OBJECT = 2


def problems_with_recording_recovery(organisation: Organisation, *, new_lead: User) -> list[Problem]:
    """One request at a time, for somebody with an account who does not lead already. Three queries at most."""
    if not is_partner(new_lead) or not new_lead.is_active:
        message = f"{new_lead.email} is not the address of a prospective partner’s account. Ask them to sign up with it first."
        return [Problem("no-account", message, "#id_email")]
    if may_lead(new_lead, organisation):
        return [Problem("leads", f"{new_lead.full_name} is a lead of {organisation.name} already.", "#id_email")]
    waiting = LeadRecovery.objects.of_organisation(organisation).undecided().first()
    if waiting:
        message = f"{waiting.reference} is waiting for this organisation already. Confirm it, or take it back first."
        return [Problem("waiting", message)]
    return []


def problems_with_confirming_recovery(recovery: LeadRecovery, *, by: User, at: datetime) -> list[Problem]:
    """By a second person of the council, once leads have had their time to object. One query at most."""
    if found := problems_with_deciding_recovery(recovery, at=at):
        return found
    if recovery.recorded_by_id == by.pk:
        message = "You recorded this request, so another officer or administrator has to confirm it."
        return [Problem("same-person", message, worth_recording=True)]
    if at < recovery.objection_until:
        message = f"The leads of {recovery.organisation.name} may object until {uk_time(recovery.objection_until)}. Confirm it after that."
        return [Problem("too-early", message, worth_recording=True)]
    if not recovery.waits and has_active_lead(recovery.organisation):
        message = (
            "When this was recorded no lead’s account was active, and now one is. Take the request back and record it "
            "again, so that the lead has time to object."
        )
        return [Problem("lead-returned", message)]
    return []


def problems_with_deciding_recovery(recovery: LeadRecovery, *, at: datetime) -> list[Problem]:
    """What has been decided stays so. No query."""
    state = recovery.state(at=at)
    if state == RecoveryState.CONFIRMED:
        return [
            Problem("decided", f"{recovery.reference} has been confirmed: {recovery.new_lead.full_name} is a lead.")
        ]
    if state == RecoveryState.STOPPED:
        return [Problem("decided", f"{recovery.reference} was stopped by a lead of the organisation.")]
    if state == RecoveryState.CANCELLED:
        return [Problem("decided", f"{recovery.reference} was taken back.")]
    return []
