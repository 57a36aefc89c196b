"""What the administrator types about people."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from eoi.models import Role, User
from eoi.pasted_list import cannot_be_shown

ROLE_HINTS = {
    Role.PROCUREMENT_OFFICER.value: "Prepares and publishes adverts, opens submissions with a second officer, runs the panel.",
    Role.SERVICE_MANAGER.value: "Keeps the profile and the known issues of their service.",
    Role.EVALUATOR.value: "Scores submissions as a member of a panel.",
    Role.LEAD_MEMBER.value: "Observes a panel.",
    Role.REPRESENTATIVE.value: "Speaks for staff or a trade union, and observes a panel.",
    Role.APPROVER.value: "Decides whether to advertise.",
    Role.ADMINISTRATOR.value: "Invites people and gives roles, sees no content. Cannot hold another role.",
    Role.AUDITOR.value: "Reads everything after opening, changes nothing. Cannot hold another role.",
}
COUNCIL_ROLE_CHOICES = [(value, Role(value).label) for value in ROLE_HINTS]


class OneLineField(forms.CharField):
    """A name or a number: no control characters, and none that turn the direction of the words around them."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if cannot_be_shown(text):
            label = str(self.label).lower()
            raise ValidationError(
                f"The {label} has a character in it that cannot be shown. Type it by hand, without pasting."
            )
        return text


def full_name_field() -> OneLineField:
    return OneLineField(
        label="Full name",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": "Type the full name.",
            "max_length": "The full name has %(show_value)d characters. The limit is %(limit_value)d: shorten it.",
        },
    )


def email_field() -> forms.EmailField:
    return forms.EmailField(
        label="E-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Type the e-mail address.",
            "invalid": "This is not an e-mail address. Type one like name@example.com.",
            "max_length": "The e-mail address has %(show_value)d characters. The limit is %(limit_value)d.",
        },
    )


def roles_field() -> forms.MultipleChoiceField:
    field = forms.MultipleChoiceField(
        label="Roles",
        choices=COUNCIL_ROLE_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one role.",
            "invalid_choice": "%(value)s is not a role of council staff. Choose from the list.",
        },
    )
    field.choice_hints = ROLE_HINTS  # type: ignore[attr-defined]
    return field


class InviteColleagueForm(forms.Form):
    """A colleague and the roles they will have."""

    full_name = full_name_field()
    email = email_field()
    roles = roles_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].widget.attrs["autocomplete"] = "off"
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["email"].help_text = "Their address at the council. The invitation goes there."


class RolesForm(forms.Form):
    """The roles of a colleague, all at once."""

    roles = roles_field()

    @classmethod
    def of(cls, person: User, data: Any = None) -> "RolesForm":
        return cls(data, initial={"roles": sorted(person.roles)})


class PersonSearchForm(forms.Form):
    """Narrows the list of people. Wrong input narrows nothing."""

    words = forms.CharField(label="Name or e-mail address", required=False, max_length=254)
    role = forms.ChoiceField(label="Role", required=False, choices=[("", "Every role"), *Role.choices])

    def people(self) -> Any:
        """Those asked for, each with their roles: two queries for a page of them."""
        people = User.objects.get_queryset().with_roles_loaded()
        asked = self.cleaned_data if self.is_valid() else {}
        if asked.get("words"):
            people = people.matching(asked["words"])
        if asked.get("role"):
            people = people.with_role(asked["role"])
        return people
