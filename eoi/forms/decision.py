"""What an approver enters."""

from django import forms

from eoi.forms.advert import VersionedForm
from eoi.forms.plain_text import unix_lines


class DecisionForm(VersionedForm):
    """The reasons for advertising, on the version of the draft that was read (S16)."""

    reasons = forms.CharField(
        label="Why should the council advertise?",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Your reasons are kept with your name and the time, and never change. They may have to be disclosed.",
        error_messages={"required": "Write your reasons: a decision to advertise is not recorded without them."},
    )

    def clean_reasons(self) -> str:
        return unix_lines(self.cleaned_data["reasons"])
