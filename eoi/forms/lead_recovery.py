"""A new lead where nobody of an organisation can act: what the first and the second person of the council say."""

import re

from django import forms

from eoi import company_numbers
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import IdentityCheck, Organisation, User


def note_field(label: str, hint: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=hint,
        error_messages={
            "required": missing,
            "max_length": "The note has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )


class LeadRecoveryForm(PlainTextForm):
    organisation = forms.CharField(
        label="The organisation’s reference or company number",
        max_length=40,
        help_text="As whoever asks tells it to you: ORG-7K4Q-2M9X, or eight characters such as 01234567.",
        error_messages={
            "required": "Enter the organisation’s reference or company number.",
            "max_length": "This has %(show_value)s characters, too many for a reference or a company number. Shorten it.",
        },
    )
    email = forms.EmailField(
        label="E-mail address of the account of the person who is to lead it",
        max_length=254,
        help_text="They sign up for an account first, with an address that is theirs.",
        error_messages={
            "required": "Enter the e-mail address of the person’s account.",
            "invalid": "Enter an e-mail address in the form name@organisation.example.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    identity_check = forms.ChoiceField(
        label="How did you make sure who asks, and that they may speak for it?",
        choices=IdentityCheck.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose how you made sure who asks.",
            "invalid_choice": "Choose one of the ways listed.",
        },
    )
    evidence = note_field(
        "What you saw or heard, when, and why nobody else can act",
        "A note only: do not copy documents, and write down no numbers of passports or licences.",
        "Say how identity was checked, and why nobody else can act.",
    )

    def clean_organisation(self) -> Organisation:
        typed = re.sub(r"\s", "", self.cleaned_data["organisation"]).upper()
        found = list(
            Organisation.objects.named_by(typed if typed.startswith("ORG-") else company_numbers.normalised(typed))[:2]
        )
        if not found:
            raise forms.ValidationError(
                f"No organisation is registered here as {typed[:20]}. Ask for its reference, which its people find on its page."
            )
        if len(found) > 1:
            raise forms.ValidationError(
                f"Several organisations are registered here with the number {typed[:20]}. Ask for the reference, which tells them apart."
            )
        return found[0]

    def clean_email(self) -> User:
        email = self.cleaned_data["email"]
        person = User.objects.get_queryset().at_address(email).first()
        if person is None:
            raise forms.ValidationError(
                f"Nobody has an account with {email}. Ask them to sign up first, then go on here."
            )
        return person

    def clean_evidence(self) -> str:
        return unix_lines(self.cleaned_data["evidence"])


class LeadRecoveryConfirmForm(PlainTextForm):
    note = note_field(
        "What you checked yourself",
        "Such as: I telephoned the company secretary at the number in the register, who confirmed it.",
        "Say what you checked yourself before you confirm.",
    )

    def clean_note(self) -> str:
        return unix_lines(self.cleaned_data["note"])


class LeadRecoveryCancelForm(PlainTextForm):
    reason = forms.CharField(
        label="Why is it taken back?",
        max_length=300,
        help_text="Officers and administrators read it. The organisation is told that it was taken back, and not why.",
        error_messages={
            "required": "Say why, in a few words.",
            "max_length": "The reason has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )
