"""What an officer enters to copy an earlier advert."""

from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.http import QueryDict

from eoi.copying import CopyDates, copy_dates
from eoi.forms.advert import AdvertStartForm
from eoi.forms.days import day_field
from eoi.models import Advert
from eoi.plan import read_plan
from eoi.policies.copying import problems_with_copying


class AdvertCopyForm(AdvertStartForm):
    """Title, reference and the day of the opening. `seen` says which dates the page has shown: the copy is made with those only."""

    opens_on = day_field("The copy opens on", help_text="A working day. Every other date follows from it.")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, source: Advert, at: datetime, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.source, self.at = source, at
        self.dates: CopyDates | None = None

    def clean_opens_on(self) -> date:
        opens_on: date = self.cleaned_data["opens_on"]
        if problems := problems_with_copying(self.source, opens_on=opens_on, at=self.at):
            raise forms.ValidationError([problem.message for problem in problems])
        return opens_on

    def clean(self) -> dict[str, Any]:
        """Three queries, where a day was entered that will do."""
        cleaned = super().clean()
        if "opens_on" in cleaned:
            dates = copy_dates(read_plan(self.source), opens_on=cleaned["opens_on"])
            for problem in dates.problems:
                self.add_error("opens_on", problem.message)
            self.dates = None if dates.problems else dates
        return cleaned

    @property
    def is_confirmed(self) -> bool:
        """Sent from the page that showed these very dates."""
        return self.dates is not None and self.cleaned_data["seen"] == self.dates.fingerprint

    def show_dates(self) -> None:
        """The page shows them, if there are any: the next time this is sent, they have been seen."""
        typed = cast(QueryDict, self.data)
        typed["seen"] = self.dates.fingerprint if self.dates else ""
