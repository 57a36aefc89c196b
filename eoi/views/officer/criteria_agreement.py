"""Who is asked to agree the criteria, as the officers of the advert keep the list (S15)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.criteria_agreement import ask_again, ask_to_agree, take_off
from eoi.criteria_standing import criteria_to_read, standings_of
from eoi.forms.criteria_agreement import AgreerForm, TakeOffForm
from eoi.models import Advert, CriteriaAgreer
from eoi.policies.advert import problems_with_editing
from eoi.policies.criteria import problems_with_asking_again
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_change, advert_to_see, for_officers, page_facts
from eoi.views.officer.refusal import confirm, not_now

PAGE_LENGTH = 50
HERE = "criteria-agreement"


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def criteria_agreement(request: PersonRequest, reference: str) -> HttpResponse:
    """Every officer and approver reads it; the officers of the advert name people. Its queries do not grow with its rows."""
    advert = advert_to_see(reference)
    facts = page_facts(request, advert, HERE)
    if request.method == "POST" and not facts["runs"]:
        raise PermissionDenied(f"Only the officers of {advert.reference} ask people to agree its criteria.")
    frozen = problems_with_editing(advert)
    if request.method == "POST" and frozen:
        return not_now(request, advert, "Agreement of the criteria", frozen, here=HERE)
    may_change = facts["runs"] and not frozen
    form = AgreerForm(request.POST if request.method == "POST" else None, advert=advert) if may_change else None
    problems: list[Problem] = []
    if request.method == "POST" and form and form.is_valid():
        person = form.cleaned_data["person"]
        try:
            ask_to_agree(advert=advert, person=person, by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"{person.full_name} is asked to agree the criteria, and has been told by mail.")
            return redirect("eoi:criteria-agreement", advert.reference)
    facts |= {**_people(request, advert), "form": form, "problems": problems, "may_change": may_change}
    facts["may_ask_again"] = may_change and not problems_with_asking_again(advert)
    status = 409 if problems else 422 if form and form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/criteria_agreement.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def criteria_ask_again(request: PersonRequest, reference: str) -> HttpResponse:
    """One mail to each who has not answered the criteria as they stand; confirmed first, with their names."""
    advert = advert_to_change(request, reference)
    agreers = CriteriaAgreer.objects.of(advert).asked().to_ask_again(advert.criteria_version)
    names = [agreer.user.full_name for agreer in agreers]
    return confirm(
        request,
        advert,
        problems=problems_with_editing(advert) or problems_with_asking_again(advert),
        act=lambda: ask_again(advert=advert, by=request.user),
        done=f"Asked again, by mail: {', '.join(names)}.",
        title="Ask again",
        consequences=[
            f"One mail each goes to: {', '.join(names)}.",
            "It says that the criteria changed and asks them to agree the criteria as they stand now. It holds no criteria.",
            "Finish your changes first: after a further change you will have to ask once more.",
        ],
        button="Ask them again",
        here=HERE,
        back="eoi:criteria-agreement",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def criteria_agreer_remove(request: PersonRequest, reference: str, person: str) -> HttpResponse:
    """Takes somebody off the list, with a reason."""
    advert = advert_to_change(request, reference)
    agreer = get_object_or_404(CriteriaAgreer.objects.of(advert).asked(), user__reference=person)
    if frozen := problems_with_editing(advert):
        return not_now(request, advert, "Agreement of the criteria", frozen, here=HERE)
    form = TakeOffForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            take_off(agreer=agreer, reason=form.cleaned_data["reason"], by=request.user)
        except ActionRefused as refusal:
            return not_now(request, advert, "Agreement of the criteria", refusal.problems, here=HERE)
        messages.success(request, f"{agreer.user.full_name} is off the list, and has been told by mail.")
        return redirect("eoi:criteria-agreement", advert.reference)
    facts = {**page_facts(request, advert, HERE), "agreer": agreer, "form": form}
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/criteria_agreer_remove.html", facts, status=status)


def _people(request: PersonRequest, advert: Advert) -> dict[str, Any]:
    """A page of those who are asked, with what each said; and those who no longer are. Five queries."""
    page = Paginator(CriteriaAgreer.objects.of(advert).asked(), PAGE_LENGTH).get_page(request.GET.get("page"))
    return {
        "page_obj": page,
        "standings": standings_of(advert, criteria_to_read(advert), page.object_list),
        "taken_off": list(CriteriaAgreer.objects.of(advert).taken_off()),
    }
