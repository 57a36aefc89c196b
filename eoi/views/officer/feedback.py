"""What organisations said of how it went, once every outcome has been told (ADR 0033)."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.models import Agreement, Feedback
from eoi.policies.feedback import problems_with_reading_feedback
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_see, for_officers, page_facts
from eoi.views.officer.letter import concerned
from eoi.views.officer.refusal import not_now

PAGE_LENGTH = 50
HERE = "feedback-index"


@require_safe
@for_officers
def feedback_index(request: PersonRequest, reference: str) -> HttpResponse:
    """Totals and words; not even a number before the outcomes are told."""
    advert = concerned(request, advert_to_see(reference))
    if problems := problems_with_reading_feedback(advert):
        return not_now(request, advert, "Feedback", problems, here=HERE)
    given = Feedback.objects.about(advert)
    facts = {
        **page_facts(request, advert, HERE),
        "page_obj": Paginator(given, PAGE_LENGTH).get_page(request.GET.get("page")),
        "answers": Agreement.labels,
        "totals": [
            (statement, list(zip(Agreement.labels, counts, strict=True))) for statement, counts in given.totals()
        ],
    }
    return TemplateResponse(request, "eoi/officer/feedback_index.html", facts)
