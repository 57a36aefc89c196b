"""People and roles. The administrator sees who there is, and nothing of what they write (DOMAIN §2, DESIGN §5)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.person import change_roles, disable_person, enable_person, reset_second_factor
from eoi.actions.staff_invitation import invite_staff, resend_staff_invitation, withdraw_staff_invitation
from eoi.forms.person import InviteColleagueForm, PersonSearchForm, RolesForm
from eoi.holdings import holdings_of
from eoi.models import Handover, LeadRecovery, StaffInvitation, User
from eoi.permissions import may_manage_people
from eoi.policies.person import (
    problems_with_changing_roles,
    problems_with_disabling,
    problems_with_enabling,
    problems_with_resending,
    problems_with_resetting_second_factor,
    problems_with_withdrawing,
)
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.second_factor import has_second_factor

PAGE_LENGTH = 50

View = Callable[..., HttpResponse]


def for_administrators(view: View) -> View:
    """Everyone else gets a 403 that says whose pages these are."""

    @wraps(view)
    def check_first(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_manage_people(request.user):
            raise PermissionDenied("Only an administrator sees people and their roles.")
        return view(request, *args, **kwargs)

    return check_first


@require_safe
@for_administrators
def person_list(request: PersonRequest) -> HttpResponse:
    form = PersonSearchForm(request.GET)
    page = Paginator(form.people(), PAGE_LENGTH).get_page(request.GET.get("page"))
    facts = {
        "search": form,
        "page_obj": page,
        "total": User.objects.count(),
        "waiting": StaffInvitation.objects.waiting().count(),
        "failed": Handover.objects.failed().count(),
        "recoveries": LeadRecovery.objects.to_confirm_by(request.user, at=request.now).count(),
    }
    return TemplateResponse(request, "eoi/administrator/person_list.html", facts)


@require_safe
@for_administrators
def person_detail(request: PersonRequest, reference: str) -> HttpResponse:
    person = get_object_or_404(User, reference=reference)
    facts = {
        "person": person,
        "has_second_factor": has_second_factor(person),
        "may_change_roles": not problems_with_changing_roles(person),
        "problems_with_disabling": problems_with_disabling(person, by=request.user),
        "may_reset_second_factor": not problems_with_resetting_second_factor(person, by=request.user),
        "holdings": holdings_of(person),
        "handovers": Handover.objects.concerning(person).live().with_people().newest_first(),
        "invitations": _with_states(
            StaffInvitation.objects.to_address(person.email).select_related("invited_by"), request
        ),
    }
    return TemplateResponse(request, "eoi/administrator/person_detail.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def person_edit(request: PersonRequest, reference: str) -> HttpResponse:
    person = get_object_or_404(User, reference=reference)
    if problems := problems_with_changing_roles(person):
        return _not_now(request, person, problems)
    form = RolesForm.of(person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            person = change_roles(person=person, roles=form.cleaned_data["roles"], by=request.user)
        except ActionRefused as refusal:
            form.add_error("roles", [problem.message for problem in refusal.problems])
        else:
            messages.success(request, f"{person.full_name} is now: {', '.join(person.role_labels)}.")
            return redirect("eoi:person-detail", person.reference)
    return TemplateResponse(request, "eoi/administrator/person_edit.html", {"person": person, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def person_disable(request: PersonRequest, reference: str) -> HttpResponse:
    person = get_object_or_404(User, reference=reference)
    return _confirm_for_person(
        request,
        person,
        problems=problems_with_disabling(person, by=request.user),
        act=lambda: disable_person(person=person, by=request.user),
        holdings=holdings_of(person),
        done=f"The account of {person.full_name} is disabled, and they have been signed out everywhere.",
        title=f"Disable the account of {person.full_name}",
        consequences=[
            f"{person.full_name} is signed out everywhere at once, and can no longer sign in. They are not told by mail.",
            "What they did stays on record in their name. Nothing is deleted.",
            "You can enable the account again at any time; the roles stay as they are.",
        ],
        button="Disable this account",
        tone="warning",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def person_enable(request: PersonRequest, reference: str) -> HttpResponse:
    person = get_object_or_404(User, reference=reference)
    return _confirm_for_person(
        request,
        person,
        problems=problems_with_enabling(person),
        act=lambda: enable_person(person=person, by=request.user),
        done=f"{person.full_name} can sign in again.",
        title=f"Enable the account of {person.full_name}",
        consequences=[
            f"{person.full_name} can sign in again with the password they had, as: {', '.join(person.role_labels)}.",
        ],
        button="Enable this account",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def person_reset_second_factor(request: PersonRequest, reference: str) -> HttpResponse:
    person = get_object_or_404(User, reference=reference)
    staff = "They set up a new one at their next sign-in, before they see any other page."
    partner = "They sign in with their password alone until they set up a new one."
    return _confirm_for_person(
        request,
        person,
        problems=problems_with_resetting_second_factor(person, by=request.user),
        act=lambda: reset_second_factor(person=person, by=request.user),
        done=f"The second factor of {person.full_name} is reset, and they have been signed out everywhere.",
        title=f"Reset the second factor of {person.full_name}",
        consequences=[
            "First make sure that it is them who asks: telephone them at a number that you already have.",
            "The codes of their authenticator app and their recovery codes stop working, and they are signed out everywhere.",
            staff if person.is_council_staff else partner,
            f"A mail tells {person.email}. The password stays as it is.",
        ],
        button="Reset the second factor",
        tone="warning",
    )


@require_safe
@for_administrators
def staff_invitation_list(request: PersonRequest) -> HttpResponse:
    page = Paginator(StaffInvitation.objects.waiting(), PAGE_LENGTH).get_page(request.GET.get("page"))
    facts = {"page_obj": page, "invitations": _with_states(page.object_list, request)}
    return TemplateResponse(request, "eoi/administrator/staff_invitation_list.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def staff_invitation_create(request: PersonRequest) -> HttpResponse:
    form = InviteColleagueForm(request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite_staff(**form.cleaned_data, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            sent = f"The invitation is on its way to {invitation.email}. {invitation.full_name} has fourteen days to accept it."
            messages.success(request, sent)
            return redirect("eoi:staff-invitation-list")
    facts = {"form": form, "problems": problems}
    return TemplateResponse(request, "eoi/administrator/staff_invitation_create.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def staff_invitation_withdraw(request: PersonRequest, digest: str) -> HttpResponse:
    invitation = get_object_or_404(StaffInvitation, token_digest=digest)
    return _confirm_for_invitation(
        request,
        problems=problems_with_withdrawing(invitation),
        act=lambda: withdraw_staff_invitation(invitation=invitation, by=request.user, at=request.now),
        done=f"The invitation of {invitation.full_name} is withdrawn.",
        title=f"Withdraw the invitation of {invitation.full_name}",
        consequences=[
            f"The link sent to {invitation.email} stops working. {invitation.full_name} is not told by mail."
        ],
        button="Withdraw this invitation",
        tone="warning",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def staff_invitation_resend(request: PersonRequest, digest: str) -> HttpResponse:
    invitation = get_object_or_404(StaffInvitation, token_digest=digest)
    return _confirm_for_invitation(
        request,
        problems=problems_with_resending(invitation),
        act=lambda: resend_staff_invitation(invitation=invitation, by=request.user, at=request.now),
        done=f"The invitation is on its way to {invitation.email} again.",
        title=f"Send the invitation of {invitation.full_name} again",
        consequences=[
            f"A new link goes to {invitation.email}, good for fourteen days. The earlier link stops working."
        ],
        button="Send it again",
    )


def _confirm_for_person(request: PersonRequest, person: User, *, problems: list[Problem], **words: Any) -> HttpResponse:
    here = reverse("eoi:person-detail", args=[person.reference])
    return _confirm(request, problems=problems, parent=person.full_name, back=here, **words)


def _confirm_for_invitation(request: PersonRequest, *, problems: list[Problem], **words: Any) -> HttpResponse:
    here = reverse("eoi:staff-invitation-list")
    return _confirm(request, problems=problems, parent="Invitations", back=here, **words)


def _confirm(
    request: PersonRequest, *, problems: list[Problem], act: Callable[[], Any], done: str, back: str, **words: Any
) -> HttpResponse:
    """A page that says what will happen, then does it. At the wrong time it says why not instead."""
    status = 200
    if request.method == "POST":
        try:
            act()
        except ActionRefused as refusal:
            problems, status = refusal.problems, 409
        else:
            messages.success(request, done)
            return redirect(back)
    facts = {"reasons": problems, "back": back, **words}
    return TemplateResponse(request, "eoi/administrator/confirm.html", facts, status=status)


def _not_now(request: PersonRequest, person: User, problems: list[Problem]) -> HttpResponse:
    facts = {
        "title": f"The roles of {person.full_name}",
        "reasons": problems,
        "back": reverse("eoi:person-detail", args=[person.reference]),
        "parent": person.full_name,
    }
    status = 409 if request.method == "POST" else 200
    return TemplateResponse(request, "eoi/administrator/confirm.html", facts, status=status)


def _with_states(invitations: Any, request: PersonRequest) -> list[tuple[StaffInvitation, str]]:
    return [(invitation, invitation.state_words(at=request.now)) for invitation in invitations]
