"""Complete drafts that nobody submitted: an approver asks which, with a reason, and decides what follows (P18, ADR 0032)."""

from eoi.audit import action, record
from eoi.models import Advert, UnsubmittedDecision, UnsubmittedRequest, User
from eoi.policies.unsubmitted import problems_with_asking, problems_with_deciding
from eoi.problems import refuse_if


@action("unsubmitted.ask")
def ask_for_unsubmitted(*, advert: Advert, reason: str, by: User) -> UnsubmittedRequest:
    """Once an advert. The database writes down which organisations they are; the audit trail keeps their number alone."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_asking(advert))
    request = UnsubmittedRequest.objects.create(advert=advert, reason=reason, asked_by=by)
    request.refresh_from_db()
    record("unsubmitted.ask", by=by, subject=advert, advert=advert, after={"organisations": request.number_found})
    return request


@action("unsubmitted.decide")
def decide_on_unsubmitted(*, advert: Advert, outcome: str, reasons: str, by: User) -> UnsubmittedDecision:
    """For all of them together. A further decision may follow, for instance once they have been asked what kept them."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_deciding(advert))
    request = advert.unsubmitted_request
    decision = UnsubmittedDecision.objects.create(request=request, outcome=outcome, reasons=reasons, decided_by=by)
    decision.refresh_from_db()
    after = {"outcome": decision.outcome, "organisations": request.number_found}
    record("unsubmitted.decide", by=by, subject=advert, advert=advert, after=after)
    return decision
