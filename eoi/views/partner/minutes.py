"""Minutes that an organisation confirms or corrects (DESIGN §5)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.minutes import confirm_minutes, correct_minutes
from eoi.documents import pdf_of
from eoi.forms.minutes import ConfirmMinutesForm, CorrectionForm
from eoi.letter_document import minutes_document
from eoi.models import Minutes, MinutesEdition
from eoi.policies.minutes import problems_with_saying
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.partner.access import own_expression, partners_only
from eoi.views.partner.expression_of_interest import page_facts
from eoi.views.partner.receipt import download


@require_safe
@partners_only
def minutes_detail(request: PersonRequest, reference: str, minutes: str) -> HttpResponse:
    """Every edition, with what was said of it."""
    found = _minutes(request, reference, minutes)
    return TemplateResponse(request, "eoi/partner/minutes_detail.html", _facts(request, found))


@require_safe
@partners_only
def minutes_pdf(request: PersonRequest, reference: str, minutes: str) -> HttpResponse:
    found = _minutes(request, reference, minutes)
    document = minutes_document(found, editions_of(found))
    return download(pdf_of(document.as_data(), made_at=request.now), "application/pdf", f"{found.reference}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@partners_only
def minutes_confirm(request: PersonRequest, reference: str, minutes: str) -> HttpResponse:
    """Says what confirming means, then does it, for the edition that was read."""
    found = _minutes(request, reference, minutes)
    problems = problems_with_saying(found)
    form = ConfirmMinutesForm(request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            confirm_minutes(minutes=found, number=form.cleaned_data["number"], by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"You confirmed {found.reference}. The officers are told.")
            return redirect("eoi:minutes-detail", reference, minutes)
    return _page(request, "minutes_confirm", found, problems)


@require_http_methods(["GET", "HEAD", "POST"])
@partners_only
def minutes_correct(request: PersonRequest, reference: str, minutes: str) -> HttpResponse:
    """In the organisation's own words; both versions are kept."""
    found = _minutes(request, reference, minutes)
    hindrances = problems_with_saying(found)
    number = {"number": found.edition_number}  # type: ignore[attr-defined] # annotated
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=number)
    problems: list[Problem] = []
    if request.method == "POST" and not hindrances and form.is_valid():
        try:
            correct_minutes(minutes=found, **form.cleaned_data, by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, "You asked for a correction. The council answers it, and you are told by mail.")
            return redirect("eoi:minutes-detail", reference, minutes)
    if request.method == "POST" and not hindrances and not problems:
        return _page(request, "minutes_correct", found, [], status=422, form=form)
    typed = [("Your correction", request.POST.get("text", ""))] if request.method == "POST" else []
    return _page(request, "minutes_correct", found, hindrances or problems, form=form, typed=typed)


def editions_of(minutes: Minutes) -> list[MinutesEdition]:
    """In order, each with what was said of it and the answer. One query."""
    related = ("sent_by", "word__said_by", "word__answer__answered_by")
    return list(minutes.editions.select_related(*related))


def _minutes(request: PersonRequest, reference: str, minutes: str) -> Minutes:
    """404 unless they are about an expression of interest of the person's organisation. Two queries."""
    return get_object_or_404(Minutes.objects.of_expression(own_expression(request, reference)), reference=minutes)


def _facts(request: PersonRequest, minutes: Minutes) -> dict[str, Any]:
    expression = own_expression(request, minutes.expression.reference)
    editions = editions_of(minutes)
    return {
        **page_facts(request, expression),
        "minutes": minutes,
        "editions": editions,
        "latest": editions[-1],
        "may_say": not problems_with_saying(minutes),
    }


def _page(
    request: PersonRequest, name: str, minutes: Minutes, problems: list[Problem], *, status: int = 0, **more: Any
) -> HttpResponse:
    """409 where something was to be said that cannot be said now."""
    facts = {**_facts(request, minutes), "reasons": problems, **more}
    status = status or (409 if problems and request.method == "POST" else 200)
    return TemplateResponse(request, f"eoi/partner/{name}.html", facts, status=status)
