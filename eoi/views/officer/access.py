"""Who gets at officers' pages: any officer or approver looks, the officers named on an advert change it (DESIGN §5)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse

from eoi.advert_life import is_decided, next_step, state_for_officers
from eoi.models import Advert, User
from eoi.permissions import is_approver, may_run_advert, may_see_officer_pages
from eoi.requests import PersonRequest

View = Callable[..., HttpResponse]


def for_officers(view: View) -> View:
    """403 for everybody who neither prepares adverts nor decides on them."""

    @wraps(view)
    def check_first(request: PersonRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_see_officer_pages(request.user):
            raise PermissionDenied("This page is for procurement officers and approvers.")
        return view(request, *args, **kwargs)

    return check_first


def advert_to_see(reference: str) -> Advert:
    """404 where there is none. Four queries."""
    return get_object_or_404(Advert.objects.for_officers().with_parts(), reference=reference)


def advert_to_change(request: PersonRequest, reference: str) -> Advert:
    """403 for officers who are not named on it. Five queries."""
    advert = advert_to_see(reference)
    if not may_run_advert(request.user, advert):
        raise PermissionDenied(f"Only the officers of {advert.reference} change it. Ask one of them to add you.")
    return advert


def page_facts(request: PersonRequest, advert: Advert, here: str = "") -> dict[str, Any]:
    """What every page of an advert shows: its state, the parts at the left, and whether this person may change it."""
    user = request.user
    runs = any(officer.user_id == user.pk for officer in advert.officers.all())
    return {
        "advert": advert,
        "state": state_for_officers(advert, at=request.now),
        "runs": runs,
        "decided": is_decided(advert) and not advert.is_published,
        "next_step": next_step(advert, user=user, at=request.now),
        "parts": parts_of(advert, user=user, runs=runs, here=here),
    }


def parts_of(advert: Advert, *, user: User, runs: bool, here: str) -> list[dict[str, Any]]:
    """The parts of an advert with their state; without a link where this person has nothing to do there."""
    editable = runs and not advert.is_published
    decision = "Recorded" if is_decided(advert) else "Waiting"
    opening = "Opened" if advert.is_opened else "Asked for" if advert.opening_requested_at else "Sealed"
    public = "advert-detail" if advert.is_published else "advert-preview"
    parts = [
        ("advert-manage", "Overview", "", True),
        ("advert-edit", "Words, dates, services", "Frozen" if advert.is_published else "", editable),
        ("criteria-edit", "Criteria", "Frozen" if advert.is_published else "", editable),
        (public, "As the public sees it", "", True),
        ("advert-decide", "Decision to advertise", decision, is_approver(user) and not advert.is_published),
        ("advert-publish", "Publication", "Published" if advert.is_published else "", editable),
        ("advert-officer-add", "Officers", str(len(advert.officers.all())), runs),
        ("opening-detail", "Opening", opening, advert.is_published),
        ("submission-list", "Submissions", "", runs or is_approver(user)),
    ]
    return [
        *(
            {
                "label": label,
                "state": state,
                "url": reverse(f"eoi:{page}", args=[advert.reference]) if is_linked else "",
                "is_current": page == here,
            }
            for page, label, state, is_linked in parts
        ),
        *_panel_part(advert, runs=runs),
    ]


def _panel_part(advert: Advert, *, runs: bool) -> list[dict[str, Any]]:
    """The panel's page belongs to another app, which may not be there."""
    try:
        url = reverse("evaluation:panel-detail", args=[advert.reference])
    except NoReverseMatch:
        return []
    return [{"label": "Panel", "state": "", "url": url if runs else "", "is_current": False}]
