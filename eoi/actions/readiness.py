"""Reasons that officers record where a condition of readiness asks for one (S16)."""

from datetime import datetime

from eoi.audit import action, record
from eoi.models import Advert, ReadinessReason, User
from eoi.policies.advert import problems_with_editing
from eoi.policies.decision import problems_with_giving_reason
from eoi.problems import refuse_if


@action("readiness.reason")
def give_readiness_reason(
    *, advert: Advert, condition: str, about: str, reason: str, by: User, at: datetime
) -> ReadinessReason:
    """Record why the advert may go on although `condition` stands as `about` says. It counts until that changes."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_editing(advert) or problems_with_giving_reason(advert, condition, about, at=at))
    given = ReadinessReason.objects.create(advert=advert, condition=condition, about=about, reason=reason, given_by=by)
    record("readiness.reason", by=by, subject=advert, advert=advert, after={"condition": condition})
    return given
