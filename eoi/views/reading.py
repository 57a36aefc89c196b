"""Reading one submission, after opening: only with leave, which a recusal ends at once (DESIGN §5)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.actions.reading import record_reading
from eoi.models import Submission
from eoi.permissions import is_auditor, may_see_submission_list
from eoi.readable_copy import readable_copy_of
from eoi.requests import PersonRequest


@require_safe
def submission_detail(request: PersonRequest, reference: str) -> HttpResponse:
    """404 without leave, so that nobody learns whether it exists. An auditor's reading is itself recorded (DOMAIN §2)."""
    readable = Submission.objects.readable_by(request.user).select_related("content", "submitted_by")
    submission = get_object_or_404(readable, reference=reference)
    if is_auditor(request.user):
        record_reading(submission=submission, by=request.user)
    advert = submission.expression.advert
    facts = {
        "submission": submission,
        "advert": advert,
        "organisation": submission.expression.organisation,
        "copy": readable_copy_of(submission.content.canonical),
        "sees_list": may_see_submission_list(request.user, advert),
        "is_audited": is_auditor(request.user),
    }
    return TemplateResponse(request, "eoi/reading/submission_detail.html", facts)
