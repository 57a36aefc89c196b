"""The log of a consultation for a committee: a page to print, PDF/UA, CSV (S12)."""

from collections.abc import Iterator
from typing import TypeVar

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.consultation_log import COLUMNS, log_document, log_entries
from eoi.documents import pdf_of
from eoi.identity import acting_as
from eoi.models import Advert, Consultation
from eoi.requests import PersonRequest
from eoi.spreadsheets import csv_lines
from eoi.views.officer.access import advert_to_see, for_officers, page_facts

Response = TypeVar("Response", HttpResponse, StreamingHttpResponse)


@require_safe
@for_officers
def consultation_log(request: PersonRequest, reference: str) -> HttpResponse:
    """Everything in order of date, with names; with `?informal=no` without informal representations."""
    advert = advert_to_see(reference)
    consultation = _consultation(advert)
    with_informal = _with_informal(request)
    facts = {
        **page_facts(request, advert, "consultation-detail"),
        "document": log_document(consultation, at=request.now, with_informal=with_informal).as_data(),
        "with_informal": with_informal,
    }
    return TemplateResponse(request, "eoi/officer/consultation_log.html", facts)


@require_safe
@for_officers
def consultation_log_pdf(request: PersonRequest, reference: str) -> HttpResponse:
    consultation = _consultation(advert_to_see(reference))
    document = log_document(consultation, at=request.now, with_informal=_with_informal(request))
    response = HttpResponse(pdf_of(document.as_data(), made_at=request.now), content_type="application/pdf")
    return _as_file(response, consultation, "pdf")


@require_safe
@for_officers
def consultation_log_csv(request: PersonRequest, reference: str) -> HttpResponse:
    """Streams as this person: the response is read after the request's own transaction has ended (DESIGN §9)."""
    consultation = _consultation(advert_to_see(reference))
    user, with_informal = request.user, _with_informal(request)

    def stream() -> Iterator[str]:
        with acting_as(user):
            rows = (entry.cells for entry in log_entries(consultation, with_informal=with_informal))
            yield from csv_lines([list(COLUMNS), *rows])

    response = StreamingHttpResponse(stream(), content_type="text/csv; charset=utf-8")
    return _as_file(response, consultation, "csv")  # type: ignore[return-value] # one that streams


def _consultation(advert: Advert) -> Consultation:
    """404 until it has begun."""
    consultation = Consultation.objects.of_advert(advert).with_bodies().first()
    if consultation is None:
        raise Http404
    return consultation


def _with_informal(request: PersonRequest) -> bool:
    return request.GET.get("informal") != "no"


def _as_file(response: Response, consultation: Consultation, kind: str) -> Response:
    response["Content-Disposition"] = f'attachment; filename="consultation-log-{consultation.reference}.{kind}"'
    response["Cache-Control"] = "no-store"
    return response
