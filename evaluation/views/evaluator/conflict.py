"""Declaring conflicts before anything is read, and stepping back from one organisation later (R5)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from evaluation.actions.conflict import declare_conflicts, recuse
from evaluation.forms.conflict import ConflictForm, RecusalForm
from evaluation.forms.together import all_valid, faults_of
from evaluation.models import ConflictDeclaration, PanelMember
from evaluation.policies import problems_with_declaring, problems_with_recusing
from evaluation.progress import submissions_before
from evaluation.views.access import EVALUATORS, for_audience, not_now, own_place, posted, submission_before


@require_http_methods(["GET", "POST"])
@for_audience(*EVALUATORS)
def conflict_declare(request: PersonRequest, reference: str) -> HttpResponse:
    """One row an organisation, nothing about it but its name; afterwards what was declared."""
    place = own_place(request, reference)
    if problems := problems_with_declaring(place):
        if request.method == "GET" and place.has_declared:
            return _declared(request, place)
        return _not_now(request, place, problems)
    forms = [
        ConflictForm(posted(request), organisation=submission.expression.organisation)
        for submission in submissions_before(place.panel.advert)
    ]
    page = {"place": place, "panel": place.panel, "advert": place.panel.advert, "forms": forms}
    if request.method == "POST" and all_valid(forms):
        statements = [form.statement() for form in forms]
        try:
            declare_conflicts(member=place, statements=statements, by=request.user, at=request.now)
        except ActionRefused as refusal:
            return _not_now(request, place, refusal.problems)
        recused = sum(statement.is_recusal for statement in statements)
        messages.success(request, _thanks(len(statements) - recused, recused))
        return redirect("evaluation:assessment-list", place.panel.reference)
    page["problems"] = faults_of(forms)
    return TemplateResponse(request, "evaluation/evaluator/conflict_declare.html", page)


@require_http_methods(["GET", "POST"])
@for_audience(*EVALUATORS)
def conflict_recuse(request: PersonRequest, reference: str, submission: str) -> HttpResponse:
    """A page to say why, which is also the confirmation: leave to read ends at once."""
    place = own_place(request, reference)
    wanted = submission_before(place, submission)
    if problems := problems_with_recusing(place, wanted):
        return _not_now(request, place, problems)
    form = RecusalForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            recuse(member=place, submission=wanted, by=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            return _not_now(request, place, refusal.problems)
        name = wanted.expression.organisation.name
        messages.success(request, f"You are recused from {name}. You no longer read or score its submission.")
        return redirect("evaluation:assessment-list", place.panel.reference)
    page = {"place": place, "panel": place.panel, "submission": wanted, "form": form}
    return TemplateResponse(request, "evaluation/evaluator/conflict_recuse.html", page)


def _declared(request: PersonRequest, place: PanelMember) -> TemplateResponse:
    declarations = list(ConflictDeclaration.objects.of_member(place).latest_editions())
    page = {"place": place, "panel": place.panel, "advert": place.panel.advert, "declarations": declarations}
    return TemplateResponse(request, "evaluation/evaluator/conflict_list.html", page)


def _not_now(request: PersonRequest, place: PanelMember, problems: list[Problem]) -> TemplateResponse:
    back = reverse("evaluation:assessment-list", args=[place.panel.reference])
    return not_now(request, problems, title="Conflicts of interest", back_url=back, back_label="Back to my submissions")


def _thanks(open_to: int, recused: int) -> str:
    count = "1 submission" if open_to == 1 else f"{open_to} submissions"
    if not recused:
        return f"Your declaration is recorded. You can read and score {count}."
    return f"Your declaration is recorded. You can read and score {count}; you are recused from {recused}."
