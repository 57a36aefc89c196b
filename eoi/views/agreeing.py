"""`/criteria/<reference>/agree/`: whoever is asked to agree an advert's criteria, from any part of the council (S15)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.criteria_agreement import answer_criteria
from eoi.advert_sheet import listed_criteria
from eoi.criteria_standing import criteria_to_read, standings_of
from eoi.forms.criteria_agreement import AGREE, AnswerForm
from eoi.models import Advert, CriteriaAgreer
from eoi.permissions import may_be_asked_to_agree, may_see_officer_pages
from eoi.policies.advert import problems_with_editing
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest

PAGE_LENGTH = 50


@require_http_methods(["GET", "HEAD", "POST"])
def criteria_agree(request: PersonRequest, reference: str) -> HttpResponse:
    """The criteria as they stand, and what everybody said. Who is asked answers, until publication; officers and approvers read."""
    advert, agreer = _advert_and_agreer(request, reference)
    if request.method == "POST" and agreer is None:
        raise PermissionDenied("You are not asked to agree these criteria, so there is nothing for you to answer.")
    form = _form(request, advert) if agreer else None
    problems: list[Problem] = []
    if request.method == "POST" and advert.is_published:
        problems = problems_with_editing(advert)
    elif request.method == "POST" and form and form.is_valid():
        try:
            answer_criteria(advert=advert, by=request.user, **form.answer_given())
        except ActionRefused as refusal:
            problems = refusal.problems
            advert = Advert.objects.get(pk=advert.pk)
            form.show_version(advert)
        else:
            _say_what_was_recorded(request, form)
            return redirect("eoi:criteria-agree", advert.reference)
    facts = {**_facts(request, advert), "form": form, "problems": problems}
    if advert.is_published:
        facts |= {"form": None, "typed": _typed(form)}
    status = 409 if problems else 422 if form and form.is_bound else 200
    return TemplateResponse(request, "eoi/criteria/criteria_agree.html", facts, status=status)


def _advert_and_agreer(request: PersonRequest, reference: str) -> tuple[Advert, CriteriaAgreer | None]:
    """403 for those who are never asked; 404 where there is none, or somebody was not asked about this one. Two queries."""
    user = request.user
    if not may_be_asked_to_agree(user):
        raise PermissionDenied("This page is for those whom the council asks to agree criteria.")
    advert = get_object_or_404(Advert, reference=reference)
    agreer = CriteriaAgreer.objects.of(advert).asked().is_person(user).first()
    if agreer is None and not may_see_officer_pages(user):
        raise Http404("You have not been asked about the criteria of this advert.")
    return advert, agreer


def _form(request: PersonRequest, advert: Advert) -> AnswerForm:
    data = request.POST if request.method == "POST" else None
    return AnswerForm(data, initial={"criteria_version": advert.criteria_version})


def _typed(form: AnswerForm | None) -> list[tuple[str, str]]:
    """What can no longer be sent, to be copied."""
    words = form["comment"].value() if form and form.is_bound else ""
    return [("Your comment", words)] if words else []


def _facts(request: PersonRequest, advert: Advert) -> dict[str, Any]:
    """The criteria, and everybody's standing. Five queries, however many people."""
    criteria = criteria_to_read(advert)
    page = Paginator(CriteriaAgreer.objects.of(advert).asked(), PAGE_LENGTH).get_page(request.GET.get("page"))
    standings = standings_of(advert, criteria, page.object_list)
    return {
        "advert": advert,
        "criteria": listed_criteria(criteria, each_with_levels=True),
        "page_obj": page,
        "standings": standings,
        "own": next((standing for standing in standings if standing.agreer.user_id == request.user.pk), None),
        "sees_officer_pages": may_see_officer_pages(request.user),
    }


def _say_what_was_recorded(request: PersonRequest, form: AnswerForm) -> None:
    if form.cleaned_data["answer"] == AGREE:
        messages.success(request, "Recorded: you agree to the criteria as they stand.")
        return
    messages.success(request, "Recorded: you ask for a change. The officers of the advert have been told by mail.")
