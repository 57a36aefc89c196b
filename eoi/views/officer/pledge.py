"""The council's pledges, where each was found, and on which objectives it hangs (S2)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.pledge import confirm_pledge, create_pledge, edit_pledge, link_pledge, restore_pledge, retire_pledge
from eoi.forms.pledge import PledgeConfirmForm, PledgeEditForm, PledgeForm, PledgeLinkForm
from eoi.models import ObjectiveSet, ObjectiveWording, Pledge
from eoi.permissions import may_change_aims
from eoi.policies.pledge import (
    problems_with_changing_pledge,
    problems_with_confirming_pledge,
    problems_with_restoring_pledge,
)
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.aims_access import ask_first, for_officers_only, for_readers_of_aims, not_now_about

PAGE_LENGTH = 50
LIST = "Pledges"


@require_safe
@for_readers_of_aims
def pledge_list(request: PersonRequest) -> HttpResponse:
    """Every pledge with what hangs on it, and the small table pledge × objective of the default set."""
    default = ObjectiveSet.objects.default()
    pledges = Pledge.objects.with_people().with_links()
    page = Paginator(pledges, PAGE_LENGTH).get_page(request.GET.get("page"))
    wordings = list(ObjectiveWording.objects.of_set(default).current())
    facts = {
        "page_obj": page,
        "rows": [(pledge, _marks(pledge, wordings)) for pledge in page.object_list if not pledge.is_retired],
        "wordings": wordings,
        "default_set": default,
        "may_change": may_change_aims(request.user),
    }
    return TemplateResponse(request, "eoi/officer/pledge_list.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers_only
def pledge_create(request: PersonRequest) -> HttpResponse:
    form = PledgeForm(request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            pledge = create_pledge(**form.cleaned_data, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"Pledge {pledge.number} is added, still to be confirmed.")
            return redirect("eoi:pledge-list")
    status = 409 if problems else 422 if form.is_bound else 200
    facts = {"form": form, "problems": problems}
    return TemplateResponse(request, "eoi/officer/pledge_create.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers_only
def pledge_edit(request: PersonRequest, number: int) -> HttpResponse:
    """Its words and source, and the ways to confirm it, to link it, to retire it."""
    pledge = _pledge(number)
    if problems := problems_with_changing_pledge(pledge):
        return _not_now(request, pledge, problems)
    form = PledgeEditForm.of(pledge, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            edit_pledge(pledge=pledge, **form.cleaned_data, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems, pledge = refusal.problems, _pledge(number)
            form.show_version(pledge)
        else:
            messages.success(request, f"Pledge {number} is saved.")
            return redirect("eoi:pledge-edit", number)
    facts = {
        "pledge": pledge,
        "form": form,
        "problems": problems,
        "sets": ObjectiveSet.objects.offered().in_order(),
    }
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/pledge_edit.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers_only
def pledge_confirm(request: PersonRequest, number: int) -> HttpResponse:
    """In the officer's own name, with the source (S2)."""
    pledge = _pledge(number)
    if problems := problems_with_confirming_pledge(pledge):
        return _not_now(request, pledge, problems)
    form = PledgeConfirmForm.of(pledge, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            confirm_pledge(pledge=pledge, **form.cleaned_data, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems, pledge = refusal.problems, _pledge(number)
            form.show_version(pledge)
        else:
            messages.success(request, f"Pledge {number} is confirmed. Adverts that score its objectives show it.")
            return redirect("eoi:pledge-list")
    facts = {"pledge": pledge, "form": form, "problems": problems}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/pledge_confirm.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers_only
def pledge_link(request: PersonRequest, number: int, key: str) -> HttpResponse:
    """How each objective of one set serves the pledge."""
    pledge, objective_set = _pledge(number), get_object_or_404(ObjectiveSet, key=key)
    if problems := problems_with_changing_pledge(pledge):
        return _not_now(request, pledge, problems)
    form = PledgeLinkForm(
        request.POST if request.method == "POST" else None, pledge=pledge, objective_set=objective_set
    )
    if request.method == "POST" and form.is_valid():
        try:
            link_pledge(
                pledge=pledge,
                objective_set=objective_set,
                sentences=form.sentences(),
                version=form.cleaned_data["version"],
                by=request.user,
                at=request.now,
            )
        except ActionRefused as refusal:
            problems, pledge = refusal.problems, _pledge(number)
            form.show_version(pledge)
        else:
            messages.success(request, f"What serves pledge {number} is saved.")
            return redirect("eoi:pledge-list")
    facts = {"pledge": pledge, "objective_set": objective_set, "form": form, "problems": problems}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/pledge_link.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers_only
def pledge_retire(request: PersonRequest, number: int) -> HttpResponse:
    """Retires a pledge that the council no longer has; brings back one that is retired."""
    pledge = _pledge(number)
    if pledge.is_retired:
        return ask_first(
            request,
            problems=problems_with_restoring_pledge(pledge),
            act=lambda: restore_pledge(pledge=pledge, by=request.user, at=request.now),
            done=f"Pledge {number} is back.",
            title=f"Bring back pledge {number}",
            consequences=["It stands among the pledges again, with its links, confirmed or not as it was."],
            button="Bring this pledge back",
            back=reverse("eoi:pledge-list"),
            parent=LIST,
        )
    return ask_first(
        request,
        problems=problems_with_changing_pledge(pledge),
        act=lambda: retire_pledge(pledge=pledge, by=request.user, at=request.now),
        done=f"Pledge {number} is retired. It can be brought back.",
        title=f"Retire pledge {number}",
        consequences=[
            f"“{pledge}” is no longer shown on adverts that are published from now on. Nothing is deleted.",
            "Published adverts keep what they said. Decisions on drafts that would have shown it have to be taken again.",
            "Nobody is told by mail. You can bring it back at any time.",
        ],
        button="Retire this pledge",
        tone="warning",
        back=reverse("eoi:pledge-list"),
        parent=LIST,
    )


def _marks(pledge: Pledge, wordings: list[ObjectiveWording]) -> list[str]:
    """For each objective the sentence of its link, or nothing. No query after `with_links`."""
    sentences = {link.objective_id: link.sentence for link in pledge.links.all()}
    return [sentences.get(wording.objective_id, "") for wording in wordings]


def _pledge(number: int) -> Pledge:
    return get_object_or_404(Pledge.objects.with_people().with_links(), number=number)


def _not_now(request: PersonRequest, pledge: Pledge, problems: list[Problem]) -> HttpResponse:
    title, back = f"Pledge {pledge.number}", reverse("eoi:pledge-list")
    return not_now_about(request, title, problems, back=back, parent=LIST)
