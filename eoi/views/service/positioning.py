"""The names of the two axes (S4)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.profile import reword_axes
from eoi.forms.profile import AxesForm
from eoi.models import PositioningFramework
from eoi.permissions import may_word_axes
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def axes_edit(request: PersonRequest) -> HttpResponse:
    """A new edition of the names; earlier ones are listed with who wrote them, when and why."""
    if not may_word_axes(request.user):
        raise PermissionDenied("Only procurement officers reword the axes.")
    editions = list(PositioningFramework.objects.newest_first())
    form = AxesForm(request.POST if request.method == "POST" else None, axes=editions[0])
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            axes = reword_axes(words=form.words(), edition=form.cleaned_data["edition"], by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
            form.show_version(editions[0])
        else:
            messages.success(
                request, f"Edition {axes.edition} of the axes is saved. Drafts take it when they are saved."
            )
            return redirect("eoi:service-list")
    facts = {"form": form, "problems": problems, "editions": editions}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/service/axes_edit.html", facts, status=status)
