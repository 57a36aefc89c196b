"""What everybody may read, without an account (DESIGN §5)."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.advert_data import advert_data
from eoi.advert_sheet import advert_sheet, listed_adverts
from eoi.conditional import kept, unless_changed
from eoi.models import Advert
from eoi.models.advert_queryset import AdvertQuerySet
from eoi.permissions import is_partner
from eoi.requests import TimedRequest
from eoi.views.gallery import samples

PAGE_LENGTH = 50


@login_not_required
@require_safe
@unless_changed
def advert_list(request: TimedRequest) -> HttpResponse:
    """Open ones first, by closing time; then those that open later; then closed and withdrawn ones, the latest first."""
    return TemplateResponse(request, "eoi/public/advert_list.html", kept(request, lambda: _all_adverts(request)))


def _all_adverts(request: TimedRequest) -> dict[str, Any]:
    now = request.now
    pages = {
        "open": _page(request, Advert.objects.open(at=now), parameter="open"),
        "forthcoming": _page(request, Advert.objects.forthcoming(at=now).order_by("opens_at", "pk"), parameter="later"),
        "closed": _page(request, Advert.objects.over(at=now).order_by("-closes_at", "-pk"), parameter="page"),
    }
    facts: dict[str, Any] = {f"{name}_page": page for name, page in pages.items()}
    facts |= {f"{name}_adverts": listed_adverts(page.object_list, at=now) for name, page in pages.items()}
    return {"lists": render_to_string("eoi/public/_advert_lists.html", {**facts, "querystring": request.GET})}


def _page(request: TimedRequest, adverts: AdvertQuerySet, *, parameter: str) -> Page[Advert]:
    """Each part of the list has its own pages, so that turning one leaves the others where they are."""
    return Paginator(adverts, PAGE_LENGTH).get_page(request.GET.get(parameter))


@login_not_required
@require_safe
@unless_changed
def advert_detail(request: TimedRequest, reference: str) -> HttpResponse:
    """404 for a draft: the public does not learn that there is one."""
    facts = kept(request, lambda: _advert_facts(reference, at=request.now))
    person = request.user
    facts["may_start"] = facts["is_open"] and person.is_authenticated and is_partner(person)
    facts["asks_to_sign_in"] = facts["is_open"] and not person.is_authenticated
    return TemplateResponse(request, "eoi/public/advert_detail.html", facts)


def _advert_facts(reference: str, *, at: datetime) -> dict[str, Any]:
    adverts = Advert.objects.published().select_related("standing_statements", "closing_record")
    advert = get_object_or_404(adverts, reference=reference)
    facts = advert_sheet(advert, at=at)
    return {**facts, "article": render_to_string("eoi/public/_advert.html", facts), "data": advert_data(advert)}


@login_not_required
@require_safe
@unless_changed
def closing_record_detail(request: TimedRequest, reference: str) -> HttpResponse:
    """Every receipt in order, and the record's own digest; before it exists, a page that says when it will (DESIGN §4)."""
    facts = kept(request, lambda: _closing_record_facts(request, reference))
    template = "closing_record_detail" if facts["record"] else "closing_record_waiting"
    return TemplateResponse(request, f"eoi/public/{template}.html", facts)


def _closing_record_facts(request: TimedRequest, reference: str) -> dict[str, Any]:
    advert = get_object_or_404(Advert.objects.published().select_related("closing_record"), reference=reference)
    record = getattr(advert, "closing_record", None)
    if record is None:
        return {"advert": advert, "record": None, "is_closed": advert.is_closed(at=request.now)}
    page = Paginator(record.entries, PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = [
        (number, digest, datetime.fromisoformat(received_at))
        for number, (digest, received_at) in enumerate(page.object_list, start=page.start_index())
    ]
    facts = {"advert": advert, "record": record, "rows": rows, "page_obj": page, "querystring": request.GET}
    article = render_to_string("eoi/public/_closing_record.html", facts)
    return {"advert": advert, "record": record, "article": article}


@login_not_required
@require_safe
def closing_record_text(request: TimedRequest, reference: str) -> HttpResponse:
    """The record to the letter: the SHA-256 of this file is the digest on its page."""
    advert = get_object_or_404(Advert.objects.published().select_related("closing_record"), reference=reference)
    record = getattr(advert, "closing_record", None)
    if record is None:
        return redirect("eoi:closing-record-detail", advert.reference)
    response = HttpResponse(record.content.encode(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="closing-record-{advert.reference}.txt"'
    return response


@login_not_required
@require_safe
def help(request: TimedRequest) -> HttpResponse:  # noqa: A001 — named as its address
    return TemplateResponse(request, "eoi/public/help.html")


@login_not_required
@require_safe
def privacy(request: TimedRequest) -> HttpResponse:
    return TemplateResponse(request, "eoi/public/privacy.html")


@login_not_required
@require_safe
def cookies(request: TimedRequest) -> HttpResponse:
    return TemplateResponse(request, "eoi/public/cookies.html")


@login_not_required
@require_safe
def accessibility(request: TimedRequest) -> HttpResponse:
    return TemplateResponse(request, "eoi/public/accessibility.html")


@login_not_required
@require_safe
def contact(request: TimedRequest) -> HttpResponse:
    return TemplateResponse(request, "eoi/public/contact.html")


@login_not_required
@require_safe
def gallery(request: TimedRequest) -> HttpResponse:
    """Every shared component once, for those who write pages; nowhere but in a demonstration or while debugging."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return TemplateResponse(request, "eoi/public/gallery.html", samples())
