"""Copying an earlier advert, its dates shown before it is done."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.copying import copy_advert
from eoi.forms.copying import AdvertCopyForm
from eoi.models import Advert
from eoi.permissions import may_draft_advert
from eoi.policies.copying import problems_with_copying
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_see, for_officers, page_facts
from eoi.views.officer.refusal import not_now
from eoi.working_days import uk_day


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def advert_copy(request: PersonRequest, reference: str) -> HttpResponse:
    """First the dates as they would be, then the copy. Any officer copies any advert, and runs the copy."""
    if not may_draft_advert(request.user):
        raise PermissionDenied("Only procurement officers draft adverts.")
    source = advert_to_see(reference)
    if problems := problems_with_copying(source, at=request.now):
        return not_now(request, source, "Copy this advert", problems, here="advert-copy")
    form = _form(request, source)
    refused: list[Problem] = []
    if form.is_bound and form.is_valid() and form.is_confirmed:
        try:
            copied = _copy(request, source, form)
        except ActionRefused as refusal:
            form = _form(request, source)
            refused = refusal.problems if form.is_valid() else []
        else:
            messages.success(
                request, f"{copied.reference} is drafted from {source.reference}. Look through its dates and words."
            )
            return redirect("eoi:advert-manage", copied.reference)
    if form.is_bound:
        form.show_dates()
    facts = {**page_facts(request, source, "advert-copy"), "form": form, "problems": refused}
    status = 409 if refused else 422 if form.is_bound and not form.is_valid() else 200
    return TemplateResponse(request, "eoi/officer/advert_copy.html", facts, status=status)


def _form(request: PersonRequest, source: Advert) -> AdvertCopyForm:
    suggested = {"title": source.title, "reference": Advert.objects.next_reference(uk_day(request.now).year)}
    typed = request.POST if request.method == "POST" else None
    return AdvertCopyForm(typed, source=source, at=request.now, initial=suggested)


def _copy(request: PersonRequest, source: Advert, form: AdvertCopyForm) -> Advert:
    typed = {name: form.cleaned_data[name] for name in ("title", "reference", "opens_on")}
    return copy_advert(source=source, **typed, shown=form.cleaned_data["seen"], by=request.user, at=request.now)
