"""Ending what has run out."""

from eoi.audit import action, record
from eoi.clock import EoiNow
from eoi.models import MembershipInvitation, StaffInvitation, User


@action("invitation.expire")
def expire_invitations(*, by: User | None = None) -> int:
    """Mark invitations past their last day as ended. Their links stopped working at that moment by themselves."""
    ended = 0
    for model in (StaffInvitation, MembershipInvitation):
        expired = model.objects.filter(expires_at__lte=EoiNow(), accepted_at__isnull=True, withdrawn_at__isnull=True)
        for invitation in expired.select_for_update(skip_locked=True):
            invitation.withdrawn_at = invitation.expires_at
            invitation.save(update_fields=["withdrawn_at"])
            record("invitation.expire", by=by, subject=invitation)
            ended += 1
    return ended
