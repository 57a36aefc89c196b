"""After submitting: where it stands, the receipt of a withdrawal, and everything in one file (P7, P10, R7)."""

from collections.abc import Iterator
from typing import cast

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.whole_copy import record_download
from eoi.expression_life import Facts, expression_life
from eoi.identity import acting_as
from eoi.models import ClosingRecord, ExpressionOfInterest, Letter, Minutes, Submission
from eoi.notifications import public_link
from eoi.policies.feedback import problems_with_giving_feedback
from eoi.requests import PersonRequest
from eoi.views.partner.access import own_expression, partners_and_assistants, partners_only
from eoi.views.partner.expression_of_interest import page_facts
from eoi.whole_copy import entries_of
from eoi.zip_stream import zipped


@require_safe
@partners_and_assistants
def expression_status(request: PersonRequest, reference: str) -> HttpResponse:
    """One page for where it stands and what happens next. Nothing of the evaluation is read for it."""
    expression = own_expression(request, reference)
    facts = page_facts(request, expression)
    record = ClosingRecord.objects.of(expression.advert).first()
    letters = Letter.objects.to_expression(expression)
    outcome = letters.telling_outcome().first()
    life = expression_life(
        expression,
        Facts(
            standing=facts["standing"],
            withdrawal=expression.withdrawals.last(),
            recorded_at=record.made_at if record else None,
            told_at=outcome.sent_at if outcome else None,
        ),
        at=request.now,
    )
    page = {
        **facts,
        "life": life,
        "record": record,
        "letters": letters.count(),
        "minutes": Minutes.objects.of_expression(expression).count(),
        "may_give_feedback": not problems_with_giving_feedback(expression, at=request.now),
        "submissions": Submission.objects.of_expression(expression),
        "withdrawals": expression.withdrawals.select_related("withdrawn_by"),
    }
    return TemplateResponse(request, "eoi/partner/expression_status.html", page)


@require_safe
@partners_only
def withdrawal_receipt(request: PersonRequest, reference: str, number: int) -> HttpResponse:
    """What was withdrawn, when and by whom, and what is kept. The same for everybody of the organisation."""
    expression = own_expression(request, reference)
    withdrawal = get_object_or_404(expression.withdrawals.select_related("withdrawn_by"), last_number=number)
    ended = Submission.objects.ended_by(withdrawal)
    page = {**page_facts(request, expression), "withdrawal": withdrawal, "ended": ended}
    return TemplateResponse(request, "eoi/partner/withdrawal_receipt.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@partners_only
def expression_download(request: PersonRequest, reference: str) -> HttpResponse:
    """Says what the copy holds; the button streams it, as this person, after the request's own transaction (DESIGN §9)."""
    expression = own_expression(request, reference)
    if request.method != "POST":
        page = {**page_facts(request, expression), "editions": expression.submissions.count()}
        return TemplateResponse(request, "eoi/partner/expression_download.html", page)
    record_download(expression=expression, by=request.user)
    response = StreamingHttpResponse(_pieces(request, expression), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{expression.reference}-everything.zip"'
    response["Cache-Control"] = "no-store"
    return cast(HttpResponse, response)


def _pieces(request: PersonRequest, expression: ExpressionOfInterest) -> Iterator[bytes]:
    person, now = request.user, request.now
    context = {
        "taken_by": person.full_name,
        "taken_at": now,
        "receipts_link": public_link(reverse("eoi:receipt-check")),
        "council_name": settings.COUNCIL_NAME,
        "contact_telephone": settings.CONTACT_TELEPHONE,
    }
    with acting_as(person):
        yield from zipped(entries_of(expression, context=context), made_at=now)
