"""Who acts for an organisation: invitations, requests to join, leads, leaving."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.membership import (
    accept_invitation,
    ask_to_join,
    decide_join_request,
    invite_colleague,
    leave_organisation,
    problems_with_accepting,
    problems_with_leaving,
    withdraw_invitation,
)
from eoi.forms.organisation import InvitationForm, JoinRequestForm
from eoi.models import MembershipInvitation
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.partner.access import led_organisation, own_organisation, partners_only, reasons_or_problems


@require_http_methods(["GET", "POST"])
@partners_only
def membership_invite(request: PersonRequest, reference: str) -> HttpResponse:
    """A lead invites a colleague by e-mail."""
    organisation = led_organisation(request, reference)
    form = InvitationForm(request.POST or None)
    problems = []
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            invite_colleague(organisation=organisation, **form.cleaned_data, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"We are sending an invitation to {email}. Its link works for 14 days.")
            return redirect("eoi:organisation-detail", organisation.reference)
    page = {"form": form, "organisation": organisation, "problems": problems}
    return TemplateResponse(request, "eoi/partner/membership_invite.html", page, status=_status(form, problems))


@require_http_methods(["GET", "POST"])
@partners_only
def membership_accept(request: PersonRequest, token: str) -> HttpResponse:
    """The link of the invitation's mail. Says in words why it does not work when it does not."""
    invitation = MembershipInvitation.objects.with_token(token).select_related("organisation", "invited_by").first()
    if invitation is None:
        return TemplateResponse(request, "eoi/partner/membership_accept.html", {"invitation": None}, status=404)
    problems = problems_with_accepting(invitation, by=request.user, at=request.now)
    if request.method == "POST" and not problems:
        try:
            accept_invitation(invitation=invitation, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"You now act for {invitation.organisation.name}.")
            return redirect("eoi:organisation-detail", invitation.organisation.reference)
    page = {"invitation": invitation, **reasons_or_problems(request, problems)}
    return TemplateResponse(
        request, "eoi/partner/membership_accept.html", page, status=409 if request.method == "POST" else 200
    )


@require_http_methods(["GET", "POST"])
@partners_only
def membership_invitation_withdraw(request: PersonRequest, reference: str, key: str) -> HttpResponse:
    """Take an invitation back, after a page that asks."""
    organisation = led_organisation(request, reference)
    invitation = get_object_or_404(organisation.invitations, token_digest=key)
    problems = []
    if request.method == "POST":
        try:
            withdraw_invitation(invitation=invitation, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"The invitation to {invitation.email} is withdrawn: its link no longer works.")
            return redirect("eoi:organisation-detail", organisation.reference)
    page = {"organisation": organisation, "invitation": invitation, "problems": problems}
    template = "eoi/partner/membership_invitation_withdraw.html"
    return TemplateResponse(request, template, page, status=409 if problems else 200)


@require_http_methods(["GET", "POST"])
@partners_only
def membership_leave(request: PersonRequest, reference: str) -> HttpResponse:
    """Leave, after a page that says what is lost."""
    organisation = own_organisation(request, reference)
    problems = problems_with_leaving(organisation, by=request.user)
    if request.method == "POST" and not problems:
        try:
            leave_organisation(organisation=organisation, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"You no longer act for {organisation.name}.")
            return redirect("eoi:partner-start")
    page = {"organisation": organisation, **reasons_or_problems(request, problems)}
    return TemplateResponse(
        request, "eoi/partner/membership_leave.html", page, status=409 if request.method == "POST" else 200
    )


@require_http_methods(["GET", "POST"])
@partners_only
def join_request_create(request: PersonRequest) -> HttpResponse:
    """Ask to join. The answer is the same whether the organisation exists or not."""
    form = JoinRequestForm(request.POST or None, initial={"reference": request.GET.get("number", "")[:20]})
    if request.method == "POST" and form.is_valid():
        reference = form.cleaned_data["reference"]
        ask_to_join(reference=reference, by=request.user)
        messages.success(
            request,
            f"If {reference} is an organisation here, its leads are being told. They decide, and you hear by e-mail.",
        )
        return redirect("eoi:partner-start")
    return TemplateResponse(request, "eoi/partner/join_request_create.html", {"form": form}, status=_status(form, []))


@require_http_methods(["GET", "POST"])
@partners_only
def join_request_decide(request: PersonRequest, reference: str, person: str) -> HttpResponse:
    """A lead lets somebody in, or declines."""
    organisation = led_organisation(request, reference)
    waiting = organisation.join_requests.waiting().select_related("user", "organisation")
    join_request = get_object_or_404(waiting, user__reference=person)
    decision = request.POST.get("decision", "")
    problems = []
    if request.method == "POST" and decision not in ("accept", "decline"):
        problems = [Problem("no-decision", f"Accept or decline the request of {join_request.user.full_name}.")]
    elif request.method == "POST":
        accepted = decision == "accept"
        try:
            decide_join_request(join_request=join_request, accepted=accepted, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            outcome = f"now acts for {organisation.name}" if accepted else "was declined, and is told by e-mail"
            messages.success(request, f"{join_request.user.full_name} {outcome}.")
            return redirect("eoi:organisation-detail", organisation.reference)
    page = {"organisation": organisation, "join_request": join_request, "problems": problems}
    return TemplateResponse(request, "eoi/partner/join_request_decide.html", page, status=409 if problems else 200)


def _status(form: InvitationForm | JoinRequestForm, problems: list) -> int:
    return 422 if problems or (form.is_bound and not form.is_valid()) else 200
