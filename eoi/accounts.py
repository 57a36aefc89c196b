"""How the service differs from plain django-allauth: who signs up becomes what, the words of refusals, the links of mails."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest

from eoi.actions.person import register_person
from eoi.clock import database_now
from eoi.models import StaffInvitation, User
from eoi.notifications import public_link, queue_mail
from salford_partnering.context import site


class AccountAdapter(DefaultAccountAdapter):
    """Mail goes through the queue with every link at the public address; signing up makes a prospective partner, always."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right. Check both, or reset your password.",
        "too_many_login_attempts": "That was tried too often. Wait five minutes, or reset your password.",
        "incorrect_password": "The password is not right. Type it again.",
        "enter_current_password": "The password you have now is not right. Type it again.",
        "duplicate_email": "This address is on your account already.",
        "max_email_addresses": "You have %d addresses, which is the most. Remove one first.",
        "email_taken": "This address cannot be used. Choose another one.",
        "rate_limited": "That was tried too often. Wait a few minutes and try again.",
    }

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """The whole registration is one action, so that the person, the role and the event stand or fall together."""
        given = form.cleaned_data
        return register_person(
            email=given["email"],
            full_name=given["full_name"],
            telephone=given["telephone"],
            password=given["password1"],
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The host of a request can be forged; the public address cannot."""
        here = SimpleNamespace(name=settings.SERVICE_NAME, domain=urlsplit(settings.PUBLIC_ADDRESS).netloc)
        super().send_mail(template_prefix, email, {**site(), "current_site": here, **_with_public_links(context)})

    def send_account_already_exists_mail(self, email: str) -> None:
        """Told by mail only, to the owner of the address; the page says the same to everyone."""
        if StaffInvitation.objects.open(at=database_now()).to_address(email).exists():
            queue_mail(to=[email], template="emails/staff_invitation_waiting.txt", context={})
            return
        super().send_account_already_exists_mail(email)


def resend_verification(request: HttpRequest, email: str) -> None:
    """Mail the link once more if the address waits for it; at most every three minutes. Tells the caller nothing."""
    address = EmailAddress.objects.filter(email__iexact=email, verified=False).first()
    if address:
        send_verification_email_to_address(request, address)


def _with_public_links(context: dict[str, Any]) -> dict[str, Any]:
    return {name: _public(value) if name.endswith("_url") else value for name, value in context.items()}


def _public(url: str) -> str:
    return public_link(urlsplit(url)._replace(scheme="", netloc="").geturl())
