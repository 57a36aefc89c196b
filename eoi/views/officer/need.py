"""The bigger issues a partner might help with, as data that officers keep (S8)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.need import create_need, edit_need, restore_need, retire_need
from eoi.forms.need import NeedEditForm, NeedForm
from eoi.models import Advert, Need
from eoi.permissions import may_change_aims
from eoi.policies.need import problems_with_changing_need, problems_with_restoring_need
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.aims_access import ask_first, for_officers_only, for_readers_of_aims, not_now_about

PAGE_LENGTH = 50
LIST = "Needs"


@require_safe
@for_readers_of_aims
def need_list(request: PersonRequest) -> HttpResponse:
    needs = Need.objects.with_people().with_advert_counts()
    page = Paginator(needs, PAGE_LENGTH).get_page(request.GET.get("page"))
    facts = {"page_obj": page, "may_change": may_change_aims(request.user)}
    return TemplateResponse(request, "eoi/officer/need_list.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers_only
def need_create(request: PersonRequest) -> HttpResponse:
    form = NeedForm(request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            need = create_need(**form.cleaned_data, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"“{need}” is added. New drafts state it; older drafts can choose it.")
            return redirect("eoi:need-list")
    status = 409 if problems else 422 if form.is_bound else 200
    facts = {"form": form, "problems": problems}
    return TemplateResponse(request, "eoi/officer/need_create.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers_only
def need_edit(request: PersonRequest, key: str) -> HttpResponse:
    """Its words. Says how many drafts change with it; published adverts keep theirs."""
    need = _need(key)
    if problems := problems_with_changing_need(need):
        return not_now_about(request, need.title, problems, back=reverse("eoi:need-list"), parent=LIST)
    form = NeedEditForm.of(need, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            need = edit_need(need=need, **form.cleaned_data, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems, need = refusal.problems, _need(key)
            form.show_version(need)
        else:
            messages.success(request, f"“{need}” is saved.")
            return redirect("eoi:need-list")
    facts = {
        "need": need,
        "form": form,
        "problems": problems,
        "drafts": Advert.objects.drafts().stating(need).count(),
    }
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/need_edit.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers_only
def need_retire(request: PersonRequest, key: str) -> HttpResponse:
    """Retires a need that is offered; brings back one that is retired."""
    need = _need(key)
    if need.is_retired:
        return ask_first(
            request,
            problems=problems_with_restoring_need(need),
            act=lambda: restore_need(need=need, by=request.user, at=request.now),
            done=f"“{need}” is offered again.",
            title=f"Bring back “{need}”",
            consequences=["New drafts state it again, and older drafts can choose it."],
            button="Bring this need back",
            back=reverse("eoi:need-list"),
            parent=LIST,
        )
    return ask_first(
        request,
        problems=problems_with_changing_need(need),
        act=lambda: retire_need(need=need, by=request.user, at=request.now),
        done=f"“{need}” is retired. It can be brought back.",
        title=f"Retire “{need}”",
        consequences=[
            "No further advert states it. Nothing is deleted: published adverts keep it, with the answers to it.",
            "Drafts that state it keep it until their officers leave it out.",
            "Nobody is told by mail. You can bring it back at any time.",
        ],
        button="Retire this need",
        tone="warning",
        back=reverse("eoi:need-list"),
        parent=LIST,
    )


def _need(key: str) -> Need:
    return get_object_or_404(Need.objects.with_people(), key=key)
