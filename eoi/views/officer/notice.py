"""The notice of an advert: what it says and lacks, its text to copy, its releases, and where it was published."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.notice import record_notice_publication
from eoi.forms.notice import NoticePublicationForm
from eoi.models import NoticePublication, NoticeRelease
from eoi.notice.content import authority, notice_parts
from eoi.notice.ocds import EXTENSION_OF
from eoi.notice.text import notice_text
from eoi.policies.notice import problems_with_having_notice
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_change, advert_to_see, for_officers, page_facts
from eoi.views.officer.refusal import not_now


@require_safe
@for_officers
def notice_detail(request: PersonRequest, reference: str) -> HttpResponse:
    """(a) to (f) of regulation 17(2), each with what the notice says and what it lacks; before publication and after."""
    advert = advert_to_see(reference)
    facts = {
        **page_facts(request, advert, "notice-detail"),
        "notice_parts": notice_parts(advert, at=request.now),
        "authority": authority(),
        "releases": list(NoticeRelease.objects.of(advert).select_related("change")),
        "publications": list(NoticePublication.objects.of(advert).select_related("recorded_by")),
        "extension_of": EXTENSION_OF,
    }
    return TemplateResponse(request, "eoi/officer/notice_detail.html", facts)


@require_safe
@for_officers
def notice_copy(request: PersonRequest, reference: str) -> HttpResponse:
    """The text to be copied into the forms of the central platform."""
    advert = advert_to_see(reference)
    parts = notice_parts(advert, at=request.now)
    facts = {
        **page_facts(request, advert, "notice-detail"),
        "text": notice_text(advert, parts),
        "problems": [problem for part in parts for problem in part.problems],
    }
    return TemplateResponse(request, "eoi/officer/notice_copy.html", facts)


@require_safe
@for_officers
def notice_text_file(request: PersonRequest, reference: str) -> HttpResponse:
    advert = advert_to_see(reference)
    text = notice_text(advert, notice_parts(advert, at=request.now))
    response = HttpResponse(text.encode(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="notice-{advert.reference}.txt"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def notice_record(request: PersonRequest, reference: str) -> HttpResponse:
    """Where the notice was published; recorded a second time, it is a correction."""
    advert = advert_to_change(request, reference)
    if too_early := problems_with_having_notice(advert):
        return not_now(request, advert, "Where the notice was published", too_early, here="notice-detail")
    last = NoticePublication.objects.of(advert).first()
    form = NoticePublicationForm(request.POST if request.method == "POST" else None, last=last)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            publication = record_notice_publication(advert=advert, **form.cleaned_data, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
            form.show_version(NoticePublication.objects.of(advert).first())
        else:
            messages.success(request, f"{publication.reference} is recorded. Everybody reads it on the advert's page.")
            return redirect("eoi:notice-detail", advert.reference)
    facts = {**page_facts(request, advert, "notice-detail"), "form": form, "problems": problems, "last": last}
    status = 409 if problems else 422 if form.is_bound and not form.is_valid() else 200
    return TemplateResponse(request, "eoi/officer/notice_record.html", facts, status=status)
