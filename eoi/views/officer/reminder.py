"""How many will be reminded to submit, and when: numbers, and not who (P11)."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.reminder_preview import reminder_preview as preview_of
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_see, for_officers, page_facts


@require_safe
@for_officers
def reminder_preview(request: PersonRequest, reference: str) -> HttpResponse:
    """Of a draft it says when the reminders will be; of one that has closed, that none goes out any more."""
    advert = advert_to_see(reference)
    facts = {
        **page_facts(request, advert, "reminder-preview"),
        "preview": preview_of(advert, at=request.now),
        "is_over": advert.is_withdrawn or advert.is_closed(at=request.now),
    }
    return TemplateResponse(request, "eoi/officer/reminder_preview.html", facts)
