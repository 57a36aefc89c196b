"""What people type before they are signed in."""

from typing import Any

from allauth.account.forms import SignupForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from eoi.clock import database_now
from eoi.forms.person import OneLineField, email_field, full_name_field
from eoi.models import StaffInvitation, User

PASSWORD_HINT = "At least 10 characters, not a common password, and not your name or e-mail address."  # noqa: S105 — advice
DIFFERENT = "The two passwords are different. Type the same one twice."


def password_field(label: str, *, required: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": required, "max_length": "The password is too long: the limit is 1,000 characters."},
    )


class SignUpForm(SignupForm):
    """A prospective partner signs up. Whether the address is known, or invited as a colleague's, never shows (issue 2, P3)."""

    field_order = ["full_name", "email", "telephone", "password1", "password2"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email = email_field()
        email.help_text = "We send a link there to check that it is yours."
        self.fields["full_name"] = full_name_field()
        self.fields["email"] = email
        self.fields["telephone"] = OneLineField(
            label="Telephone (optional)",
            required=False,
            max_length=30,
            widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            error_messages={"max_length": "The telephone number is too long: the limit is 30 characters."},
        )
        self.fields["password1"] = password_field("Password", required="Choose a password.", hint=PASSWORD_HINT)
        self.fields["password2"] = password_field("Password again", required="Type the password again.")
        self.order_fields(self.field_order)

    def validate_unique_email(self, value: str) -> str:
        email = super().validate_unique_email(value)
        if StaffInvitation.objects.open(at=database_now()).to_address(email).exists():
            self.account_already_exists = True
        return email

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """A second click while the first is at work finds the address taken, and gets the answer everyone gets."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class AcceptStaffInvitationForm(forms.Form):
    """The colleague's first password."""

    password1 = password_field("Password", required="Choose a password.", hint=PASSWORD_HINT)
    password2 = password_field("Password again", required="Type the password again.")

    def __init__(self, *args: Any, invitation: StaffInvitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def clean_password1(self) -> str:
        password = self.cleaned_data["password1"]
        validate_password(password, User(email=self.invitation.email, full_name=self.invitation.full_name))
        return password

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "password1" in given and "password2" in given and given["password1"] != given["password2"]:
            self.add_error("password2", ValidationError(DIFFERENT, code="different"))
        return given


class ResendVerificationForm(forms.Form):
    """Asks for the verification mail once more."""

    email = email_field()
