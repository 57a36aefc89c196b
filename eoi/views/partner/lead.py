"""Leads of an organisation: a second one, the part passed on, people whose access ends, and objecting to a new lead."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.lead import (
    end_membership,
    make_lead,
    problems_with_ending,
    problems_with_passing_on,
    transfer_lead,
)
from eoi.actions.lead_recovery import stop_recovery
from eoi.models import LeadRecovery, Membership, Organisation
from eoi.permissions import may_lead
from eoi.policies.lead_recovery import problems_with_deciding_recovery
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.partner.access import led_organisation, partners_only


@require_http_methods(["GET", "POST"])
@partners_only
def membership_make_lead(request: PersonRequest, reference: str, person: str) -> HttpResponse:
    """Give a colleague the lead's part as well, after a page that asks."""
    organisation = led_organisation(request, reference)
    colleagues = organisation.memberships.current().select_related("user", "organisation")
    membership = get_object_or_404(colleagues, user__reference=person)
    problems = []
    if request.method == "POST":
        try:
            make_lead(membership=membership, by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"{membership.user.full_name} is now a lead of {organisation.name}.")
            return redirect("eoi:organisation-detail", organisation.reference)
    page = {"organisation": organisation, "membership": membership, "problems": problems}
    return TemplateResponse(request, "eoi/partner/membership_make_lead.html", page, status=409 if problems else 200)


@require_http_methods(["GET", "POST"])
@partners_only
def membership_transfer(request: PersonRequest, reference: str, person: str) -> HttpResponse:
    """Make a colleague the lead in one's own place, after a page that says what changes."""
    organisation = led_organisation(request, reference)
    membership = _colleague(organisation, person)
    name = membership.user.full_name
    return _confirm(
        request,
        organisation,
        problems=problems_with_passing_on(membership, by=request.user),
        act=lambda: transfer_lead(membership=membership, by=request.user),
        done=f"{name} is a lead of {organisation.name} now, and you are a contributor.",
        title=f"Pass the lead on to {name}?",
        consequences=[
            f"{name} invites people, ends their access, and changes the details of {organisation.name}.",
            "You become a contributor: you go on reading, changing and submitting what is prepared.",
            "You can be made a lead again only by a lead.",
            f"{name} is told by mail.",
        ],
        button=f"Pass the lead on to {name}",
    )


@require_http_methods(["GET", "POST"])
@partners_only
def membership_end(request: PersonRequest, reference: str, person: str) -> HttpResponse:
    """End the access of somebody who has left, after a page that says what they lose."""
    organisation = led_organisation(request, reference)
    membership = _colleague(organisation, person)
    name = membership.user.full_name
    return _confirm(
        request,
        organisation,
        problems=problems_with_ending(membership, by=request.user),
        act=lambda: end_membership(membership=membership, by=request.user, at=request.now),
        done=f"{name} no longer acts for {organisation.name}.",
        title=f"End the access of {name}?",
        consequences=[
            f"{name} no longer sees or changes what {organisation.name} is preparing or has submitted, from now on.",
            "What they wrote stays, and the history of your people keeps their name.",
            f"{name} is told by mail. You can invite them again.",
        ],
        button=f"End the access of {name}",
        tone="warning",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@partners_only
def lead_recovery_stop(request: PersonRequest, reference: str) -> HttpResponse:
    """From the mail: a lead who is still there objects to a new one. 404 for strangers, 403 for contributors."""
    mine = LeadRecovery.objects.concerning(request.user).with_people()
    recovery = get_object_or_404(mine, reference=reference)
    organisation, name = recovery.organisation, recovery.new_lead.full_name
    if not may_lead(request.user, organisation):
        raise PermissionDenied(f"Only a lead of {organisation.name} can stop this. Tell one of them, or telephone us.")
    return _confirm(
        request,
        organisation,
        problems=problems_with_deciding_recovery(recovery, at=request.now),
        act=lambda: stop_recovery(recovery=recovery, by=request.user, at=request.now),
        done="You stopped it. Nothing has changed, and the council is told.",
        title=f"Stop the request for a new lead of {organisation.name}?",
        consequences=[
            f"The council was told that nobody can act for {organisation.name}, and asked to make {name} a lead.",
            "If you stop it, nothing changes, and the council is told that you did.",
            f"If it is right, you need do nothing: or invite {name} as a lead yourself, which is quicker.",
        ],
        button="Stop this request",
        tone="warning",
    )


def _colleague(organisation: Organisation, person: str) -> Membership:
    """404 unless they act for it today."""
    colleagues = organisation.memberships.current().select_related("user", "organisation")
    return get_object_or_404(colleagues, user__reference=person)


def _confirm(
    request: PersonRequest,
    organisation: Organisation,
    *,
    problems: list[Problem],
    act: Callable[[], Any],
    done: str,
    **words: Any,
) -> HttpResponse:
    """Says what will happen and to whom, then does it; at the wrong time it says why not."""
    if request.method == "POST":
        try:
            act()
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, done)
            return redirect("eoi:organisation-detail", organisation.reference)
    facts = {"organisation": organisation, "reasons": problems, **words}
    status = 409 if request.method == "POST" else 200
    return TemplateResponse(request, "eoi/partner/organisation_confirm.html", facts, status=status)
