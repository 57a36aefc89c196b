"""Who owns each service. The administrator names owners; the owners keep what is in it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.service import name_service_owner
from eoi.forms.service_keeper import ServiceOwnerForm
from eoi.models import Service, User
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.administrator import for_administrators


@require_safe
@for_administrators
def service_keeper_list(request: PersonRequest) -> HttpResponse:
    """Those without an owner first. Three queries, however many there are; an authority has a handful, so no pages."""
    services = list(Service.objects.with_keepers())
    ordered = sorted(services, key=lambda service: service.owner is not None)
    facts = {"services": ordered, "without": sum(service.owner is None for service in services)}
    return TemplateResponse(request, "eoi/administrator/service_keeper_list.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def service_owner_change(request: PersonRequest, key: str) -> HttpResponse:
    service = get_object_or_404(Service.objects.with_keepers(), key=key)
    form = ServiceOwnerForm(request.POST if request.method == "POST" else None, service=service)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        person, was = form.cleaned_data["person"], form.cleaned_data["was"]
        try:
            name_service_owner(service=service, person=person, was=was, by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
            service = Service.objects.with_keepers().get(pk=service.pk)
            form.show_owner(service.owner)
        else:
            messages.success(request, _named(service, person))
            return redirect("eoi:service-keeper-list")
    facts = {"service": service, "owner": service.owner, "form": form, "problems": problems}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/administrator/service_owner_change.html", facts, status=status)


def _named(service: Service, person: User) -> str:
    before = f", {service.owner.full_name} no longer" if service.owner else ""
    return f"{person.full_name} owns {service.name} from now on{before}. A mail tells {person.full_name}."
