"""What people need before they can sign in: a colleague's invitation, and the verification mail once more. Public."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from eoi.accounts import resend_verification
from eoi.actions.staff_invitation import accept_staff_invitation
from eoi.forms.account import AcceptStaffInvitationForm, ResendVerificationForm
from eoi.models import StaffInvitation
from eoi.policies.person import problems_with_accepting
from eoi.problems import ActionRefused, Problem
from eoi.requests import TimedRequest

UNKNOWN = Problem(
    "unknown", "This link is not complete, or a newer one has been sent to you since. Look for the latest mail."
)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password1", "password2")
@never_cache
@login_not_required
def staff_invitation_accept(request: TimedRequest, token: str) -> HttpResponse:
    """The link of the mail. Whatever is wrong with it is said in a sentence, with a telephone number."""
    invitation = StaffInvitation.objects.with_token(token).first()
    problems = problems_with_accepting(invitation, at=request.now) if invitation else [UNKNOWN]
    if not problems and request.user.is_authenticated:
        name = request.user.full_name
        problems = [Problem("signed-in", f"You are signed in as {name}. Sign out first, then open the link again.")]
    if invitation is None or problems:
        return _no_use(request, problems)
    form = AcceptStaffInvitationForm(request.POST if request.method == "POST" else None, invitation=invitation)
    if request.method == "POST" and form.is_valid():
        try:
            accept_staff_invitation(invitation=invitation, password=form.cleaned_data["password1"], at=request.now)
        except ActionRefused as refusal:
            return _no_use(request, refusal.problems)
        messages.success(request, f"Your account is ready. Sign in with {invitation.email} and your new password.")
        return redirect("account_login")
    facts = {"invitation": invitation, "form": form}
    return TemplateResponse(request, "eoi/account/staff_invitation_accept.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def verification_resend(request: TimedRequest) -> HttpResponse:
    """The same answer for every address; a mail goes to one that waits for verification, at most every three minutes."""
    form = ResendVerificationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        resend_verification(request, form.cleaned_data["email"])
        return redirect("account_email_verification_sent")
    return TemplateResponse(request, "eoi/account/verification_resend.html", {"form": form})


def _no_use(request: TimedRequest, problems: list[Problem]) -> HttpResponse:
    return TemplateResponse(request, "eoi/account/staff_invitation_no_use.html", {"reasons": problems})
