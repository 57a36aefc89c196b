"""A partner says again that what it submitted stands (P20)."""

from datetime import datetime

from eoi.audit import action, record
from eoi.models import AdvertChange, ExpressionOfInterest, Reconfirmation, User
from eoi.policies.reconfirmation import problems_with_reconfirming
from eoi.problems import refuse_if


@action("submission.reconfirm")
def reconfirm(*, expression: ExpressionOfInterest, change: AdvertChange, by: User, at: datetime) -> Reconfirmation:
    """After this material change. Clicked twice, the first word counts. Refused after the closing time."""
    expression.advert.hold_open()
    expression = (
        ExpressionOfInterest.objects.select_for_update(of=("self",)).select_related("advert").get(pk=expression.pk)
    )
    earlier = Reconfirmation.objects.after(change).filter(expression=expression).first()
    if earlier:
        return earlier
    refuse_if(problems_with_reconfirming(expression, change, at=at))
    reconfirmation = Reconfirmation.objects.create(expression=expression, change=change, confirmed_by=by)
    after = {"change": change.number}
    record("submission.reconfirm", by=by, subject=expression, advert=expression.advert, after=after)
    return reconfirmation
