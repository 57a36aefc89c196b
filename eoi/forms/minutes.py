"""Minutes of a conversation: recorded, corrected, answered."""

from typing import Any

from django import forms

from eoi.forms.days import day_field
from eoi.forms.letter import AddresseeField, VersionField
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import Advert
from eoi.models.minutes import LONGEST_MINUTES

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100


def long_text(
    label: str, missing: str, *, rows: int = 14, most: int = LONGEST_MINUTES, **options: Any
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": missing,
            "max_length": "This has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
        **options,
    )


class MinutesForm(PlainTextForm):
    held_on = day_field("On which day did you talk?", required=True, missing="Enter the day of the conversation.")
    place = forms.CharField(
        label="Where, or how?",
        max_length=160,
        help_text="Such as Civic Centre, room 4, or by telephone.",
        error_messages={
            "required": "Say where, or how, you talked.",
            "max_length": "This has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )
    present = long_text("Who took part?", "Say who took part.", rows=4, most=2000, help_text="One person a line.")
    text = long_text(
        "What was said",
        "Write down what was said.",
        help_text="The organisation reads it, and confirms or corrects it. What others were not told belongs in the public log.",
    )

    def __init__(self, data: Any = None, *, advert: Advert, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields = {"expression": AddresseeField(advert, "With which organisation?"), **self.fields}

    def clean_held_on(self) -> Any:
        day = self.cleaned_data["held_on"]
        if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            raise forms.ValidationError(f"Choose a year between {EARLIEST_YEAR} and {LATEST_YEAR}.")
        return day

    def clean_present(self) -> str:
        return unix_lines(self.cleaned_data["present"])

    def clean_text(self) -> str:
        return unix_lines(self.cleaned_data["text"])


class ConfirmMinutesForm(forms.Form):
    """Which edition was read."""

    number = VersionField()


class CorrectionForm(PlainTextForm):
    text = long_text(
        "What would you correct?",
        "Write what you would correct, and how it should read.",
        rows=10,
        help_text="In your own words: which sentence, and how it should read. Both versions are kept, whatever we answer.",
    )
    number = VersionField()

    def clean_text(self) -> str:
        return unix_lines(self.cleaned_data["text"])


class CorrectionAnswerForm(PlainTextForm):
    was_taken = forms.TypedChoiceField(
        label="What do you answer?",
        choices=[("yes", "Take it: the minutes below are the next edition"), ("no", "Do not take it: both are kept")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose whether the correction is taken.",
            "invalid_choice": "Choose one of the two.",
        },
    )
    reason = long_text("Why?", "Say why: the organisation reads it.", rows=4, most=2000)
    text = long_text("Minutes with the correction", "", required=False, help_text="Only where you take it.")

    def clean_reason(self) -> str:
        return unix_lines(self.cleaned_data["reason"])

    def clean_text(self) -> str:
        return unix_lines(self.cleaned_data["text"])
