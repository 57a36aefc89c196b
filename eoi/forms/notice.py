"""What is typed about where a notice was published (R2)."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import QueryDict

from eoi.forms.days import day_field
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import NoticePublication


class NoticePublicationForm(PlainTextForm):
    """Begins with what is recorded, if anything is; then it is a correction and asks why."""

    reference = forms.CharField(
        label="Reference of the notice there",
        max_length=40,
        help_text="As the central platform gives it, such as 2026/S 000-012345.",
    )
    published_on = day_field("Published on", missing="Enter the day on which the notice was published.")
    url = forms.CharField(
        label="Address of the notice there",
        max_length=500,
        help_text="Copied from the browser: it begins with https://.",
        widget=forms.URLInput,
    )
    correction_reason = forms.CharField(
        label="Why is it corrected?", max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_767)

    def __init__(self, data: Any = None, *, last: NoticePublication | None) -> None:
        facts = ("reference", "published_on", "url")
        initial = {name: getattr(last, name) for name in facts} if last else {}
        super().__init__(data, initial={**initial, "read": last.number if last else 0})
        if last is None:
            del self.fields["correction_reason"]

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        if not url.startswith("https://"):
            raise ValidationError("The address does not begin with https://. Copy it from the browser.")
        try:
            URLValidator(schemes=["https"])(url)
        except ValidationError as error:
            raise ValidationError("This is not a whole address. Copy it from the browser.") from error
        return url

    def clean_correction_reason(self) -> str:
        return unix_lines(self.cleaned_data["correction_reason"])

    def show_version(self, last: NoticePublication | None) -> None:
        """What was typed, on the page as things stand now: sent again, it counts (P13)."""
        cast(QueryDict, self.data)["read"] = str(last.number if last else 0)
