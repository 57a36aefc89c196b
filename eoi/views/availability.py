"""Whether the service could be reached: by day, by hour, and round the closing time of an advert (P18, ADR 0032)."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.availability import (
    Minute,
    closing_bounds,
    counts_of,
    day_bounds,
    days_from,
    hours_from,
    minutes_of,
    out_of_order,
    whole_minutes,
)
from eoi.availability_file import availability_csv
from eoi.models import Advert, AvailabilityProbe, hours_between
from eoi.permissions import may_see_availability
from eoi.requests import PersonRequest
from eoi.working_days import uk_day

DAYS_A_PAGE = 31
PAGE_LENGTH = 50

View = Callable[..., HttpResponse]


def for_readers(view: View) -> View:
    @wraps(view)
    def check_first(request: PersonRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_see_availability(request.user):
            raise PermissionDenied("The log of availability is for procurement officers, approvers and auditors.")
        return view(request, *args, **kwargs)

    return check_first


@require_safe
@for_readers
def availability_list(request: PersonRequest) -> HttpResponse:
    """A row for each day since the log began, the newest on top, 31 a page. Three queries."""
    today, first = uk_day(request.now), AvailabilityProbe.objects.first()
    number = (today - uk_day(first.probed_at)).days + 1 if first else 0
    page = Paginator(range(number), DAYS_A_PAGE).get_page(request.GET.get("page"))
    days = [today - timedelta(days=back) for back in page.object_list]
    rows = _days(days, request.now) if days else []
    facts = {"page_obj": page, "days": rows, "is_on": bool(settings.PROBE_ADDRESS), "address": settings.PROBE_ADDRESS}
    return TemplateResponse(request, "eoi/availability/availability_list.html", facts)


def _days(days: Sequence[date], now: datetime) -> Any:
    return days_from(hours_between(day_bounds(days[-1])[0], day_bounds(days[0])[1]), days, now=now)


@require_safe
@for_readers
def availability_day(request: PersonRequest, day: str) -> HttpResponse:
    """A row for each hour, and everything that was not in order. One query."""
    on = _day(request, day)
    facts: dict[str, Any] = {
        "on": on,
        "before": on - timedelta(days=1),
        "after": on + timedelta(days=1),
        "today": uk_day(request.now),
    }
    return _page(request, "eoi/availability/availability_day.html", _minutes_of_day(request, on), **facts)


@require_safe
@for_readers
def availability_day_file(request: PersonRequest, day: str) -> HttpResponse:
    on = _day(request, day)
    return _file(_minutes_of_day(request, on), f"availability-{on:%Y-%m-%d}.csv")


@require_safe
@for_readers
def availability_advert(request: PersonRequest, reference: str) -> HttpResponse:
    """The hours round the closing time of a published advert; 404 for a draft."""
    advert, closes_at = _published(reference)
    minutes = _minutes(request, *closing_bounds(closes_at))
    template = "eoi/availability/availability_advert.html"
    return _page(request, template, minutes, closes_at=closes_at, advert=advert, on=uk_day(closes_at))


@require_safe
@for_readers
def availability_advert_file(request: PersonRequest, reference: str) -> HttpResponse:
    advert, closes_at = _published(reference)
    return _file(_minutes(request, *closing_bounds(closes_at)), f"availability-{advert.reference}.csv")


def _published(reference: str) -> tuple[Advert, datetime]:
    """With its closing time, which every published advert has."""
    advert = get_object_or_404(Advert.objects.published(), reference=reference)
    if advert.closes_at is None:
        raise Http404
    return advert, advert.closes_at


def _day(request: PersonRequest, day: str) -> date:
    """404 for what is no day, and for one that has not begun."""
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    if not date(2000, 1, 1) <= on <= uk_day(request.now):
        raise Http404
    return on


def _minutes_of_day(request: PersonRequest, on: date) -> list[Minute]:
    return _minutes(request, *day_bounds(on))


def _minutes(request: PersonRequest, since: datetime, until: datetime) -> list[Minute]:
    until = whole_minutes(until, now=request.now)
    return minutes_of(AvailabilityProbe.objects.between(since, until), since, until)


def _page(
    request: PersonRequest, template: str, minutes: list[Minute], *, closes_at: datetime | None = None, **more: Any
) -> HttpResponse:
    troubles = Paginator(out_of_order(minutes), PAGE_LENGTH).get_page(request.GET.get("page"))
    facts = {
        **more,
        "closes_at": closes_at,
        "counts": counts_of(minutes),
        "hours": hours_from(minutes, closes_at=closes_at),
        "page_obj": troubles,
        "is_on": bool(settings.PROBE_ADDRESS),
    }
    return TemplateResponse(request, template, facts)


def _file(minutes: list[Minute], name: str) -> HttpResponse:
    response = HttpResponse(availability_csv(minutes), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
