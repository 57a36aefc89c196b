"""What a prospective partner enters about its organisation and its people."""

import re
from typing import TYPE_CHECKING, Any

from django import forms

from eoi.actions.organisation import OrganisationDetails
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import Organisation, OrganisationKind, OrganisationSize

if TYPE_CHECKING:
    from eoi.models import User

COMPANY_NUMBER = re.compile(r"([0-9]{8}|[A-Z]{2}[0-9]{6})")
ORGANISATION_REFERENCE = re.compile(r"ORG-[2-9A-Z]{4}-[2-9A-Z]{4}")


class OrganisationForm(PlainTextForm):
    name = forms.CharField(
        label="Name of the organisation",
        max_length=160,
        error_messages={
            "required": "Enter the name of the organisation.",
            "max_length": "The name has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )
    company_number = forms.CharField(
        label="Company number (if it has one)",
        required=False,
        help_text="Eight characters, such as 01234567 or SC123456. Leave it empty if your organisation has none.",
    )
    kind = forms.ChoiceField(
        label="What kind of organisation is it?",
        choices=OrganisationKind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what kind of organisation it is.",
            "invalid_choice": "Choose one of the kinds listed.",
        },
    )
    size = forms.ChoiceField(
        label="How large is it?",
        help_text="We ask so that we can show that organisations of every size took part.",
        choices=OrganisationSize.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose how large the organisation is.",
            "invalid_choice": "Choose one of the sizes listed.",
        },
    )
    address = forms.CharField(
        label="Address",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Enter the address of the organisation.",
            "max_length": "The address has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )

    def clean_company_number(self) -> str:
        number = re.sub(r"\s", "", self.cleaned_data["company_number"]).upper()
        if number and not COMPANY_NUMBER.fullmatch(number):
            raise forms.ValidationError(
                "A company number has eight digits, or two letters and six digits. Put noughts in front of a shorter number."
            )
        return number

    def clean_address(self) -> str:
        return unix_lines(self.cleaned_data["address"])

    def details(self) -> OrganisationDetails:
        return OrganisationDetails(**self.cleaned_data)

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        return {name: getattr(organisation, name) for name in OrganisationForm.base_fields}


class InvitationForm(PlainTextForm):
    email = forms.EmailField(
        label="Your colleague's e-mail address",
        max_length=254,
        help_text="We send a link that works for 14 days, for this address only.",
        error_messages={
            "required": "Enter your colleague's e-mail address.",
            "invalid": "Enter an e-mail address in the form name@organisation.example.",
            "max_length": "The address has %(show_value)s characters; the limit is %(limit_value)s.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class JoinRequestForm(PlainTextForm):
    reference = forms.CharField(
        label="The organisation's reference",
        help_text="It looks like ORG-7K4Q-2M9X. A lead of the organisation finds it on the organisation's page.",
        error_messages={"required": "Enter the organisation's reference, which looks like ORG-7K4Q-2M9X."},
    )

    def clean_reference(self) -> str:
        reference = re.sub(r"\s", "", self.cleaned_data["reference"]).upper()
        if not ORGANISATION_REFERENCE.fullmatch(reference):
            raise forms.ValidationError("A reference looks like ORG-7K4Q-2M9X. Ask a lead of the organisation for it.")
        return reference


class OrganisationChoiceForm(PlainTextForm):
    """For which of one's organisations something is begun."""

    organisation = forms.ModelChoiceField(
        label="For which organisation?",
        queryset=Organisation.objects.none(),
        empty_label=None,
        to_field_name="reference",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the organisation for which you start.",
            "invalid_choice": "Choose one of your own organisations.",
        },
    )

    def __init__(self, data: Any = None, *, user: "User", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.of(user)  # type: ignore[attr-defined]
