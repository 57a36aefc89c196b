"""How it went: three answers, words, with or without the organisation's name."""

from typing import Any

from django import forms

from eoi.actions.feedback import Said
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import Agreement
from eoi.models.feedback import STATEMENTS


def statement(name: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=STATEMENTS[name],
        choices=Agreement.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": f"Choose an answer to “{STATEMENTS[name]}”.",
            "invalid_choice": "Choose one of the five answers.",
        },
    )


class FeedbackForm(PlainTextForm):
    clarity = statement("clarity")
    ease = statement("ease")
    fairness = statement("fairness")
    text = forms.CharField(
        label="What should we do better, or keep? (optional)",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": "This has %(show_value)s characters; the limit is %(limit_value)s. Shorten it."},
    )
    is_anonymous = forms.BooleanField(
        label="Give it without the name of our organisation",
        required=False,
        help_text="No page and no file then says whose it is. Your words may still give you away, above all where few answer.",
    )

    def said(self) -> Said:
        facts: dict[str, Any] = {**self.cleaned_data, "text": unix_lines(self.cleaned_data["text"])}
        return Said(**facts)
