"""Opening the submissions: one officer asks, another confirms in their own session, once (DESIGN §4)."""

from datetime import datetime

from eoi.actions.reading import grant_reading
from eoi.audit import action, record
from eoi.models import Advert, ReadingPurpose, Role, Submission, User
from eoi.policies.opening import (
    problems_with_cancelling_opening,
    problems_with_confirming_opening,
    problems_with_requesting_opening,
)
from eoi.problems import refuse_if


@action("opening.request")
def request_opening(*, advert: Advert, by: User, at: datetime) -> Advert:
    """The first officer asks. Nothing is opened yet."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_requesting_opening(advert, at=at, by=by))
    advert.opening_requested_at = at
    advert.opening_requested_by = by
    advert.save(update_fields=["opening_requested_at", "opening_requested_by"])
    record("opening.request", by=by, subject=advert, advert=advert)
    return advert


@action("opening.cancel")
def cancel_opening_request(*, advert: Advert, by: User) -> Advert:
    """Take back a request that nobody has confirmed."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_cancelling_opening(advert))
    advert.opening_requested_at = None
    advert.opening_requested_by = None
    advert.save(update_fields=["opening_requested_at", "opening_requested_by"])
    record("opening.cancel", by=by, subject=advert, advert=advert)
    return advert


@action("opening.confirm")
def confirm_opening(*, advert: Advert, by: User, at: datetime) -> Advert:
    """The second officer confirms. Officers, approvers and auditors may read the standing submissions from now on."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_confirming_opening(advert, by=by, at=at))
    advert.opened_at = at
    advert.opening_confirmed_by = by
    advert.save(update_fields=["opened_at", "opening_confirmed_by"])
    advert.refresh_from_db(fields=["opened_at"])
    submissions = list(Submission.objects.standing().for_advert(advert))
    for purpose, readers in (
        (ReadingPurpose.OFFICER, [officer.user for officer in advert.officers.select_related("user")]),
        (ReadingPurpose.APPROVER, User.objects.holding(Role.APPROVER)),
        (ReadingPurpose.AUDITOR, User.objects.holding(Role.AUDITOR)),
    ):
        for reader in readers:
            grant_reading(submissions=submissions, user=reader, purpose=purpose, by=by)
    record("opening.confirm", by=by, subject=advert, advert=advert, after={"standing_submissions": len(submissions)})
    return advert
