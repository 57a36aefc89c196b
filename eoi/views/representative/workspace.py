"""A representative's start page, and the workspace of one advert's consultation (S12)."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.models import (
    ConsultationBody,
    ConsultationEvent,
    Representation,
    SharedMaterial,
    StaffQuestion,
    consultations_of,
)
from eoi.permissions import may_see_draft
from eoi.registry import cards_for
from eoi.representation_life import decisions_that_went_ahead
from eoi.requests import PersonRequest
from eoi.views.representative.access import for_representatives, workspace_of

PAGE_LENGTH = 50


@require_safe
@for_representatives
def representative_start(request: PersonRequest) -> HttpResponse:
    """What waits for this person, and every consultation of their bodies. Its queries do not grow with its rows."""
    page = Paginator(consultations_of(request.user).with_bodies(), PAGE_LENGTH).get_page(request.GET.get("page"))
    bodies = list(ConsultationBody.objects.represented_by(request.user))
    facts = {
        "cards": cards_for(request.user, at=request.now),
        "page_obj": page,
        "bodies": bodies,
        "rows": [
            (each, [body for body in each.bodies if body in bodies], each.advert.phase(at=request.now))
            for each in page.object_list
        ],
    }
    return TemplateResponse(request, "eoi/representative/representative_start.html", facts)


@require_safe
@for_representatives
def representative_consultation(request: PersonRequest, reference: str) -> HttpResponse:
    """What was shared with these bodies, what took place with them, what they said and what became of it."""
    workspace = workspace_of(request, reference)
    consultation, advert = workspace.consultation, workspace.consultation.advert
    bodies = ConsultationBody.objects.among(workspace.bodies)
    said = Representation.objects.of_advert(advert).with_steps()
    own = said.made_by_bodies(bodies).most_pressing_first()
    page = Paginator(own, PAGE_LENGTH).get_page(request.GET.get("page"))
    facts = {
        "consultation": consultation,
        "advert": advert,
        "bodies": workspace.bodies,
        "shared": SharedMaterial.objects.of_consultation(consultation).readable_by_bodies(bodies).for_page(),
        "events": ConsultationEvent.objects.of_consultation(consultation).readable_by_bodies(bodies).for_page(),
        "page_obj": page,
        "others": said.readable_by_bodies(bodies).of_other_bodies(bodies),
        "may_see_draft": may_see_draft(request.user, advert),
        "questions": StaffQuestion.objects.answered_for(advert),
        "went_ahead": decisions_that_went_ahead(advert),
    }
    return TemplateResponse(request, "eoi/representative/representative_consultation.html", facts)
