"""`/start/`: where somebody is taken after signing in."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.models import Role
from eoi.navigation import address_of
from eoi.registry import cards_for
from eoi.requests import PersonRequest

# The first role that somebody holds decides; other roles are in the navigation.
START_PAGES = (
    (Role.PROSPECTIVE_PARTNER, "eoi:partner-start"),
    (Role.PROCUREMENT_OFFICER, "eoi:officer-start"),
    (Role.APPROVER, "eoi:officer-start"),
    (Role.EVALUATOR, "evaluation:evaluator-start"),
    (Role.AUDITOR, "eoi:audit-event-list"),
    (Role.ADMINISTRATOR, "eoi:person-list"),
    (Role.SERVICE_MANAGER, "eoi:service-start"),
    (Role.REPRESENTATIVE, "eoi:representative-start"),
)


@require_safe
def start(request: PersonRequest) -> HttpResponse:
    """On to one's own start page; who has none finds here what needs them and what is coming up."""
    for role, url_name in START_PAGES:
        if role.value in request.user.roles and (address := address_of(url_name)):
            return redirect(address)
    cards = cards_for(request.user, at=request.now)
    return TemplateResponse(request, "eoi/public/start.html", {"cards": cards})
