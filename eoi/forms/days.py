"""Days, as every form asks for them."""

from typing import Any

from django import forms

DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"]


def day_field(
    label: str, *, missing: str = "", width: str = "govuk-input--width-10", **options: Any
) -> forms.DateField:
    """A day, as browsers ask for it; typed as 18/12/2026 where they do not. `missing`: what is said where it has to be there."""
    return forms.DateField(
        label=label,
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **({"class": width} if width else {})}),
        error_messages={
            "required": missing or f"“{label}” has no date. Enter one such as 18/12/2026.",
            "invalid": f"“{label}” is not a date that exists. Enter one such as 18/12/2026.",
        },
        **options,
    )
