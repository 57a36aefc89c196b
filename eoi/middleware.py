"""Every page is private unless it says otherwise, and council staff need a second factor (DESIGN §5, §8)."""

from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin

from eoi.second_factor import has_second_factor
from salford_partnering.failures import reference_of, typed_texts

# What somebody needs who is setting the second factor up; the list of e-mail addresses is among it because an unverified
# address prevents the activation, which would otherwise lead back to itself (PITFALLS §4).
WITHOUT_SECOND_FACTOR = frozenset(
    {
        "account_confirm_email",
        "account_email",
        "account_email_verification_sent",
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
        "eoi:accessibility",
        "eoi:contact",
        "eoi:cookies",
        "eoi:help",
        "eoi:privacy",
        "health",
    }
)


class SignInRequired(LoginRequiredMiddleware):
    """Asks a visitor to sign in and brings them back; a form sent after the session ended is shown again, not lost (P3)."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponse:  # type: ignore[override]
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        facts = {"typed": typed_texts(request), "reference": reference_of(request)}
        return TemplateResponse(request, "errors/signed_out.html", facts, status=403)


class SecondFactorRequired(MiddlewareMixin):
    """Council staff set up a second factor before they see any other page. Costs staff one query; nothing is asked where DEMO is on."""

    def process_view(self, request: HttpRequest, view_func: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if settings.DEMO or not request.user.is_authenticated or _is_open_without(request):
            return None
        if not request.user.is_council_staff or has_second_factor(request.user):
            return None
        return redirect(reverse("mfa_activate_totp"))


def _is_open_without(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.view_name in WITHOUT_SECOND_FACTOR
