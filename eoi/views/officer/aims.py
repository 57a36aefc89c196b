"""What one advert aims at: its set of objectives, newer wordings, and the needs it states (S1, S8)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.aims import choose_objective_set, state_needs, take_newer_wordings
from eoi.aims import newer_wordings, pledges_of
from eoi.forms.need import StatedNeedsForm
from eoi.models import Advert, ObjectiveSet
from eoi.policies.advert import problems_with_editing
from eoi.policies.objective import problems_with_choosing_set, problems_with_taking_wordings
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_change, for_officers, page_facts
from eoi.views.officer.refusal import confirm, not_now
from eoi.wording_changes import changes_between

HERE, TITLE = "advert-aims", "Objectives and needs"
MOST_DIGITS = 10


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def advert_aims(request: PersonRequest, reference: str) -> HttpResponse:
    """The needs are chosen here; a set and newer wordings on pages that say first what follows."""
    advert = advert_to_change(request, reference)
    if frozen := problems_with_editing(advert):
        return not_now(request, advert, TITLE, frozen, here=HERE)
    form = StatedNeedsForm(request.POST if request.method == "POST" else None, advert=advert)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            state_needs(advert=advert, **form.cleaned_data, by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
            form.show_version(Advert.objects.get(pk=advert.pk))
        else:
            number = len(form.cleaned_data["needs"])
            messages.success(request, f"The advert states {number} need{'' if number == 1 else 's'} now.")
            return redirect("eoi:advert-aims", advert.reference)
    facts = {
        **page_facts(request, advert, HERE),
        "form": form,
        "problems": problems,
        "sets": ObjectiveSet.objects.offered().with_counts().in_order(),
        "criteria": advert.criteria.select_related("wording__objective"),
        "newer": newer_wordings(advert),
        "pledges": pledges_of(advert),
    }
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/advert_aims.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def advert_set_choose(request: PersonRequest, reference: str, key: str) -> HttpResponse:
    """Says that the criteria are replaced, then replaces them."""
    advert = advert_to_change(request, reference)
    objective_set = get_object_or_404(ObjectiveSet.objects.with_counts(), key=key)
    problems = problems_with_editing(advert) or problems_with_choosing_set(advert, objective_set)
    if problems:
        return not_now(request, advert, TITLE, problems, here=HERE)
    number: int = objective_set.objective_count  # type: ignore[attr-defined]
    return confirm(
        request,
        advert,
        problems=problems,
        act=lambda: choose_objective_set(
            advert=advert,
            objective_set=objective_set,
            by=request.user,
            draft_version=_version_read(request),
        ),
        done=f"{advert.reference} scores “{objective_set}” now. Weigh its objectives next.",
        title=f"Choose “{objective_set}”",
        consequences=[
            f"The {len(advert.criteria.all())} criteria of this draft are replaced by {number}, one for each objective.",
            "All weigh the same to begin with. The weightings and the guidance of today are lost: copy what you want to keep.",
            "A decision to advertise that has been recorded no longer covers the draft.",
        ],
        button="Choose this set",
        tone="warning",
        draft_version=advert.draft_version,
        here=HERE,
        back="eoi:criteria-edit",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def advert_wording_take(request: PersonRequest, reference: str) -> HttpResponse:
    """What would change, word by word, then changes it."""
    advert = advert_to_change(request, reference)
    if frozen := problems_with_editing(advert):
        return not_now(request, advert, TITLE, frozen, here=HERE)
    newer = newer_wordings(advert)
    problems = problems_with_taking_wordings([found.name for found in newer], None)
    if not newer:
        return not_now(request, advert, TITLE, problems, here=HERE)
    if request.method == "POST":
        try:
            take_newer_wordings(advert=advert, by=request.user, read=request.POST.getlist("wording"))
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"{advert.reference} scores the current wordings now.")
            return redirect("eoi:advert-aims", advert.reference)
    changes = [
        (
            found,
            changes_between(found.criterion.wording.short_title, found.wording.short_title),
            changes_between(found.criterion.wording.wording, found.wording.wording),
        )
        for found in newer
    ]
    facts = {**page_facts(request, advert, HERE), "changes": changes, "problems": problems}
    status = 409 if problems else 200
    return TemplateResponse(request, "eoi/officer/advert_wording_take.html", facts, status=status)


def _version_read(request: PersonRequest) -> int | None:
    """Of the draft that the page was made from; what is no number fits no draft."""
    text = request.POST.get("draft_version")
    if text is None:
        return None
    return int(text) if text.isdecimal() and len(text) < MOST_DIGITS else -1
