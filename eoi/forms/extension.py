"""Asking for more time, and the answer (P5)."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError

from eoi.forms.advert import EARLIEST_YEAR, LATEST_YEAR, uk_moment
from eoi.forms.plain_text import PlainTextForm, unix_lines


class UntilForm(PlainTextForm):
    """A moment that has to be given, and a reason."""

    until = uk_moment("Until when", "5pm on 18 December 2026")

    def clean_until(self) -> datetime:
        until = self.cleaned_data["until"]
        if until is None:
            raise ValidationError("Enter a date and a time of day.")
        if not EARLIEST_YEAR <= until.year <= LATEST_YEAR:
            raise ValidationError(f"Choose a year between {EARLIEST_YEAR} and {LATEST_YEAR}.")
        return until

    def clean_reason(self) -> str:
        return unix_lines(self.cleaned_data["reason"])


class ExtensionRequestForm(UntilForm):
    reason = forms.CharField(
        label="Why do you need more time?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The officers of the advert and the council’s approvers read it. Do not tell them anything of your answers.",
        error_messages={"required": "Say why you need more time."},
    )


class ExtensionGrantForm(UntilForm):
    reason = forms.CharField(
        label="Why is it right to give it?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everybody reads this in the public log of changes, so name nobody and say nothing of who asked.",
        error_messages={"required": "Say why: everybody reads it in the public log."},
    )


class ExtensionDeclineForm(PlainTextForm):
    reason = forms.CharField(
        label="Why is it declined?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The organisation reads it, and officers and approvers.",
        error_messages={"required": "Say why: the organisation reads it."},
    )

    def clean_reason(self) -> str:
        return unix_lines(self.cleaned_data["reason"])
