"""Who gets at services' pages: council staff read signed-off profiles, owners and deputies keep them (DESIGN §5)."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from eoi.models import Service
from eoi.permissions import may_keep_service, may_see_services
from eoi.problems import Problem
from eoi.requests import PersonRequest

View = Callable[..., HttpResponse]


def for_council_staff(view: View) -> View:
    """403 for whoever has nothing to do with services: partners, the administrator, the auditor."""

    @wraps(view)
    def check_first(request: PersonRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_see_services(request.user):
            raise PermissionDenied("Profiles of services are for council staff who prepare, decide or score.")
        return view(request, *args, **kwargs)

    return check_first


def service_to_see(key: str) -> Service:
    """404 where there is none. Two queries."""
    return get_object_or_404(Service.objects.with_keepers(), key=key)


def service_to_keep(request: PersonRequest, key: str) -> Service:
    """403 for whoever is neither its owner nor a deputy. Three queries."""
    service = service_to_see(key)
    if not may_keep_service(request.user, service):
        raise PermissionDenied(f"Only the owner of {service.name} and the deputies keep its profile.")
    return service


def not_now(
    request: PersonRequest, service: Service, title: str, problems: Sequence[Problem], **facts: Any
) -> HttpResponse:
    """The right person at the wrong time: an explanation, and 409 where something was to be changed (DESIGN §5)."""
    facts |= {"service": service, "title": title, "reasons": problems}
    status = 409 if request.method == "POST" else 200
    return TemplateResponse(request, "eoi/service/confirm.html", facts, status=status)
