"""What everybody may read, without an account (DESIGN §5)."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.advert_data import advert_data
from eoi.advert_sheet import advert_sheet, listed_adverts
from eoi.conditional import unless_changed
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
    now = request.now
    pages = {
        "open": _page(request, Advert.objects.open(at=now), parameter="open"),
        "forthcoming": _page(request, Advert.objects.forthcoming(at=now).order_by("opens_at", "pk"), parameter="later"),
        "closed": _page(request, Advert.objects.over(at=now).order_by("-closes_at", "-pk"), parameter="page"),
    }
    listed = {f"{name}_adverts": listed_adverts(page.object_list, at=now) for name, page in pages.items()}
    facts = {**listed, **{f"{name}_page": page for name, page in pages.items()}}
    return TemplateResponse(request, "eoi/public/advert_list.html", facts)


def _page(request: TimedRequest, adverts: AdvertQuerySet, *, parameter: str) -> Page[Advert]:
    """Each part of the list has its own pages, so that turning one leaves the others where they are."""
    return Paginator(adverts, PAGE_LENGTH).get_page(request.GET.get(parameter))


@login_not_required
@require_safe
@unless_changed
def advert_detail(request: TimedRequest, reference: str) -> HttpResponse:
    """404 for a draft: the public does not learn that there is one."""
    adverts = Advert.objects.published().select_related("standing_statements", "closing_record")
    advert = get_object_or_404(adverts, reference=reference)
    facts = advert_sheet(advert, at=request.now)
    person = request.user
    facts["may_start"] = facts["is_open"] and person.is_authenticated and is_partner(person)
    facts["asks_to_sign_in"] = facts["is_open"] and not person.is_authenticated
    facts["data"] = advert_data(advert)
    return TemplateResponse(request, "eoi/public/advert_detail.html", facts)


@login_not_required
@require_safe
@unless_changed
def closing_record_detail(request: TimedRequest, reference: str) -> HttpResponse:
    """Every receipt in order, and the record's own digest; before it exists, a page that says when it will (DESIGN §4)."""
    advert = get_object_or_404(Advert.objects.published().select_related("closing_record"), reference=reference)
    record = getattr(advert, "closing_record", None)
    if record is None:
        waiting = {"advert": advert, "is_closed": advert.is_closed(at=request.now)}
        return TemplateResponse(request, "eoi/public/closing_record_waiting.html", waiting)
    page = Paginator(record.entries, PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = [
        (number, digest, datetime.fromisoformat(received_at))
        for number, (digest, received_at) in enumerate(page.object_list, start=page.start_index())
    ]
    facts = {"advert": advert, "record": record, "rows": rows, "page_obj": page}
    return TemplateResponse(request, "eoi/public/closing_record_detail.html", facts)


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
