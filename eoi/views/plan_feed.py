"""`/calendar/…/plan.ics`: the plan for whoever has the secret address, without a sign-in (S14).

No limit on how often it is asked: a secret of 192 bits is not guessed, and calendars ask every few hours. It stops when its person
stops it, is disabled, or no longer has to do with the plan; from then on it answers as an address that never was.
"""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from eoi.calendar import calendar_of
from eoi.models import PlanFeed
from eoi.permissions import may_see_plan
from eoi.plan import read_plan


@login_not_required
@require_safe
def plan_feed(request: HttpRequest, token: str) -> HttpResponse:
    feed = PlanFeed.objects.with_token(token).first()
    if feed is None or not feed.person.is_active or not may_see_plan(feed.person, feed.advert):
        raise Http404
    body = calendar_of(read_plan(feed.advert))
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"Cache-Control": "private", "ETag": etag, "Content-Disposition": 'inline; filename="plan.ics"'}
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag=etag, response=response) or response
