"""The notice as everybody may take it: a package of releases, without an account (R3)."""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from eoi.conditional import build
from eoi.models import Advert, NoticeRelease
from eoi.notice.ocds import package_of, readable
from eoi.notifications import public_link
from eoi.requests import TimedRequest


@login_not_required
@require_safe
def notice_json(request: TimedRequest, reference: str) -> HttpResponse:
    """Every release as it was made; 404 for a draft. Three queries; two for whoever has them all, which builds nothing.

    Releases are only ever added, so their number, with the build of the service, says which package it is.
    """
    advert = get_object_or_404(Advert.objects.published(), reference=reference)
    number = NoticeRelease.objects.of(advert).count()
    if not number:
        raise Http404("This advert was published before notices were exported.")
    etag = f'"{advert.reference}-{number}-{build()[:16]}"'
    response = get_conditional_response(request, etag=etag) or _package(advert)
    response["ETag"] = etag
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _package(advert: Advert) -> HttpResponse:
    releases = [json.loads(content) for content in NoticeRelease.objects.of(advert).values_list("content", flat=True)]
    address = public_link(reverse("eoi:notice-json", args=[advert.reference]))
    body = readable(package_of(advert, releases, address=address))
    return HttpResponse(body.encode(), content_type="application/json")
