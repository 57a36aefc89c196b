"""Letters and minutes as their organisation reads them (DESIGN §5)."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.actions.letter import read_letter
from eoi.documents import pdf_of
from eoi.letter_document import STANDING, letter_document
from eoi.models import Letter, Minutes
from eoi.requests import PersonRequest
from eoi.views.partner.access import own_expression, partners_only
from eoi.views.partner.expression_of_interest import page_facts
from eoi.views.partner.receipt import download

PAGE_LENGTH = 50


@require_safe
@partners_only
def letter_list(request: PersonRequest, reference: str) -> HttpResponse:
    """What the council has written to this organisation, and the minutes of conversations with it."""
    expression = own_expression(request, reference)
    letters = Letter.objects.to_expression(expression).with_readers()
    page = {
        **page_facts(request, expression),
        "page_obj": Paginator(letters, PAGE_LENGTH).get_page(request.GET.get("page")),
        "minutes_page": Paginator(Minutes.objects.of_expression(expression), PAGE_LENGTH).get_page(
            request.GET.get("page")
        ),
    }
    return TemplateResponse(request, "eoi/partner/letter_list.html", page)


@require_safe
@partners_only
def letter_detail(request: PersonRequest, reference: str, letter: str) -> HttpResponse:
    """The first reading by each person is noted, and the council sees when the letter was first opened."""
    found = _letter(request, reference, letter)
    read_letter(letter=found, by=request.user)
    page = {**page_facts(request, found.expression), "letter": found, "standing_sentence": STANDING}
    return TemplateResponse(request, "eoi/partner/letter_detail.html", page)


@require_safe
@partners_only
def letter_pdf(request: PersonRequest, reference: str, letter: str) -> HttpResponse:
    """The same words to print or to file; taking it is reading it."""
    found = _letter(request, reference, letter)
    read_letter(letter=found, by=request.user)
    pdf = pdf_of(letter_document(found).as_data(), made_at=found.sent_at or request.now)
    return download(pdf, "application/pdf", f"{found.reference}.pdf")


def _letter(request: PersonRequest, reference: str, letter: str) -> Letter:
    """404 unless it was sent to an organisation the person acts for today. Two queries."""
    expression = own_expression(request, reference)
    found = get_object_or_404(
        Letter.objects.to_expression(expression).select_related("sent_by", "written_by"), reference=letter
    )
    found.expression = expression
    return found
