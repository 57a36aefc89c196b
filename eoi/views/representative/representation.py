"""Making a representation (S12). Its later steps stand in `eoi/views/representation.py`, where both sides take theirs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.representation import make_representation
from eoi.forms.representation import RepresentationForm
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.representative.access import for_representatives, workspace_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_representatives
def representation_create(request: PersonRequest, reference: str) -> HttpResponse:
    """For one of the bodies that this person speaks for, and that is consulted on the advert."""
    workspace = workspace_of(request, reference)
    advert = workspace.consultation.advert
    form = RepresentationForm(
        request.POST if request.method == "POST" else None,
        bodies=workspace.bodies,
        decision_is_open=not advert.is_published,
    )
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = make_representation(
                consultation=workspace.consultation, body=form.speaks_for, words=form.words(), by=request.user
            )
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            sent = f"{made.reference} is made for {made.body.name}. The officers of {advert.reference} have been told."
            messages.success(request, sent)
            return redirect("eoi:representation-detail", made.reference)
    facts = {"advert": advert, "bodies": workspace.bodies, "form": form, "problems": problems}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/representative/representation_create.html", facts, status=status)
