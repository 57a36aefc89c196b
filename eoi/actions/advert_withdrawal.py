"""Withdrawing an advert before its submissions are opened: once, by an approver, told to all (ADR 0023)."""

from eoi.actions.advert_change import announce_change
from eoi.audit import action, record
from eoi.models import Advert, AdvertWithdrawal, ChangeKind, User
from eoi.policies.advert_change import problems_with_public_version, problems_with_withdrawing_advert
from eoi.problems import refuse_if

ANNOUNCEMENT = "The council has withdrawn this advert. Nobody can take part in it any more."


@action("advert.withdraw")
def withdraw_advert(*, advert: Advert, reason: str, by: User, public_version: int | None = None) -> AdvertWithdrawal:
    """From now on nothing in it starts, changes, is submitted or opened. What was submitted stays sealed; everybody is told."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_withdrawing_advert(advert) or problems_with_public_version(advert, public_version))
    withdrawal = AdvertWithdrawal.objects.create(advert=advert, reason=reason, withdrawn_by=by)
    withdrawal.refresh_from_db()
    advert.refresh_from_db(fields=["withdrawn_at"])
    announce_change(advert=advert, kind=ChangeKind.WITHDRAWAL, summary=ANNOUNCEMENT, reason=reason, by=by)
    record("advert.withdraw", by=by, subject=advert, advert=advert, after={"withdrawn_at": str(advert.withdrawn_at)})
    return withdrawal
