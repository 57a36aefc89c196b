"""The reason for deleting now, and for holding back."""

from django import forms

from eoi.forms.plain_text import PlainTextForm, unix_lines


class RetentionReasonForm(PlainTextForm):
    reason = forms.CharField(
        label="Why?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It is kept in the deletion log. Name nobody, and say nothing of what was written.",
        error_messages={
            "required": "Say why: it is kept in the log.",
            "max_length": "The reason has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )

    def clean_reason(self) -> str:
        return unix_lines(self.cleaned_data["reason"])
