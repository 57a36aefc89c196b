"""Who gets at officers' pages: any officer or approver looks, the officers named on an advert change it (DESIGN §5)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from eoi.advert_life import is_decided, next_step, state_for_officers
from eoi.models import Advert
from eoi.permissions import is_auditor, may_run_advert, may_see_officer_pages
from eoi.requests import PersonRequest
from eoi.views.officer.parts import parts_of

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


def facts_for_readers(request: PersonRequest, advert: Advert, here: str) -> dict[str, Any]:
    """As `page_facts`; but an auditor has nothing to do in the other parts of an advert, and so no list of them."""
    if is_auditor(request.user):
        return {"advert": advert, "is_auditor": True}
    return page_facts(request, advert, here)
