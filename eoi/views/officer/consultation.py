"""The workspace of an advert's consultation, as officers and approvers see it (S12)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.consultation import (
    consult_bodies,
    correct_event,
    record_event,
    share_material,
    withdraw_material,
)
from eoi.forms.consultation import BodiesForm, EventCorrectionForm, EventForm, MaterialWithdrawForm, ShareForm
from eoi.models import (
    Advert,
    Consultation,
    ConsultationBody,
    ConsultationEvent,
    Representation,
    SharedMaterial,
)
from eoi.policies.consultation import problems_with_addressing, problems_with_withdrawing_material
from eoi.problems import ActionRefused, Problem
from eoi.representation_life import decisions_that_went_ahead
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_change, advert_to_see, for_officers, page_facts
from eoi.views.officer.refusal import not_now

PAGE_LENGTH = 50
HERE = "consultation-detail"


@require_safe
@for_officers
def consultation_detail(request: PersonRequest, reference: str) -> HttpResponse:
    """What needs an answer, who is consulted, what was shared, what took place, what was said."""
    advert = advert_to_see(reference)
    consultation = _consultation_of(advert)
    facts = {**page_facts(request, advert, HERE), "consultation": consultation}
    if consultation is None:
        facts["bodies_exist"] = ConsultationBody.objects.current().exists()
        return TemplateResponse(request, "eoi/officer/consultation_none.html", facts)
    said = Representation.objects.of_advert(advert).with_steps().most_pressing_first()
    page = Paginator(said, PAGE_LENGTH).get_page(request.GET.get("page"))
    facts |= {
        "shared": SharedMaterial.objects.of_consultation(consultation).for_page(),
        "events": ConsultationEvent.objects.of_consultation(consultation).for_page(),
        "page_obj": page,
        "waiting": Representation.objects.of_advert(advert).waiting_for_council().count(),
        "blocking": Representation.objects.blocking(advert).count(),
        "went_ahead": decisions_that_went_ahead(advert),
    }
    return TemplateResponse(request, "eoi/officer/consultation_detail.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def consultation_bodies(request: PersonRequest, reference: str) -> HttpResponse:
    """Begin the consultation with the bodies chosen, or take in more."""
    advert = advert_to_change(request, reference)
    consultation = _consultation_of(advert)
    form = BodiesForm(request.POST if request.method == "POST" else None, consultation=consultation)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        bodies = list(form.cleaned_data["bodies"])
        try:
            consult_bodies(advert=advert, bodies=bodies, by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            names = ", ".join(body.name for body in bodies)
            messages.success(
                request, f"Consulted on {advert.reference} from now on: {names}. Share something with them."
            )
            return redirect("eoi:consultation-detail", advert.reference)
    facts = {**page_facts(request, advert, HERE), "consultation": consultation, "form": form, "problems": problems}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/consultation_bodies.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def consultation_share(request: PersonRequest, reference: str) -> HttpResponse:
    advert = advert_to_change(request, reference)
    consultation = _consultation_of(advert)
    if consultation is None:
        return _not_begun(request, advert, "Share something")
    form = ShareForm(request.POST if request.method == "POST" else None, consultation=consultation)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            share_material(consultation=consultation, material=form.material(), **form.addressees(), by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, "It is shared, and the representatives have been told by mail.")
            return redirect("eoi:consultation-detail", advert.reference)
    facts = {**page_facts(request, advert, HERE), "form": form, "problems": problems}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/consultation_share.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def consultation_share_withdraw(request: PersonRequest, reference: str, material: str) -> HttpResponse:
    """Mark something shared as wrong. It stays readable."""
    advert = advert_to_change(request, reference)
    shared = get_object_or_404(SharedMaterial.objects.of_advert(advert).for_page(), reference=material)
    if found := problems_with_withdrawing_material(shared):
        return not_now(request, advert, "Mark as wrong", found, here=HERE)
    form = MaterialWithdrawForm(request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_material(material=shared, reason=form.cleaned_data["reason"], by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"“{shared.title}” is marked as wrong.")
            return redirect("eoi:consultation-detail", advert.reference)
    facts = {**page_facts(request, advert, HERE), "material": shared, "form": form, "problems": problems}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/consultation_share_withdraw.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def consultation_event_create(request: PersonRequest, reference: str) -> HttpResponse:
    """Record a meeting, briefing or visit that has taken place."""
    advert = advert_to_change(request, reference)
    consultation = _consultation_of(advert)
    if consultation is None:
        return _not_begun(request, advert, "Record an event")
    form = EventForm(request.POST if request.method == "POST" else None, consultation=consultation, now=request.now)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            record_event(consultation=consultation, event=form.event(), **form.addressees(), by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, "The event is recorded. The bodies it was with read it.")
            return redirect("eoi:consultation-detail", advert.reference)
    facts = {**page_facts(request, advert, HERE), "form": form, "problems": problems}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/consultation_event_create.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def consultation_event_edit(request: PersonRequest, reference: str, event: str) -> HttpResponse:
    """A correction is a new edition; the earlier ones stay readable."""
    advert = advert_to_change(request, reference)
    recorded = get_object_or_404(ConsultationEvent.objects.of_advert(advert).for_page(), reference=event)
    form = EventCorrectionForm.of(recorded.latest, request.POST if request.method == "POST" else None, now=request.now)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        try:
            correct_event(event=recorded, number=number, correction=form.event(), by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
            recorded = ConsultationEvent.objects.for_page().get(pk=recorded.pk)
            form.show_as_it_stands(recorded.latest)
        else:
            messages.success(request, "The record is corrected. What stood before can still be read beneath it.")
            return redirect("eoi:consultation-detail", advert.reference)
    facts = {**page_facts(request, advert, HERE), "event": recorded, "form": form, "problems": problems}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/consultation_event_edit.html", facts, status=status)


def _consultation_of(advert: Advert) -> Consultation | None:
    return Consultation.objects.of_advert(advert).with_bodies().first()


def _not_begun(request: PersonRequest, advert: Advert, title: str) -> HttpResponse:
    return not_now(request, advert, title, problems_with_addressing(None, [], is_for_all=True), here=HERE)
