"""What was submitted, once it has been opened."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.models import Advert, Submission
from eoi.permissions import may_see_submission_list
from eoi.requests import PersonRequest
from eoi.views.officer.access import facts_for_readers

PAGE_LENGTH = 50


@require_safe
def submission_list(request: PersonRequest, reference: str) -> HttpResponse:
    """Before the opening a page that explains the seal, with numbers; afterwards what this person has leave to read."""
    advert = get_object_or_404(Advert.objects.for_officers().with_parts().with_counts(), reference=reference)
    if not may_see_submission_list(request.user, advert):
        raise PermissionDenied("The submissions are for the officers of this advert, approvers and auditors.")
    facts = facts_for_readers(request, advert, "submission-list")
    if not advert.is_opened:
        return TemplateResponse(request, "eoi/officer/submission_list_sealed.html", facts)
    submissions = Submission.objects.standing().for_advert(advert).readable_by(request.user)
    repeated = submissions.repeated_company_numbers()
    page = Paginator(submissions.order_by("received_at", "pk"), PAGE_LENGTH).get_page(request.GET.get("page"))
    facts |= {
        "page_obj": page,
        "rows": [(submission, _number(submission) in repeated) for submission in page.object_list],
        "repeated": sorted(repeated),
    }
    return TemplateResponse(request, "eoi/officer/submission_list.html", facts)


def _number(submission: Submission) -> str:
    return submission.expression.organisation.company_number
