"""Asking an officer to enter a submission; recording that an organisation asked; reading back."""

from datetime import date
from typing import Any

from django import forms

from eoi.actions.assistance import PaperRequest
from eoi.actions.organisation import OrganisationDetails
from eoi.forms.days import day_field
from eoi.forms.expression_of_interest import Version
from eoi.forms.lead_recovery import note_field
from eoi.forms.organisation import RegistrationForm
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import Advert, AssistanceChannel, Role, User

CHANNELS = [choice for choice in AssistanceChannel.choices if choice[0] != AssistanceChannel.OWN_PAGE.value]


class AskForAssistanceForm(PlainTextForm):
    email = forms.EmailField(
        label="The officer’s e-mail address at the council",
        max_length=254,
        help_text="Of the officer you spoke to. Only this officer learns that you ask.",
        error_messages={
            "required": "Enter the officer’s e-mail address.",
            "invalid": "Enter an e-mail address in the form name@council.example.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean_email(self) -> User:
        email = self.cleaned_data["email"]
        person = User.objects.get_queryset().holding(Role.PROCUREMENT_OFFICER).filter(email__iexact=email).first()
        if person is None:
            raise forms.ValidationError(
                f"{email} is not the address of a procurement officer. Ask the officer for theirs."
            )
        return person


class PaperRequestForm(RegistrationForm):
    """The organisation as it describes itself, and how it asked."""

    advert = forms.ModelChoiceField(
        label="For which advert?",
        queryset=Advert.objects.none(),
        to_field_name="reference",
        empty_label="Choose an advert",
        error_messages={
            "required": "Choose an advert that is open.",
            "invalid_choice": "Choose an advert that is open.",
        },
    )
    channel = forms.ChoiceField(
        label="How did they ask?",
        choices=CHANNELS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they asked.", "invalid_choice": "Choose one of the ways listed."},
    )
    asked_by = forms.CharField(
        label="Who asked, and in which position?",
        max_length=160,
        error_messages={
            "required": "Enter who asked, and in which position.",
            "max_length": "This has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )
    asked_on = day_field("On which day?", required=True, missing="Enter the day on which they asked.")
    original = forms.CharField(
        label="Where the paper original is kept (if there is one)",
        max_length=160,
        required=False,
        help_text="Its reference, and when it was received. That time does not count: the time of submission does.",
        error_messages={"max_length": "This has %(show_value)s characters; the limit is %(limit_value)s. Shorten it."},
    )
    identity_note = note_field(
        "How did you make sure who asks?",
        "Such as: rang back at the number in the register of companies. Do not copy documents.",
        "Say how you made sure who asks.",
    )
    second = forms.ModelChoiceField(
        label="Who confirms it, and reads back what you enter?",
        queryset=User.objects.none(),
        to_field_name="reference",
        empty_label="Choose another officer",
        error_messages={
            "required": "Choose another officer.",
            "invalid_choice": "Choose another procurement officer from the list.",
        },
    )

    def __init__(self, data: Any = None, *, user: User, adverts: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        fields: Any = self.fields
        fields["advert"].queryset = adverts
        fields["second"].queryset = (
            User.objects.get_queryset()
            .holding(Role.PROCUREMENT_OFFICER)
            .exclude(pk=user.pk)
            .order_by("full_name", "pk")
        )
        fields["second"].label_from_instance = lambda person: person.full_name

    def clean_asked_on(self) -> date:
        day = self.cleaned_data["asked_on"]
        if day and not 2000 <= day.year <= 2100:
            raise forms.ValidationError("Choose a day between 2000 and 2100.")
        return day

    def clean_identity_note(self) -> str:
        return unix_lines(self.cleaned_data["identity_note"])

    def details(self) -> OrganisationDetails:
        return OrganisationDetails(
            **{name: self.cleaned_data[name] for name in ("name", "kind", "size", "address", "company_number")}
        )

    def request(self) -> PaperRequest:
        names = ("channel", "asked_by", "asked_on", "original", "identity_note")
        return PaperRequest(**{name: self.cleaned_data[name] for name in names})


class ReadBackForm(PlainTextForm):
    how = forms.CharField(
        label="How was it read back?",
        max_length=300,
        help_text="Such as: every answer read over the telephone to the managing director, who agreed to each.",
        error_messages={
            "required": "Say how it was read back.",
            "max_length": "This has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )
    draft_version = Version()
