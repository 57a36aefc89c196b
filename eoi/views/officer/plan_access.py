"""Who gets at a plan: officers and approvers read it, so do those whom something in it belongs to; its officers change it (S13, S14)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from eoi.advert_life import state_for_officers
from eoi.models import Advert
from eoi.permissions import may_own_plan_entry, may_run_advert, may_see_officer_pages, may_see_plan
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_see, page_facts


def plan_to_see(request: PersonRequest, reference: str) -> Advert:
    """404 where there is no such advert, 403 for whom its plan does not concern. Six queries at most."""
    if not may_own_plan_entry(request.user):
        raise PermissionDenied("A plan is for the people of the council who work on it.")
    advert = advert_to_see(reference)
    if not may_see_plan(request.user, advert):
        raise PermissionDenied("This plan is for officers, approvers, and those whom something in it belongs to.")
    return advert


def plan_to_change(request: PersonRequest, reference: str) -> Advert:
    """403 for everybody but the officers of the advert."""
    if not may_see_officer_pages(request.user):
        raise PermissionDenied("A plan is changed by the officers of its advert.")
    advert = advert_to_see(reference)
    if not may_run_advert(request.user, advert):
        raise PermissionDenied(f"Only the officers of {advert.reference} change its plan. Ask one of them to add you.")
    return advert


def entry_of(advert: Advert, kind: type[Any], reference: str) -> Any:
    """404 where this advert's plan has no such entry. One query."""
    entry = get_object_or_404(kind.objects.with_people(), advert=advert, reference=reference)
    entry.advert = advert
    return entry


def plan_facts(request: PersonRequest, advert: Advert, here: str) -> dict[str, Any]:
    """As `page_facts`; whoever is neither officer nor approver sees the plan without the other parts of the advert."""
    if may_see_officer_pages(request.user):
        return page_facts(request, advert, here)
    state = state_for_officers(advert, at=request.now)
    return {"advert": advert, "state": state, "runs": False, "parts": [], "is_owner_only": True}
