"""Who gets at partners' pages: members of the organisation concerned; anybody else learns nothing (DESIGN §5)."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from eoi.models import ExpressionOfInterest, Membership, Organisation
from eoi.permissions import is_officer, is_partner, may_lead
from eoi.problems import Problem
from eoi.requests import PersonRequest

View = Callable[..., HttpResponseBase]


def partners_only(view: View) -> View:
    """403 with the reason for council staff; their own start page is the way on."""

    @wraps(view)
    def guarded(request: PersonRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not is_partner(request.user):
            raise PermissionDenied("This page is for prospective partners. You are signed in as council staff.")
        return view(request, *args, **kwargs)

    return guarded


def partners_and_assistants(view: View) -> View:
    """Of one expression of interest: also the officer whom its organisation asked to enter it, while that lasts (DESIGN §5)."""

    @wraps(view)
    def guarded(request: PersonRequest, reference: str, *args: object, **kwargs: object) -> HttpResponseBase:
        if not is_partner(request.user) and not _assists(request, reference):
            raise PermissionDenied("This page is for prospective partners. You are signed in as council staff.")
        return view(request, reference, *args, **kwargs)

    return guarded


def _assists(request: PersonRequest, reference: str) -> bool:
    """Officers only. One query."""
    return (
        is_officer(request.user)
        and ExpressionOfInterest.objects.assisted_by(request.user).referred_to(reference).exists()
    )


def own_expression(request: PersonRequest, reference: str) -> ExpressionOfInterest:
    """404 unless the person acts for its organisation today, or assists it now. One query."""
    wanted = ExpressionOfInterest.objects
    mine = wanted.of(request.user) if is_partner(request.user) else wanted.assisted_by(request.user)
    mine = mine.with_closing_time()
    return get_object_or_404(mine.select_related("advert__standing_statements", "organisation"), reference=reference)


def own_organisation(request: PersonRequest, reference: str) -> Organisation:
    """404 unless the person acts for it today. One query."""
    return get_object_or_404(Organisation.objects.of(request.user), reference=reference)


def led_organisation(request: PersonRequest, reference: str) -> Organisation:
    """404 for strangers, 403 for contributors. Two queries."""
    organisation = own_organisation(request, reference)
    if not may_lead(request.user, organisation):
        raise PermissionDenied(f"Only a lead of {organisation.name} can do this. Ask one of its leads.")
    return organisation


def own_membership(organisation: Organisation, request: PersonRequest) -> Membership:
    return organisation.memberships.of(request.user).get()


def reasons_or_problems(request: PersonRequest, why_not: list[Problem]) -> dict[str, list[Problem]]:
    """Why something cannot be done now: an error only of somebody who tried, and not of somebody who came to read."""
    return {"reasons": why_not, "problems": why_not if request.method == "POST" else []}
