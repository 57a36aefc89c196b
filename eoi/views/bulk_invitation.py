"""Inviting many colleagues at once: paste, check, and only then invite."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.staff_invitation import Colleague, invite_many
from eoi.forms.bulk_invitation import BulkInvitationForm, colleagues_on
from eoi.models import StaffInvitation
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.administrator import for_administrators

CHANGED = (
    "The list is not the one that was checked, so nobody has been invited yet. Look at it below, then invite them."
)
AGAIN = "Everybody on this list has been invited already, so nothing was sent a second time."


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def staff_invitation_bulk(request: PersonRequest) -> HttpResponse:
    """The same form is checked as often as wanted; it invites only whom the page before has shown."""
    form = BulkInvitationForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _page(request, form, status=422 if form.is_bound else 200)
    if "invite" not in request.POST:
        return _page(request, form, **_checked(request, form))
    lines = form.lines(at=request.now)
    ready = colleagues_on(lines)
    if not ready or request.POST.get("checked") != digest_of(ready):
        return _not_as_shown(request, form, [Problem("changed-meanwhile", CHANGED)])
    try:
        invited = invite_many(colleagues=ready, by=request.user, at=request.now)
    except ActionRefused as refusal:
        return _not_as_shown(request, form, refusal.problems)
    messages.success(request, _sent(len(invited), left_out=len(lines) - len(ready)))
    return redirect("eoi:staff-invitation-list")


def _not_as_shown(request: PersonRequest, form: BulkInvitationForm, problems: list[Problem]) -> HttpResponse:
    """After a double click everybody has been invited by now: that is no refusal."""
    facts = _checked(request, form)
    addresses = [line.email for line in facts["lines"]]
    if not facts["ready"] and StaffInvitation.objects.open(at=request.now).to_addresses(addresses).exists():
        messages.info(request, AGAIN)
        return redirect("eoi:staff-invitation-list")
    return _page(request, form, status=409, problems=problems, **facts)


def _checked(request: PersonRequest, form: BulkInvitationForm) -> dict[str, Any]:
    lines = form.lines(at=request.now)
    ready = colleagues_on(lines)
    return {"lines": lines, "ready": len(ready), "checked": digest_of(ready)}


def digest_of(colleagues: Sequence[Colleague]) -> str:
    """What was shown as ready to be invited, so that nobody else is."""
    return hashlib.sha256(repr(list(colleagues)).encode()).hexdigest()


def _page(request: PersonRequest, form: BulkInvitationForm, *, status: int = 200, **facts: Any) -> HttpResponse:
    return TemplateResponse(
        request, "eoi/administrator/staff_invitation_bulk.html", {"form": form, **facts}, status=status
    )


def _sent(number: int, *, left_out: int) -> str:
    people = "1 invitation is" if number == 1 else f"{number} invitations are"
    sentence = f"{people} on the way, good for fourteen days."
    if left_out:
        sentence += f" {left_out} {'line was' if left_out == 1 else 'lines were'} left out."
    return sentence
