"""A service manager's start page."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.models import Service, ServiceProfile
from eoi.permissions import is_service_manager
from eoi.profiles import profiles_of
from eoi.registry import cards_for
from eoi.requests import PersonRequest
from eoi.working_days import uk_day


@require_safe
def service_start(request: PersonRequest) -> HttpResponse:
    """What needs this person, and the services that they keep. Its queries do not grow with its rows."""
    if not is_service_manager(request.user):
        raise PermissionDenied("This page is for service managers.")
    services = Service.objects.kept_by(request.user)
    drafts = {draft.service_id: draft for draft in ServiceProfile.objects.drafts().of_services(services)}
    scoped = profiles_of(services, on=uk_day(request.now))
    facts = {
        "cards": cards_for(request.user, at=request.now),
        "rows": [(each, drafts.get(each.service.pk)) for each in scoped],
    }
    return TemplateResponse(request, "eoi/service/service_start.html", facts)
