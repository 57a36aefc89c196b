"""What a service manager enters into a draft of a profile. Incomplete is saved; only what cannot be meant is refused (P4)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from eoi.actions.profile import IndicatorRow, VolumeRow
from eoi.forms.advert import EARLIEST_YEAR, LATEST_YEAR
from eoi.forms.days import day_field
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.forms.profile_rows import add_indicator_fields, add_volume_fields, figure, rows_of
from eoi.models import PositioningFramework, ServiceProfile
from eoi.models.positioning import HIGHEST, LOWEST

BLANK_ROWS = 3
MOST_ROWS = 30


def long_text(label: str, hint: str, *, rows: int = 5) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": rows}), help_text=hint
    )


def place(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": f"“{label}” has no such place. Choose one from {LOWEST} to {HIGHEST}."},
    )


class ProfileForm(PlainTextForm):
    """One draft. `draft_version`, `edition` and `axes` say what the page was made from, so that nobody writes over anybody (P13)."""

    draft_version = forms.IntegerField(widget=forms.HiddenInput)
    edition = forms.IntegerField(widget=forms.HiddenInput)
    axes = forms.IntegerField(widget=forms.HiddenInput)
    purpose = long_text("Purpose", "What the service is for, in a few sentences.")
    customers = long_text("Customers", "Whom it works for: residents, other parts of the council, members, others.")
    staff_fte = figure(
        "Staff (full-time equivalents)", "in full-time equivalents, such as 118 or 104.5", places=1, digits=7
    )
    gross_budget = figure(
        "Gross budget a year, in pounds", "in whole pounds, such as 3,344,624", places=0, digits=12, width=10
    )
    strengths = long_text("Strengths", "What the service does well, and how you know.")
    difficulties = long_text("What is hard", "What it struggles with. Council staff read this, and so may the public.")
    wanted = long_text(
        "What we would like from a partner", "What would help most. Presume no form of arrangement.", rows=5
    )
    position_across = place("Place on the line across")
    position_up = place("Place on the line upwards")
    narrative = long_text("Why the service stands there", "The evidence for the two places, and who was asked.")
    review_by = day_field(
        "Review by",
        required=False,
        help_text="The next edition should be signed off by then. You are reminded ten working days before.",
    )

    def __init__(self, data: Any = None, *, draft: ServiceProfile, axes: PositioningFramework) -> None:
        initial = {**draft.contents(), "draft_version": draft.draft_version, "edition": draft.number}
        super().__init__(data, initial=initial | {"axes": axes.edition})
        self._name_axes(axes)
        self.volumes = add_volume_fields(self, list(draft.volumes.all()), number=self._rows("volume", draft.volumes))
        self.indicators = add_indicator_fields(
            self, list(draft.indicators.all()), number=self._rows("indicator", draft.indicators)
        )
        if data is not None:
            self.data = self._without_controls(data)

    def _rows(self, kind: str, standing: Any) -> int:
        """As many as were sent, where any were; else those that stand and some blank ones, up to a limit."""
        sent = [int(name.split("_")[1]) for name in self.data if _is_row(name, kind)]
        return min(max(sent, default=len(standing.all()) + BLANK_ROWS), MOST_ROWS)

    def _name_axes(self, axes: PositioningFramework) -> None:
        """The ends of each line, in the choices themselves."""
        for name, label, low, high in (
            ("position_across", axes.across_name, axes.across_low, axes.across_high),
            ("position_up", axes.up_name, axes.up_low, axes.up_high),
        ):
            field = cast(forms.TypedChoiceField, self.fields[name])
            field.label = label
            ends = {LOWEST: f": {low}", HIGHEST: f": {high}"}
            numbers = range(LOWEST, HIGHEST + 1)
            field.choices = [("", "Not placed yet"), *((n, f"{n}{ends.get(n, '')}") for n in numbers)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ServiceProfile.WORDS:
            if isinstance(cleaned.get(name), str):
                cleaned[name] = unix_lines(cleaned[name])
        return cleaned

    def clean_review_by(self) -> date | None:
        day = self.cleaned_data["review_by"]
        if day and not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            raise ValidationError(
                f"“Review by” is in the year {day.year}. Choose one between {EARLIEST_YEAR} and {LATEST_YEAR}."
            )
        return day

    def changes(self) -> dict[str, Any]:
        """For `save_profile`."""
        return {name: self.cleaned_data[name] for name in (*ServiceProfile.WORDS, *ServiceProfile.FIGURES)}

    def volume_rows(self) -> Sequence[VolumeRow]:
        """Those in which anything stands."""
        return [VolumeRow(**row) for row in rows_of(self, "volume", VolumeRow.__dataclass_fields__)]

    def indicator_rows(self) -> Sequence[IndicatorRow]:
        return [IndicatorRow(**row) for row in rows_of(self, "indicator", IndicatorRow.__dataclass_fields__)]

    def show_version(self, draft: ServiceProfile, axes: PositioningFramework) -> None:
        """What was typed, on the page for the draft and the axes as they stand now: sent again, it counts."""
        typed = cast(QueryDict, self.data)
        typed["draft_version"], typed["axes"] = str(draft.draft_version), str(axes.edition)
        self._name_axes(axes)


class VersionForm(forms.Form):
    """The yes to signing off or discarding the version that was read."""

    draft_version = forms.IntegerField(widget=forms.HiddenInput)


def typed_words(data: Mapping[str, str]) -> list[tuple[str, str]]:
    """What somebody had typed into a draft that is no longer there, so that nothing of it is lost (P3)."""
    fields = ProfileForm.base_fields
    pairs = [(str(fields[name].label), str(data.get(name, ""))) for name in (*ServiceProfile.WORDS, "gross_budget")]
    rows = [str(value) for name, value in data.items() if _is_row(name, "volume") or _is_row(name, "indicator")]
    pairs.append(("Volumes and indicators", "\n".join(filter(None, rows))))
    return [(label, text) for label, text in pairs if text.strip()]


def _is_row(name: str, kind: str) -> bool:
    parts = name.split("_")
    return parts[0] == kind and len(parts) == 3 and parts[1].isdecimal() and 0 < len(parts[1]) <= 2


class AxesForm(PlainTextForm):
    """The next edition of the axes."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why are they reworded?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the axes are reworded. It is kept with your name and the date."},
    )
    to_be_confirmed = forms.BooleanField(
        label="The council has still to confirm these words",
        required=False,
        help_text="Shown beside the chart until you take this tick away.",
    )
    WORDS = ("name", "across_name", "across_low", "across_high", "up_name", "up_low", "up_high")

    field_order = ["edition", *WORDS, "to_be_confirmed", "reason"]

    def __init__(self, data: Any = None, *, axes: PositioningFramework) -> None:
        initial = {name: getattr(axes, name) for name in (*self.WORDS, "to_be_confirmed", "edition")}
        super().__init__(data, initial=initial)
        for name in self.WORDS:
            column: Any = PositioningFramework._meta.get_field(name)
            label = str(column.verbose_name)
            self.fields[name] = forms.CharField(
                label=label[0].upper() + label[1:],
                max_length=column.max_length,
                initial=getattr(axes, name),
            )
        self.order_fields(self.field_order)
        if data is not None:
            self.data = self._without_controls(data)

    def words(self) -> dict[str, Any]:
        """For `reword_axes`."""
        return {name: self.cleaned_data[name] for name in (*self.WORDS, "to_be_confirmed", "reason")}

    def show_version(self, axes: PositioningFramework) -> None:
        cast(QueryDict, self.data)["edition"] = str(axes.edition)
