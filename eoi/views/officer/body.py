"""The bodies that the council consults: officers keep the list, approvers read it (S12)."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.consultation_body import (
    add_body,
    edit_body,
    name_representative,
    reinstate_body,
    remove_representative,
    retire_body,
)
from eoi.forms.consultation_body import BodyForm, RepresentativeForm
from eoi.models import ConsultationBody, User
from eoi.permissions import may_keep_bodies
from eoi.policies.consultation_body import (
    problems_with_reinstating_body,
    problems_with_removing_representative,
    problems_with_retiring_body,
)
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.access import View, for_officers

PAGE_LENGTH = 50


def for_keepers(view: View) -> View:
    """403 for approvers and everybody else: the list is the procurement officers' to keep."""

    @wraps(view)
    def check_first(request: PersonRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_keep_bodies(request.user):
            raise PermissionDenied("Only procurement officers keep the list of bodies and their representatives.")
        return view(request, *args, **kwargs)

    return check_first


@require_safe
@for_officers
def body_list(request: PersonRequest) -> HttpResponse:
    """Those that are consulted; with `?show=retired` those that no longer are."""
    retired = request.GET.get("show") == "retired"
    bodies = ConsultationBody.objects.retired() if retired else ConsultationBody.objects.current()
    page = Paginator(bodies.with_representatives(), PAGE_LENGTH).get_page(request.GET.get("page"))
    facts = {
        "page_obj": page,
        "retired": retired,
        "others": ConsultationBody.objects.count() - page.paginator.count,
        "may_keep": may_keep_bodies(request.user),
    }
    return TemplateResponse(request, "eoi/officer/body_list.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def body_create(request: PersonRequest) -> HttpResponse:
    form = BodyForm(request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            body = add_body(name=form.cleaned_data["name"], kind=form.cleaned_data["kind"], by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"{body.name} is in the list. Name next who speaks for it.")
            return redirect("eoi:body-detail", body.reference)
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(
        request, "eoi/officer/body_create.html", {"form": form, "problems": problems}, status=status
    )


@require_safe
@for_officers
def body_detail(request: PersonRequest, reference: str) -> HttpResponse:
    body = _body(reference)
    facts = {"body": body, "may_keep": may_keep_bodies(request.user)}
    return TemplateResponse(request, "eoi/officer/body_detail.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def body_edit(request: PersonRequest, reference: str) -> HttpResponse:
    body = _body(reference)
    form = BodyForm.of(body, request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            body = edit_body(body=body, **form.cleaned_data, by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
            form.show_as_it_stands(_body(reference))
        else:
            messages.success(request, f"{body.name} is saved.")
            return redirect("eoi:body-detail", body.reference)
    facts = {"body": body, "form": form, "problems": problems}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/body_edit.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def body_retire(request: PersonRequest, reference: str) -> HttpResponse:
    body = _body(reference)
    return _confirm(
        request,
        body,
        problems=problems_with_retiring_body(body),
        act=lambda: retire_body(body=body, by=request.user),
        done=f"{body.name} is retired.",
        title=f"Retire {body.name}",
        consequences=[
            "It can no longer be chosen for a consultation. Those it takes part in go on.",
            "What was shared with it and what it said are kept, and its representatives still read them.",
            "Nobody is told by mail. You can bring it back at any time.",
        ],
        button="Retire this body",
        tone="warning",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def body_reinstate(request: PersonRequest, reference: str) -> HttpResponse:
    body = _body(reference)
    return _confirm(
        request,
        body,
        problems=problems_with_reinstating_body(body),
        act=lambda: reinstate_body(body=body, by=request.user),
        done=f"{body.name} can be consulted again.",
        title=f"Bring {body.name} back",
        consequences=["It can be chosen for a consultation again. Its representatives are those it had."],
        button="Bring it back",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def representative_name(request: PersonRequest, reference: str) -> HttpResponse:
    body = _body(reference)
    form = RepresentativeForm(request.POST if request.method == "POST" else None, body=body)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        try:
            name_representative(body=body, person=person, by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"{person.full_name} speaks for {body.name} from now on.")
            return redirect("eoi:body-detail", body.reference)
    facts = {"body": body, "form": form, "problems": problems}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/representative_name.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def representative_remove(request: PersonRequest, reference: str, person: str) -> HttpResponse:
    body = _body(reference)
    named = get_object_or_404(User, reference=person)
    consequences = [
        f"{named.full_name} no longer reads what is shared with {body.name}, and says nothing more for it.",
        "What they said before stands in their name.",
        "They are not told by mail.",
    ]
    if len(body.representatives.all()) == 1:
        consequences.append(f"Nobody speaks for {body.name} then, until you name somebody.")
    return _confirm(
        request,
        body,
        problems=problems_with_removing_representative(body, named),
        act=lambda: remove_representative(body=body, person=named, by=request.user),
        done=f"{named.full_name} no longer speaks for {body.name}.",
        title=f"Remove {named.full_name}",
        consequences=consequences,
        button="Remove this representative",
        tone="warning",
    )


def _body(reference: str) -> ConsultationBody:
    return get_object_or_404(ConsultationBody.objects.with_representatives(), reference=reference)


def _confirm(
    request: PersonRequest,
    body: ConsultationBody,
    *,
    problems: Sequence[Problem],
    act: Callable[[], Any],
    done: str,
    **words: Any,
) -> HttpResponse:
    """Says what will happen and to whom, then does it; at the wrong time it says why not."""
    status = 200
    if request.method == "POST":
        try:
            act()
        except ActionRefused as refusal:
            problems, status = refusal.problems, 409
        else:
            messages.success(request, done)
            return redirect("eoi:body-detail", body.reference)
    facts = {"body": body, "reasons": problems, **words}
    return TemplateResponse(request, "eoi/officer/body_confirm.html", facts, status=status)
