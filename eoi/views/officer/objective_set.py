"""What the council wants to achieve by partnering: its sets of objectives, with the way to pledges and needs (S1)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.objective import (
    create_objective_set,
    make_default_set,
    restore_objective_set,
    retire_objective_set,
)
from eoi.forms.objective import ObjectiveSetForm
from eoi.models import Need, ObjectiveSet, ObjectiveWording, Pledge
from eoi.permissions import may_change_aims
from eoi.policies.objective import problems_with_making_default, problems_with_restoring_set, problems_with_retiring_set
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.aims_access import ask_first, for_officers_only, for_readers_of_aims

PAGE_LENGTH = 50
FIRST_REASON = "First wording, when the set was made."


@require_safe
@for_readers_of_aims
def objective_list(request: PersonRequest) -> HttpResponse:
    """The default set in full, the others with their counts. Its queries do not grow with its rows."""
    default = ObjectiveSet.objects.default()
    sets = Paginator(ObjectiveSet.objects.with_counts().in_order(), PAGE_LENGTH).get_page(request.GET.get("page"))
    facts = {
        "default_set": default,
        "wordings": ObjectiveWording.objects.of_set(default).current(),
        "page_obj": sets,
        "pledges": Pledge.objects.current(),
        "confirmed": Pledge.objects.public().count(),
        "needs": Need.objects.offered(),
        "may_change": may_change_aims(request.user),
    }
    return TemplateResponse(request, "eoi/officer/objective_list.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers_only
def objective_set_create(request: PersonRequest) -> HttpResponse:
    """A row an objective; “more rows” keeps what was typed."""
    if request.method == "POST" and "more" in request.POST:
        form = ObjectiveSetForm.with_more_rows(request.POST)
        return TemplateResponse(request, "eoi/officer/objective_set_create.html", {"form": form})
    form = ObjectiveSetForm(request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("name", "description")}
        try:
            made = create_objective_set(**words, objectives=form.objectives(), reason=FIRST_REASON, by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"“{made}” is there. Adverts can choose it from now on.")
            return redirect("eoi:objective-set-detail", made.key)
    status = 409 if problems else 422 if form.is_bound else 200
    facts = {"form": form, "problems": problems}
    return TemplateResponse(request, "eoi/officer/objective_set_create.html", facts, status=status)


@require_safe
@for_readers_of_aims
def objective_set_detail(request: PersonRequest, key: str) -> HttpResponse:
    """Its objectives in their current words, who made it and why, and how many adverts stand on it."""
    sets = ObjectiveSet.objects.with_counts().select_related("created_by", "retired_by")
    objective_set = get_object_or_404(sets, key=key)
    facts = {
        "objective_set": objective_set,
        "wordings": ObjectiveWording.objects.of_set(objective_set).current().with_authors(),
        "may_change": may_change_aims(request.user),
    }
    return TemplateResponse(request, "eoi/officer/objective_set_detail.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers_only
def objective_set_default(request: PersonRequest, key: str) -> HttpResponse:
    objective_set = get_object_or_404(ObjectiveSet, key=key)
    return ask_first(
        request,
        problems=problems_with_making_default(objective_set),
        act=lambda: make_default_set(objective_set=objective_set, by=request.user),
        done=f"New adverts begin with “{objective_set}” from now on.",
        title=f"Make “{objective_set}” the default",
        consequences=[
            f"Every advert drafted from now on begins with “{objective_set}”; its officers can choose another set.",
            f"Adverts that are there already keep their set. “{ObjectiveSet.objects.default()}” can still be chosen.",
        ],
        button="Make this the default set",
        back=_page(objective_set),
        parent=objective_set.name,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers_only
def objective_set_retire(request: PersonRequest, key: str) -> HttpResponse:
    """Retires a set that is offered; brings back one that is retired."""
    objective_set = get_object_or_404(ObjectiveSet.objects.with_counts(), key=key)
    if objective_set.is_retired:
        return _restore(request, objective_set)
    return ask_first(
        request,
        problems=problems_with_retiring_set(objective_set),
        act=lambda: retire_objective_set(objective_set=objective_set, by=request.user, at=request.now),
        done=f"“{objective_set}” is retired. It can be brought back.",
        title=f"Retire “{objective_set}”",
        consequences=[
            "No further advert can choose it, and its objectives are no longer reworded. Nothing is deleted.",
            "Published adverts keep it. Drafts that stand on it are not ready before they choose another set.",
            "Nobody is told by mail. You can bring it back at any time.",
        ],
        button="Retire this set",
        tone="warning",
        back=_page(objective_set),
        parent=objective_set.name,
    )


def _restore(request: PersonRequest, objective_set: ObjectiveSet) -> HttpResponse:
    return ask_first(
        request,
        problems=problems_with_restoring_set(objective_set),
        act=lambda: restore_objective_set(objective_set=objective_set, by=request.user),
        done=f"“{objective_set}” is offered again.",
        title=f"Bring back “{objective_set}”",
        consequences=["Adverts can choose it again, in the wordings that it had, and it can be reworded."],
        button="Bring this set back",
        back=_page(objective_set),
        parent=objective_set.name,
    )


def _page(objective_set: ObjectiveSet) -> str:
    return reverse("eoi:objective-set-detail", args=[objective_set.key])
