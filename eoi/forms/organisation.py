"""What a prospective partner enters about its organisation and its people."""

import re
from typing import TYPE_CHECKING, Any

from django import forms

from eoi import company_numbers
from eoi.actions.organisation import OrganisationDetails
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import MembershipRole, Organisation, OrganisationKind, OrganisationSize

if TYPE_CHECKING:
    from eoi.models import User

ORGANISATION_REFERENCE = re.compile(r"ORG-[2-9A-Z]{4}-[2-9A-Z]{4}")


class NamedOrganisationForm(PlainTextForm):
    """Name, number, kind and size, of the organisation itself as of those that answer with it."""

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
        max_length=20,
        help_text="Eight characters, such as 01234567, SC123456, NI123456 or OC123456. Leave it empty if there is none.",
        error_messages={"max_length": "A company number has eight characters; this has %(show_value)s. Shorten it."},
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

    def clean_company_number(self) -> str:
        number = company_numbers.normalised(self.cleaned_data["company_number"])
        if number and (fault := company_numbers.fault_of(number)):
            raise forms.ValidationError(fault)
        return number


class OrganisationForm(NamedOrganisationForm):
    address = forms.CharField(
        label="Address",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Enter the address of the organisation.",
            "max_length": "The address has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )

    def clean_address(self) -> str:
        return unix_lines(self.cleaned_data["address"])

    def details(self) -> OrganisationDetails:
        return OrganisationDetails(**self.cleaned_data)

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        return {name: getattr(organisation, name) for name in OrganisationForm.base_fields}


class RegistrationForm(OrganisationForm):
    """Says when the company number is registered already, and nothing else of whom; registering all the same takes a tick (P17)."""

    separately = forms.BooleanField(label="Register a separate organisation with this number all the same")

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.repeated = self._registered_already()
        if not self.repeated:
            del self.fields["separately"]
            return
        message = (
            f"An organisation with the company number {self.repeated} is registered here already. Ask to join it, or tick "
            "the box to register a separate one."
        )
        self.fields["separately"].error_messages["required"] = message

    def details(self) -> OrganisationDetails:
        said = {name: value for name, value in self.cleaned_data.items() if name != "separately"}
        return OrganisationDetails(**said)

    def _registered_already(self) -> str:
        """The number as it was typed, in its normal form. One query where there is one."""
        number = company_numbers.normalised(str(self.data.get("company_number", "")))[:20]
        if not number or company_numbers.fault_of(number):
            return ""
        return number if Organisation.objects.with_company_number(number).exists() else ""


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
    role = forms.ChoiceField(
        label="As what?",
        choices=[
            (MembershipRole.CONTRIBUTOR.value, "Contributor: reads and changes everything, and can submit it"),
            (MembershipRole.LEAD.value, "Lead: also invites people, ends their access and changes the details"),
        ],
        initial=MembershipRole.CONTRIBUTOR.value,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose whether your colleague is a contributor or a lead.",
            "invalid_choice": "Choose one of the two from the list.",
        },
    )


class JoinRequestForm(PlainTextForm):
    reference = forms.CharField(
        label="The organisation's reference or company number",
        max_length=40,
        help_text="A reference looks like ORG-7K4Q-2M9X: a lead of the organisation finds it on the organisation's page.",
        error_messages={
            "required": "Enter the organisation's reference, which looks like ORG-7K4Q-2M9X, or its company number.",
            "max_length": "This has %(show_value)s characters, too many for a reference or a company number. Shorten it.",
        },
    )

    def clean_reference(self) -> str:
        reference = re.sub(r"\s", "", self.cleaned_data["reference"]).upper()
        if ORGANISATION_REFERENCE.fullmatch(reference):
            return reference
        number = company_numbers.normalised(reference)
        if company_numbers.fault_of(number):
            raise forms.ValidationError(
                "A reference looks like ORG-7K4Q-2M9X, a company number like 01234567. Ask a lead of the organisation for it."
            )
        return number


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
