"""The communication plan: who is told what, how, by whom and when (S13)."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.plan_entry import add_communication, edit_communication
from eoi.forms.plan import CommunicationForm
from eoi.models import Audience, CommunicationActivity, PlanMove
from eoi.plan_rows import rows_of
from eoi.requests import PersonRequest
from eoi.views.officer import plan_entry
from eoi.views.officer.access import for_officers
from eoi.views.officer.plan_access import plan_facts, plan_to_see
from eoi.views.officer.plan_entry import Kind
from eoi.working_days import uk_day

PAGE_LENGTH = 50
ACTIVITY = Kind(
    CommunicationActivity,
    CommunicationForm,
    add_communication,
    edit_communication,
    "activity",
    "communication activity",
    "eoi:communication-list",
)


@require_safe
def communication_list(request: PersonRequest, reference: str) -> HttpResponse:
    """All of it, or what one audience is told. Its queries do not grow with its rows."""
    advert = plan_to_see(request, reference)
    asked = request.GET.get("audience", "")
    chosen = asked if asked in Audience.values else ""
    shown = CommunicationActivity.objects.for_audience(chosen).of_advert(advert)
    page = Paginator(shown.with_people().in_order(), PAGE_LENGTH).get_page(request.GET.get("page"))
    facts = {
        **plan_facts(request, advert, "communication-list"),
        "page_obj": page,
        "rows": rows_of(
            page.object_list, list(PlanMove.objects.of_advert(advert)), today=uk_day(advert.withdrawn_at or request.now)
        ),
        "total": CommunicationActivity.objects.of_advert(advert).count(),
        "audiences": Audience.choices,
        "chosen": chosen,
    }
    return TemplateResponse(request, "eoi/officer/communication_list.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def communication_create(request: PersonRequest, reference: str) -> HttpResponse:
    return plan_entry.create(request, reference, ACTIVITY)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def communication_edit(request: PersonRequest, reference: str, activity: str) -> HttpResponse:
    address = reverse("eoi:communication-edit", args=[reference, activity])
    return plan_entry.edit(request, reference, activity, ACTIVITY, address=address)


@require_http_methods(["GET", "HEAD", "POST"])
def communication_done(request: PersonRequest, reference: str, activity: str) -> HttpResponse:
    return plan_entry.finish(request, reference, activity, ACTIVITY)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def communication_remove(request: PersonRequest, reference: str, activity: str) -> HttpResponse:
    return plan_entry.remove(request, reference, activity, ACTIVITY)
