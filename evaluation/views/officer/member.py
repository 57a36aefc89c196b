"""Members and chair of a panel, while it is being formed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.problems import ActionRefused
from eoi.requests import PersonRequest
from evaluation.actions.panel import add_member, choose_chair, remove_member
from evaluation.forms.panel import ChairForm, MemberForm
from evaluation.models import PanelMember
from evaluation.views.access import OFFICERS, for_audience, officers_panel, posted
from evaluation.views.officer.panel import not_now_for, refuse_change_of_members


@require_http_methods(["GET", "POST"])
@for_audience(*OFFICERS)
def panel_member_add(request: PersonRequest, reference: str) -> HttpResponse:
    panel = officers_panel(request, reference)
    if refused := refuse_change_of_members(request, panel):
        return refused
    form = MemberForm(posted(request), panel=panel)
    page = {"panel": panel, "advert": panel.advert, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            member = add_member(panel=panel, person=form.cleaned_data["person"], by=request.user)
        except ActionRefused as refusal:
            page["problems"] = refusal.problems
            return TemplateResponse(request, "evaluation/officer/panel_member_add.html", page, status=409)
        messages.success(request, f"{member.user.full_name} is on the panel, and has been told by e-mail.")
        return redirect("evaluation:panel-detail", panel.advert.reference)
    return TemplateResponse(request, "evaluation/officer/panel_member_add.html", page)


@require_http_methods(["GET", "POST"])
@for_audience(*OFFICERS)
def panel_member_remove(request: PersonRequest, reference: str, person: str) -> HttpResponse:
    panel = officers_panel(request, reference)
    member = get_object_or_404(PanelMember.objects.of_panel(panel), user__reference=person)
    if refused := refuse_change_of_members(request, panel):
        return refused
    if request.method == "POST":
        try:
            remove_member(member=member, by=request.user)
        except ActionRefused as refusal:
            return not_now_for(request, panel.advert, refusal.problems, "The members no longer change")
        messages.success(request, f"{member.user.full_name} is no longer on the panel.")
        return redirect("evaluation:panel-detail", panel.advert.reference)
    page = {"panel": panel, "advert": panel.advert, "member": member}
    return TemplateResponse(request, "evaluation/officer/panel_member_remove.html", page)


@require_http_methods(["GET", "POST"])
@for_audience(*OFFICERS)
def panel_chair_choose(request: PersonRequest, reference: str) -> HttpResponse:
    panel = officers_panel(request, reference)
    if refused := refuse_change_of_members(request, panel):
        return refused
    members = list(PanelMember.objects.of_panel(panel))
    form = ChairForm(posted(request), members=members)
    if request.method == "POST" and form.is_valid():
        try:
            chair = choose_chair(member=form.chosen(), by=request.user)
        except ActionRefused as refusal:
            return not_now_for(request, panel.advert, refusal.problems, "The members no longer change")
        messages.success(request, f"{chair.user.full_name} chairs the panel.")
        return redirect("evaluation:panel-detail", panel.advert.reference)
    page = {"panel": panel, "advert": panel.advert, "form": form, "members": members}
    return TemplateResponse(request, "evaluation/officer/panel_chair_choose.html", page)
