"""The receipt of one edition: as a page to be bookmarked, as PDF, and as files that prove what was received when (P7)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from eoi.documents import pdf_of
from eoi.models import DeletionLogEntry, Submission
from eoi.readable_copy import readable_copy_of
from eoi.receipt import receipt_of, receipt_text
from eoi.receipt_document import receipt_document
from eoi.requests import PersonRequest
from eoi.views.partner.access import own_expression, partners_and_assistants
from eoi.views.partner.expression_of_interest import page_facts


@require_GET
@partners_and_assistants
def submission_receipt(request: PersonRequest, reference: str, number: int) -> HttpResponse:
    """With a full copy of what was submitted; the same for everybody of the organisation, whenever they come."""
    submission = _edition(request, reference, number)
    if not submission.has_content:
        return _deleted(request, submission)
    facts = page_facts(request, submission.expression)
    page = {
        **facts,
        "submission": submission,
        "is_standing": facts["standing"] == submission,
        "copy": readable_copy_of(submission.content.canonical),
    }
    return TemplateResponse(request, "eoi/partner/submission_receipt.html", page)


@require_GET
@partners_and_assistants
def submission_receipt_pdf(request: PersonRequest, reference: str, number: int) -> HttpResponse:
    """The same as the page, to print or to file. Made anew each time, of the same bytes."""
    submission = _edition(request, reference, number)
    if not submission.has_content:
        return _deleted(request, submission)
    document = receipt_document(submission, readable_copy_of(submission.content.canonical))
    pdf = pdf_of(document.as_data(), made_at=submission.received_at)
    return download(pdf, "application/pdf", f"{submission.reference}-receipt.pdf")


@require_GET
@partners_and_assistants
def submission_receipt_json(request: PersonRequest, reference: str, number: int) -> HttpResponse:
    """Reference, time, digests and content in one file, which is enough to verify the receipt (docs/receipts.md)."""
    submission = _edition(request, reference, number)
    if not submission.has_content:
        return _deleted(request, submission)
    text = receipt_text(receipt_of(submission, submission.content.canonical))
    return download(text.encode(), "application/json", f"{submission.reference}-receipt.json")


@require_GET
@partners_and_assistants
def submission_content_json(request: PersonRequest, reference: str, number: int) -> HttpResponse:
    """The sealed content to the letter: the SHA-256 of this file is the content digest on the receipt."""
    submission = _edition(request, reference, number)
    if not submission.has_content:
        return _deleted(request, submission)
    return download(submission.content.canonical.encode(), "application/json", f"{submission.reference}-content.json")


def _edition(request: PersonRequest, reference: str, number: int) -> Submission:
    """404 unless the person acts for its organisation today. Two queries."""
    expression = own_expression(request, reference)
    submission = get_object_or_404(expression.submissions.select_related("content", "submitted_by"), number=number)
    submission.expression = expression
    return submission


def _deleted(request: PersonRequest, submission: Submission) -> HttpResponse:
    """Says when and under which rule the content was deleted (R7); gone for good."""
    facts = page_facts(request, submission.expression)
    deletion = DeletionLogEntry.objects.of_content(submission.reference).first()
    page = {**facts, "submission": submission, "deletion": deletion}
    return TemplateResponse(request, "eoi/partner/submission_deleted.html", page, status=410)


def download(body: bytes, content_type: str, name: str) -> HttpResponse:
    """A file for its own organisation, kept by no cache on the way."""
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
