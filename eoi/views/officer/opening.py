"""Opening the submissions: one officer asks, another confirms, once (DESIGN §4)."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.opening import cancel_opening_request, confirm_opening, request_opening
from eoi.models import Advert
from eoi.permissions import may_see_submission_list
from eoi.policies.opening import (
    problems_with_cancelling_opening,
    problems_with_confirming_opening,
    problems_with_requesting_opening,
)
from eoi.requests import PersonRequest
from eoi.second_factor import fresh_second_factor_required
from eoi.views.officer.access import advert_to_change, advert_to_see, for_officers, page_facts
from eoi.views.officer.refusal import confirm


@require_safe
@for_officers
def opening_detail(request: PersonRequest, reference: str) -> HttpResponse:
    """How far the opening is, who asked for it, and who can go on."""
    advert = advert_to_see(reference)
    user, now = request.user, request.now
    facts = {
        **page_facts(request, advert, "opening-detail"),
        "closing_record": getattr(advert, "closing_record", None),
        "counts": Advert.objects.with_counts().get(pk=advert.pk),
        "problems_with_requesting": problems_with_requesting_opening(advert, at=now, by=user),
        "problems_with_confirming": problems_with_confirming_opening(advert, by=user, at=now),
        "concerned": may_see_submission_list(user, advert),
        "last_closes_at": advert.last_effective_closes_at(),
    }
    return TemplateResponse(request, "eoi/officer/opening_detail.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def opening_request(request: PersonRequest, reference: str) -> HttpResponse:
    advert = advert_to_change(request, reference)
    return confirm(
        request,
        advert,
        problems=problems_with_requesting_opening(advert, at=request.now, by=request.user),
        act=lambda: request_opening(advert=advert, by=request.user, at=request.now),
        done="You have asked for the opening. Another officer of this advert confirms it in their own session.",
        title="Ask to open the submissions",
        consequences=[
            "Nothing is opened yet: another officer of this advert has to confirm it, signed in as themselves.",
            "Until then you can take the request back.",
        ],
        button="Ask to open the submissions",
        here="opening-detail",
        back="eoi:opening-detail",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def opening_cancel(request: PersonRequest, reference: str) -> HttpResponse:
    advert = advert_to_change(request, reference)
    return confirm(
        request,
        advert,
        problems=problems_with_cancelling_opening(advert),
        act=lambda: cancel_opening_request(advert=advert, by=request.user),
        done="The request to open the submissions is taken back. Nothing was opened.",
        title="Take back the request to open",
        consequences=["The submissions stay sealed. Any officer of this advert can ask again."],
        button="Take back the request",
        here="opening-detail",
        back="eoi:opening-detail",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def opening_confirm(request: PersonRequest, reference: str) -> HttpResponse:
    """Who may not confirm is told so before any code is asked for."""
    return _confirm_with_code(request, advert_to_change(request, reference))


@fresh_second_factor_required
def _confirm_with_code(request: PersonRequest, advert: Advert) -> HttpResponse:
    """A code from the second factor was given a moment ago."""
    return confirm(
        request,
        advert,
        problems=problems_with_confirming_opening(advert, by=request.user, at=request.now),
        act=lambda: confirm_opening(advert=advert, by=request.user, at=request.now),
        done="The submissions are opened.",
        title="Confirm the opening",
        consequences=[
            "The seal is lifted for good: this cannot be undone.",
            "The officers of this advert, the approvers and the auditors can read every standing submission from now on.",
            "The opening is recorded with your name, the name of the officer who asked, and the time.",
        ],
        button="Open the submissions",
        tone="warning",
        here="opening-detail",
        back="eoi:submission-list",
    )
