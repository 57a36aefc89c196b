"""The notice as everybody may take it: a package of releases, without an account (R3)."""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from eoi.models import Advert, NoticeRelease
from eoi.notice.ocds import digest_of, package_of, readable
from eoi.notifications import public_link
from eoi.requests import TimedRequest


@login_not_required
@require_safe
def notice_json(request: TimedRequest, reference: str) -> HttpResponse:
    """Every release as it was made; 404 for a draft. Two queries. The same facts give the same bytes, and 304 to who has them."""
    advert = get_object_or_404(Advert.objects.published(), reference=reference)
    releases = [json.loads(content) for content in NoticeRelease.objects.of(advert).values_list("content", flat=True)]
    if not releases:
        raise Http404("This advert was published before notices were exported.")
    address = public_link(reverse("eoi:notice-json", args=[advert.reference]))
    body = readable(package_of(advert, releases, address=address))
    response = HttpResponse(body.encode(), content_type="application/json")
    response["ETag"] = f'"{digest_of(body)}"'
    response["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
