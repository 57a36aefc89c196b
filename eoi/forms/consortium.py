"""What the organisation that submits says of those that answer with it."""

from typing import Any

from django import forms

from eoi.actions.consortium import MemberDetails
from eoi.forms.expression_of_interest import Version
from eoi.forms.organisation import NamedOrganisationForm
from eoi.models import ConsortiumMember


class ConsortiumMemberForm(NamedOrganisationForm):
    part = forms.CharField(
        label="What would it do?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In a sentence or two, such as: runs the payroll. The answers themselves say how.",
        error_messages={
            "required": "Say what this organisation would do.",
            "max_length": "This has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )
    contact_name = forms.CharField(
        label="Whom can we ask there?",
        max_length=120,
        help_text="Somebody who knows that you name them.",
        error_messages={
            "required": "Enter the name of somebody there.",
            "max_length": "The name has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )
    contact_email = forms.EmailField(
        label="Their e-mail address",
        max_length=254,
        error_messages={
            "required": "Enter their e-mail address.",
            "invalid": "Enter an e-mail address in the form name@organisation.example.",
            "max_length": "The address has %(show_value)s characters; the limit is %(limit_value)s.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    version = Version()

    def clean_part(self) -> str:
        return " ".join(self.cleaned_data["part"].split())

    def details(self) -> MemberDetails:
        return MemberDetails(**{name: value for name, value in self.cleaned_data.items() if name != "version"})

    def typed(self) -> list[tuple[str, str]]:
        """To be shown again where it came too late."""
        return [(str(field.label), str(field.value() or "")) for field in self if field.name != "version"]

    @staticmethod
    def initial_of(member: ConsortiumMember) -> dict[str, Any]:
        return {name: getattr(member, name) for name in ConsortiumMemberForm.base_fields}
