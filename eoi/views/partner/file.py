"""Supporting files: one page to add them, one step for each thing that can be done with one (P8, P13, DESIGN §10)."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi import scanner
from eoi.actions.file import describe_file, put_back_file, remove_file, stage_file
from eoi.downloads import as_attachment
from eoi.file_checks import FORMATS, file_download_name
from eoi.forms.file import CaptionForm, FileForm
from eoi.models import ExpressionOfInterest, StagedFile
from eoi.policies.file import DAYS_TO_PUT_BACK, problems_with_changing_files
from eoi.problems import ActionRefused, Problem
from eoi.readable_copy import copied_files_of
from eoi.requests import PersonRequest
from eoi.views.partner.access import own_expression, partners_and_assistants
from eoi.views.partner.expression_of_interest import page_facts
from eoi.views.partner.late import with_advice


@require_http_methods(["GET", "HEAD", "POST"])
@partners_and_assistants
def file_list(request: PersonRequest, reference: str) -> HttpResponse:
    """The limits, a form for one file, what has been received. What was typed beside a refused file stays."""
    expression = own_expression(request, reference)
    if request.method != "POST":
        return _list_page(request, expression, FileForm())
    form = FileForm(request.POST, files=request.FILES)
    if late := with_advice(problems_with_changing_files(expression, at=request.now)):
        return _list_page(request, expression, form, status=409, problems=late)
    if not form.is_valid():
        return _list_page(request, expression, form, status=422)
    try:
        file = stage_file(expression=expression, **form.cleaned_data, by=request.user, at=request.now)
    except ActionRefused as refusal:
        return _refused(request, expression, form, refusal.problems)
    messages.success(request, file.received_in_words)
    return redirect("eoi:file-list", expression.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@partners_and_assistants
def file_edit(request: PersonRequest, reference: str, file: str) -> HttpResponse:
    """What it is: the caption, beside everything that is known of the file."""
    expression = own_expression(request, reference)
    found = _file(expression, file)
    form = CaptionForm.of(found, request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if form.is_bound:
        problems = with_advice(problems_with_changing_files(expression, at=request.now))
    if form.is_bound and not problems and form.is_valid():
        try:
            describe_file(file=found, **form.cleaned_data, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems, found = with_advice(refusal.problems), _file(expression, file)
            form.show_version(found)
        else:
            messages.success(request, f"What “{found.name}” is, is saved.")
            return redirect("eoi:file-list", expression.reference)
    return _page(request, expression, "eoi/partner/file_edit.html", problems, file=found, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@partners_and_assistants
def file_remove(request: PersonRequest, reference: str, file: str) -> HttpResponse:
    """Says first what becomes of it. Removed a second time, it is as removed as before."""
    expression = own_expression(request, reference)
    found = _file(expression, file)
    problems = _hindrances(request, expression)
    if request.method == "POST" and not problems:
        try:
            remove_file(file=found, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = with_advice(refusal.problems)
        else:
            messages.success(request, f"“{found.name}” is removed. You can put it back for {DAYS_TO_PUT_BACK} days.")
            return redirect("eoi:file-list", expression.reference)
    facts = {"file": found, "is_held": found.pins.exists(), "days": DAYS_TO_PUT_BACK}
    return _page(request, expression, "eoi/partner/file_remove.html", problems, **facts)


@require_http_methods(["GET", "HEAD", "POST"])
@partners_and_assistants
def file_put_back(request: PersonRequest, reference: str, file: str) -> HttpResponse:
    expression = own_expression(request, reference)
    found = _file(expression, file)
    problems = _hindrances(request, expression)
    if request.method == "POST" and not problems:
        try:
            put_back_file(file=found, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = with_advice(refusal.problems)
        else:
            messages.success(request, f"“{found.name}” is back.")
            return redirect("eoi:file-list", expression.reference)
    return _page(request, expression, "eoi/partner/file_put_back.html", problems, file=found)


@require_safe
@partners_and_assistants
def file_download(request: PersonRequest, reference: str, file: str) -> HttpResponseBase:
    """One's own, as it was received."""
    return _attachment(_file(own_expression(request, reference), file))


@require_safe
@partners_and_assistants
def submission_own_file(request: PersonRequest, reference: str, number: int, place: int) -> HttpResponseBase:
    """One's own, as an edition holds it, whatever became of the draft."""
    expression = own_expression(request, reference)
    submission = get_object_or_404(expression.submissions.select_related("content"), number=number)
    sealed = next((each for each in copied_files_of(submission.content.canonical) if each.place == place), None)
    found = StagedFile.objects.held_by(submission).with_digest(sealed.digest) if sealed else None
    if found is None:
        raise Http404
    return _attachment(found)


def _file(expression: ExpressionOfInterest, reference: str) -> StagedFile:
    """404 where the draft never had one of that reference."""
    file = get_object_or_404(StagedFile.objects.of_expression(expression).with_people(), reference=reference)
    file.expression = expression
    return file


def _attachment(file: StagedFile) -> HttpResponseBase:
    content_type = FORMATS[file.extension].content_type
    return as_attachment(file.stored.key, content_type=content_type, name=file_download_name(file.name, file.extension))


def _hindrances(request: PersonRequest, expression: ExpressionOfInterest) -> list[Problem]:
    """Only of a step that is taken; who only looks is told by the page."""
    if request.method != "POST":
        return []
    return with_advice(problems_with_changing_files(expression, at=request.now))


def _refused(
    request: PersonRequest, expression: ExpressionOfInterest, form: FileForm, problems: list[Problem]
) -> HttpResponse:
    """At the control where it can be mended, unless it can no longer be."""
    if any(problem.code in ("late", "withdrawn") for problem in problems):
        return _list_page(request, expression, form, status=409, problems=with_advice(problems))
    for problem in problems:
        form.add_error("file", problem.message)
    return _list_page(request, expression, form, status=422)


def _list_page(
    request: PersonRequest,
    expression: ExpressionOfInterest,
    form: FileForm,
    *,
    status: int = 200,
    problems: list[Problem] | None = None,
) -> HttpResponse:
    """Its queries do not grow with the files."""
    files = StagedFile.objects.of_expression(expression).with_people()
    standing = list(files.standing())
    page: dict[str, Any] = {
        **page_facts(request, expression),
        "form": None if problems else form,
        "problems": problems or [],
        "files": standing,
        "removed": list(files.removed()),
        "total": sum(file.size for file in standing),
        "most_files": settings.MOST_FILES,
        "most_each": settings.UPLOAD_LIMIT,
        "most_together": settings.FILES_TOTAL,
        "has_scanner": scanner.is_configured(),
        "is_full": len(standing) >= settings.MOST_FILES,
    }
    return TemplateResponse(request, "eoi/partner/file_list.html", page, status=status)


def _page(
    request: PersonRequest, expression: ExpressionOfInterest, template: str, problems: list[Problem], **facts: Any
) -> HttpResponse:
    form = facts.get("form")
    status = 409 if problems else 422 if form is not None and form.is_bound else 200
    page = {**page_facts(request, expression), "problems": problems, **facts}
    return TemplateResponse(request, template, page, status=status)
