"""When an organisation may ask for more time, and an approver may give it or decline (P5, ADR 0023)."""

from datetime import datetime

from eoi.models import ClosingRecord, ExpressionOfInterest, ExtensionRequest
from eoi.naming import names_in
from eoi.policies.advert_change import problems_with_withdrawn
from eoi.problems import Problem
from eoi.templatetags.times import uk_time


def problems_with_asking_for_time(expression: ExpressionOfInterest, *, at: datetime) -> list[Problem]:
    """Before its closing time, and one request at a time. Two queries."""
    if withdrawn := problems_with_withdrawn(expression.advert):
        return withdrawn
    if at >= expression.closes_at():
        message = "The closing time has passed: no more time can be asked for."
        return [Problem("late", message, worth_recording=True)]
    if ExtensionRequest.objects.of_expression(expression).waiting().exists():
        message = "Your organisation has asked for more time already. You are told by mail as soon as it is answered."
        return [Problem("asked-already", message)]
    return []


def problems_with_later_time(expression: ExpressionOfInterest, until: datetime, *, at: datetime) -> list[Problem]:
    """Later than the closing time it would replace, and in the future."""
    closes_at = expression.closes_at()
    if until <= closes_at:
        message = f"Choose a time later than {uk_time(closes_at)}, which is the closing time now."
        return [Problem("not-later", message, "#id_until_0")]
    if until <= at:
        return [Problem("in-the-past", "That time has passed. Choose one that lies ahead.", "#id_until_0")]
    return []


def problems_with_answering_time(request: ExtensionRequest) -> list[Problem]:
    """Once, while the seal of the advert is not yet closed by its record. One query."""
    advert = request.expression.advert
    if not request.is_waiting:
        return [Problem("answered", f"{request.reference} has been answered already.")]
    if withdrawn := problems_with_withdrawn(advert):
        return withdrawn
    if ClosingRecord.objects.filter(advert=advert).exists():
        message = "The closing record has been published: no more time can be given. Everybody’s time has passed."
        return [Problem("closed", message)]
    return []


def problems_with_naming(request: ExtensionRequest, reason: str) -> list[Problem]:
    """Everybody reads the reason, so it names neither the organisation, whatever its legal form, nor who asked for it (R1)."""
    organisation, person = request.expression.organisation, request.asked_by
    found = names_in(reason, [organisation.name, organisation.company_number, person.full_name, person.email])
    return [
        Problem("names-organisation", f"Everybody reads this, and it names {name}. Take the name out.", "#id_reason")
        for name in found
    ]
