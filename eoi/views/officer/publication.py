"""Publication, and the officers who run an advert."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from eoi.actions.advert import add_officer, publish_advert
from eoi.forms.advert import AdvertOfficerForm
from eoi.models import Advert, Handover
from eoi.policies.decision import problems_with_publishing
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.templatetags.times import uk_time
from eoi.views.officer.access import advert_to_change, for_officers, page_facts
from eoi.views.officer.refusal import confirm


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def advert_publish(request: PersonRequest, reference: str) -> HttpResponse:
    advert = advert_to_change(request, reference)
    return confirm(
        request,
        advert,
        problems=problems_with_publishing(advert, at=request.now),
        act=lambda: publish_advert(advert=advert, by=request.user, at=request.now),
        done=f"{advert.reference} is published. It opens {uk_time(advert.opens_at)} and closes {uk_time(advert.closes_at)}.",
        title="Publish this advert",
        consequences=_consequences_of_publishing(advert),
        button="Publish this advert",
        here="advert-publish",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def advert_officer_add(request: PersonRequest, reference: str) -> HttpResponse:
    """Two officers are needed to open the submissions."""
    advert = advert_to_change(request, reference)
    form = AdvertOfficerForm(request.POST if request.method == "POST" else None, advert=advert)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        officer = form.cleaned_data["officer"]
        try:
            add_officer(advert=advert, officer=officer, by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"{officer.full_name} is an officer of {advert.reference} now.")
            return redirect("eoi:advert-officer-add", advert.reference)
    facts = {
        **page_facts(request, advert, "advert-officer-add"),
        "form": form,
        "problems": problems,
        "handovers": Handover.objects.about(advert).live().with_people().newest_first(),
    }
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/advert_officer_add.html", facts, status=status)


def _consequences_of_publishing(advert: Advert) -> list[str]:
    address = reverse("eoi:advert-detail", args=[advert.reference])
    return [
        f"Everybody can read it at {address} from now on, without an account.",
        f"Prospective partners can start from {uk_time(advert.opens_at)}, and submit until {uk_time(advert.closes_at)}.",
        "Its information pack is published with it; documents added later are announced to everybody.",
        "Its words, criteria, weightings, questions and standing statements are frozen for good.",
        "Until the submissions are opened, you and everybody else at the council see numbers only.",
        "Nobody is told by mail.",
    ]
