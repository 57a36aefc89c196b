"""Reading one submission, after opening: only with leave, which a recusal ends at once (DESIGN §5)."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.actions.file import record_file_reading
from eoi.actions.reading import record_reading
from eoi.downloads import as_attachment
from eoi.file_checks import FORMATS, file_download_name
from eoi.models import DeletionLogEntry, StagedFile, Submission
from eoi.permissions import is_auditor, may_see_submission_list
from eoi.policies.file import problems_with_showing_file
from eoi.readable_copy import copied_files_of, readable_copy_of
from eoi.requests import PersonRequest
from eoi.sealed_files import files_to_read


@require_safe
def submission_detail(request: PersonRequest, reference: str) -> HttpResponse:
    """404 without leave, so that nobody learns whether it exists. An auditor's reading is itself recorded (DOMAIN §2)."""
    readable = Submission.objects.readable_by(request.user).select_related("content", "submitted_by")
    submission = get_object_or_404(readable, reference=reference)
    if is_auditor(request.user):
        record_reading(submission=submission, by=request.user)
    if not submission.has_content:
        gone = {"submission": submission, "deletion": DeletionLogEntry.objects.of_content(reference).first()}
        return TemplateResponse(request, "eoi/reading/submission_deleted.html", gone, status=410)
    advert, copy = submission.expression.advert, readable_copy_of(submission.content.canonical)
    facts = {
        "submission": submission,
        "advert": advert,
        "organisation": submission.expression.organisation,
        "copy": copy,
        "files": files_to_read(submission, copy.files),
        "sees_list": may_see_submission_list(request.user, advert),
        "is_audited": is_auditor(request.user),
    }
    return TemplateResponse(request, "eoi/reading/submission_detail.html", facts)


@require_safe
def submission_file(request: PersonRequest, reference: str, place: int) -> HttpResponseBase:
    """One of its files, by its place in the sealed list; 404 as the submission itself. Each time is recorded.

    What may not be opened, because of viruses, is explained on a page.
    """
    submission = get_object_or_404(
        Submission.objects.readable_by(request.user).select_related("content"), reference=reference
    )
    if not submission.has_content:
        raise Http404
    sealed = next((each for each in copied_files_of(submission.content.canonical) if each.place == place), None)
    file = StagedFile.objects.held_by(submission).with_digest(sealed.digest) if sealed else None
    if file is None:
        raise Http404
    if problems := problems_with_showing_file(file.stored):
        facts = {"submission": submission, "file": sealed, "problem": problems[0]}
        return TemplateResponse(request, "eoi/reading/file_closed.html", facts)
    record_file_reading(file=file, submission=submission, by=request.user)
    content_type = FORMATS[file.extension].content_type
    return as_attachment(file.stored.key, content_type=content_type, name=file_download_name(file.name, file.extension))
