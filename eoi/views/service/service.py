"""All services on two axes, and in a table (S4)."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.models import PositioningFramework, Service
from eoi.permissions import may_see_issues, may_word_axes
from eoi.profiles import chart_of_services, profiles_of, totals_of
from eoi.requests import PersonRequest
from eoi.service_order import columns_for, in_order
from eoi.views.service.access import for_council_staff
from eoi.working_days import uk_day

PAGE_LENGTH = 50


@require_safe
@for_council_staff
def service_list(request: PersonRequest) -> HttpResponse:
    """Chart and totals over all services, the table in the order that the address asks for. Its queries do not grow."""
    axes = PositioningFramework.objects.current()
    scoped = profiles_of(Service.objects.all(), on=uk_day(request.now))
    chart = chart_of_services(scoped, axes)
    sort = request.GET.get("sort", "")
    page = Paginator(in_order(scoped, sort), PAGE_LENGTH).get_page(request.GET.get("page"))
    facts = {
        "axes": axes,
        "chart": chart,
        "not_placed": [each.service for each in scoped if not (each.profile and each.profile.is_placed)],
        "columns": columns_for(sort, axes),
        "page_obj": page,
        "totals": totals_of(scoped),
        "overdue": sum(each.is_overdue for each in scoped),
        "may_see_issues": may_see_issues(request.user),
        "may_word_axes": may_word_axes(request.user),
    }
    return TemplateResponse(request, "eoi/service/service_list.html", facts)
