"""One objective: its wordings side by side through time, and another one (S1)."""

from dataclasses import dataclass
from itertools import pairwise

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.objective import reword_objective
from eoi.forms.objective import RewordForm
from eoi.models import Advert, Objective, ObjectiveWording
from eoi.permissions import may_change_aims
from eoi.policies.objective import problems_with_rewording
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.aims_access import for_officers_only, for_readers_of_aims, not_now_about
from eoi.wording_changes import Piece, changes_between


@dataclass(frozen=True)
class Column:
    """One wording beside its neighbours: what changed since the one before, and the published adverts that keep it."""

    wording: ObjectiveWording
    title: list[Piece]
    words: list[Piece]
    is_current: bool
    adverts: list[Advert]


@require_safe
@for_readers_of_aims
def objective_detail(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Oldest first, each with date, author and reason. Three queries, however many wordings."""
    objective = _objective(key, number)
    wordings = list(objective.wordings.with_authors())
    facts = {
        "objective": objective,
        "current": wordings[-1],
        "columns": columns_of(wordings),
        "may_reword": may_change_aims(request.user) and not problems_with_rewording(objective),
    }
    return TemplateResponse(request, "eoi/officer/objective_detail.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers_only
def objective_reword(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """The next edition. Where a colleague was first, their wording stands beside what was typed (P13)."""
    objective = _objective(key, number)
    if problems := problems_with_rewording(objective):
        here = reverse("eoi:objective-detail", args=[key, number])
        return not_now_about(request, "Reword this objective", problems, back=here, parent=str(objective))
    current = objective.wordings.with_authors().latest("edition")
    form = RewordForm.of(current, request.POST if request.method == "POST" else None)
    problems, theirs = [], None
    if request.method == "POST" and form.is_valid():
        try:
            new = reword_objective(objective=objective, **form.cleaned_data, by=request.user)
        except ActionRefused as refusal:
            problems, current = refusal.problems, objective.wordings.with_authors().latest("edition")
            theirs = current if form.cleaned_data["edition"] != current.edition else None
            form.show_edition(current)
        else:
            messages.success(request, f"Edition {new.edition} of objective {number} is saved. Drafts can take it now.")
            return redirect("eoi:objective-detail", key, number)
    facts = {"objective": objective, "current": current, "theirs": theirs, "form": form, "problems": problems}
    return TemplateResponse(request, "eoi/officer/objective_reword.html", facts, status=_status(form, problems))


def columns_of(wordings: list[ObjectiveWording]) -> list[Column]:
    """Needs at least one wording. One query for the adverts of them all."""
    adverts = Advert.objects.published_with_wordings(wordings)
    changes = [([Piece("same", wordings[0].short_title)], [Piece("same", wordings[0].wording)])]
    changes += [
        (changes_between(old.short_title, new.short_title), changes_between(old.wording, new.wording))
        for old, new in pairwise(wordings)
    ]
    return [
        Column(wording, title, words, wording is wordings[-1], adverts.get(wording.pk, []))
        for wording, (title, words) in zip(wordings, changes, strict=True)
    ]


def _objective(key: str, number: int) -> Objective:
    return get_object_or_404(Objective.objects.select_related("objective_set"), objective_set__key=key, number=number)


def _status(form: RewordForm, problems: list[Problem]) -> int:
    return 409 if problems else 422 if form.is_bound else 200
