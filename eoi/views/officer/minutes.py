"""Minutes of conversations about an advert: its officers record them and answer corrections (DESIGN §5)."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.minutes import answer_correction, record_minutes
from eoi.forms.minutes import CorrectionAnswerForm, MinutesForm
from eoi.models import Advert, Minutes
from eoi.policies.letter import problems_with_corresponding
from eoi.policies.minutes import problems_with_answering_correction
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_change, advert_to_see, for_officers, page_facts
from eoi.views.officer.letter import concerned
from eoi.views.officer.refusal import not_now
from eoi.views.partner.minutes import editions_of

PAGE_LENGTH = 50
HERE = "minutes-index"


@require_safe
@for_officers
def minutes_index(request: PersonRequest, reference: str) -> HttpResponse:
    """All minutes of an advert with their state. Before the opening an explanation."""
    advert = concerned(request, advert_to_see(reference))
    if problems := problems_with_corresponding(advert):
        return not_now(request, advert, "Minutes", problems, here=HERE)
    page = Paginator(Minutes.objects.about(advert), PAGE_LENGTH).get_page(request.GET.get("page"))
    facts = {**page_facts(request, advert, HERE), "page_obj": page}
    return TemplateResponse(request, "eoi/officer/minutes_index.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def minutes_record(request: PersonRequest, reference: str) -> HttpResponse:
    """Recording is sending."""
    advert = advert_to_change(request, reference)
    if problems := problems_with_corresponding(advert):
        return not_now(request, advert, "Record minutes", problems, here=HERE)
    form = MinutesForm(request.POST if request.method == "POST" else None, advert=advert)
    refused: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            minutes = record_minutes(**form.cleaned_data, by=request.user, at=request.now)
        except ActionRefused as refusal:
            refused = refusal.problems
        else:
            name = minutes.expression.organisation.name
            messages.success(request, f"{minutes.reference} is recorded, and {name} is asked by mail to confirm it.")
            return redirect("eoi:minutes-manage", reference, minutes.reference)
    return _form_page(request, advert, "minutes_record", form, refused)


@require_safe
@for_officers
def minutes_manage(request: PersonRequest, reference: str, minutes: str) -> HttpResponse:
    """Every edition with what the organisation said of it, and our answer."""
    advert = concerned(request, advert_to_see(reference))
    found = _minutes(advert, minutes)
    facts = page_facts(request, advert, HERE)
    facts |= {"minutes": found, "editions": editions_of(found)}
    facts["may_answer"] = facts["runs"] and not problems_with_answering_correction(found)
    return TemplateResponse(request, "eoi/officer/minutes_manage.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def minutes_answer(request: PersonRequest, reference: str, minutes: str) -> HttpResponse:
    """Take a correction into the next edition, or say why not."""
    advert = advert_to_change(request, reference)
    found = _minutes(advert, minutes)
    if problems := problems_with_answering_correction(found):
        return not_now(request, advert, f"Answer the correction of {found.reference}", problems, here=HERE)
    latest = editions_of(found)[-1]
    form = CorrectionAnswerForm(request.POST if request.method == "POST" else None, initial={"text": latest.text})
    refused: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            answer_correction(minutes=found, **form.cleaned_data, by=request.user)
        except ActionRefused as refusal:
            refused = refusal.problems
        else:
            name = found.expression.organisation.name
            messages.success(request, f"The correction of {found.reference} is answered. {name} is told by mail.")
            return redirect("eoi:minutes-manage", reference, found.reference)
    return _form_page(request, advert, "minutes_answer", form, refused, minutes=found, latest=latest)


def _minutes(advert: Advert, reference: str) -> Minutes:
    found = get_object_or_404(Minutes.objects.about(advert), reference=reference)
    found.expression.advert = advert
    return found


def _form_page(
    request: PersonRequest, advert: Advert, name: str, form: Any, problems: list[Problem], **more: Any
) -> HttpResponse:
    facts = {**page_facts(request, advert, HERE), "form": form, "problems": problems, **more}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, f"eoi/officer/{name}.html", facts, status=status)
