"""One's own secret calendar address for a plan: made, shown once, stopped (S14)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eoi.actions.plan_feed import make_plan_feed, revoke_plan_feed
from eoi.models import PlanFeed
from eoi.notifications import public_link
from eoi.requests import PersonRequest
from eoi.views.officer.plan_access import plan_facts, plan_to_see


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def plan_feed_manage(request: PersonRequest, reference: str) -> HttpResponse:
    """The address is on the answer to the button that makes it, and nowhere afterwards."""
    advert = plan_to_see(request, reference)
    step = request.POST.get("step", "")
    if step == "stop":
        revoke_plan_feed(advert=advert, by=request.user)
        messages.success(request, "Your calendar address has stopped working.")
        return redirect("eoi:plan-feed-manage", advert.reference)
    address = ""
    if step == "make":
        token = make_plan_feed(advert=advert, by=request.user)
        address = public_link(reverse("eoi:plan-feed", args=[token]))
    facts = {
        **plan_facts(request, advert, "plan-detail"),
        "feed": PlanFeed.objects.of(request.user, advert),
        "address": address,
    }
    status = 422 if request.method == "POST" and not step else 200
    return TemplateResponse(request, "eoi/officer/plan_feed_manage.html", facts, status=status)
