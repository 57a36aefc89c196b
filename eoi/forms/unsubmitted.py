"""What an approver enters about complete drafts that were not submitted (P18)."""

from django import forms

from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import UnsubmittedOutcome


class UnsubmittedRequestForm(PlainTextForm):
    reason = forms.CharField(
        label="Why do you need to know which?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For example that the service could not be reached before the closing time. It is kept with your name.",
        error_messages={"required": "Say why you need to know: nothing is shown without a reason."},
    )

    def clean_reason(self) -> str:
        return unix_lines(self.cleaned_data["reason"])


class UnsubmittedDecisionForm(PlainTextForm):
    outcome = forms.ChoiceField(
        label="What do you decide?",
        widget=forms.RadioSelect,
        choices=UnsubmittedOutcome.choices,
        error_messages={"required": "Choose what you decide.", "invalid_choice": "Choose what you decide."},
    )
    reasons = forms.CharField(
        label="Your reasons",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="They are kept with your name and the time, and never change. They may have to be disclosed.",
        error_messages={"required": "Write your reasons: nothing is decided without them."},
    )

    def clean_reasons(self) -> str:
        return unix_lines(self.cleaned_data["reasons"])
