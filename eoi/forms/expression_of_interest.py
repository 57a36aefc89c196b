"""Declaration and withdrawal."""

from django import forms

from eoi.forms.answer import Version
from eoi.forms.plain_text import PlainTextForm
from eoi.sealed_content import Declaration


class DeclarationForm(PlainTextForm):
    name = forms.CharField(
        label="Your full name",
        max_length=120,
        error_messages={
            "required": "Enter the name of the person who makes the declaration.",
            "max_length": "The name has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )
    position = forms.CharField(
        label="Your position",
        max_length=120,
        help_text="Such as managing director or head of partnerships.",
        error_messages={
            "required": "Enter the position of the person who makes the declaration.",
            "max_length": "The position has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )
    authorised = forms.BooleanField(
        label="I am authorised to make this expression of interest for my organisation",
        error_messages={"required": "Confirm that you may speak for your organisation."},
    )
    statements_acknowledged = forms.BooleanField(
        label="I have read the standing statements: this is not a tender, and no contract is guaranteed",
        error_messages={"required": "Confirm that you have read the standing statements."},
    )
    draft_version = Version()

    def declaration(self) -> Declaration:
        names = ("name", "position", "authorised", "statements_acknowledged")
        return Declaration(**{name: self.cleaned_data[name] for name in names})


class WithdrawalForm(PlainTextForm):
    reason = forms.CharField(
        label="Why are you withdrawing? (optional)",
        help_text="Kept with your record, for your own people. No page shows it to the council, and it counts neither for nor against you.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "max_length": "The reason has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )
