"""Deleting what the retention rules make due, and holding it back (R7, ADR 0033)."""

from datetime import datetime
from functools import partial

from django.db import transaction

from eoi import file_store
from eoi.audit import action, record
from eoi.models import Advert, RetentionHold, RetentionRule, RetentionRun, StoredFile, User
from eoi.permissions import is_approver
from eoi.policies.retention import problems_with_deleting, problems_with_holding, problems_with_lifting
from eoi.problems import Problem, refuse_if


@action("retention.delete")
def delete_due(*, rule: RetentionRule, advert: Advert, reason: str, by: User, at: datetime) -> RetentionRun:
    """By an approver, of one advert by one rule, for good. The database picks the rows and writes the log."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(_problems_with_approver(by) or problems_with_deleting(rule, advert, at=at))
    run = RetentionRun.objects.create(rule=rule, advert=advert, reason=reason, confirmed_by=by)
    run.refresh_from_db(fields=["begun_at"])
    rows = run.delete_what_is_due()
    for key in StoredFile.objects.destroyed_since(run.begun_at).values_list("key", flat=True):
        transaction.on_commit(partial(file_store.remove, key), robust=True)
    run.ended_at = at
    run.save(update_fields=["ended_at"])
    record("retention.delete", by=by, subject=run, advert=advert, after={"rule": rule.key, "rows": rows})
    return run


@action("retention.hold")
def hold_back(*, advert: Advert, reason: str, by: User) -> RetentionHold:
    """Nothing about this advert is deleted until the hold is lifted."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(_problems_with_approver(by) or problems_with_holding(advert))
    hold = RetentionHold.objects.create(advert=advert, reason=reason, placed_by=by)
    record("retention.hold", by=by, subject=hold, advert=advert)
    return hold


@action("retention.lift")
def lift_hold(*, hold: RetentionHold, by: User, at: datetime) -> RetentionHold:
    """What is due may be deleted again, once an approver confirms it."""
    hold = RetentionHold.objects.select_for_update(of=("self",)).select_related("advert").get(pk=hold.pk)
    refuse_if(_problems_with_approver(by) or problems_with_lifting(hold))
    hold.lifted_at = at
    hold.lifted_by = by
    hold.save(update_fields=["lifted_at", "lifted_by"])
    record("retention.lift", by=by, subject=hold, advert=hold.advert)
    return hold


def _problems_with_approver(by: User) -> list[Problem]:
    if is_approver(by):
        return []
    return [Problem("not-an-approver", "Only an approver confirms deletion, holds it back, or lets it go on.")]
