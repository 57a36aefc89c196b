"""Rows of a profile's form: volumes and indicators, as many as stand and some blank ones, without any script."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from eoi.models import Direction, ProfileIndicator, ProfileVolume, Trend
from eoi.templatetags.numbers import thousands

STRIPPED = str.maketrans("", "", "£, \u00a0")


class FigureField(forms.DecimalField):
    """A figure as people write it: `£21,888,848` is 21888848. Nothing is rounded."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.translate(STRIPPED) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """`3,344,624`, and `118` rather than `118.0`; what was typed stays as it was typed."""
        return thousands(value) if isinstance(value, Decimal) else value


def figure(label: str, example: str, *, places: int, digits: int, width: int = 5) -> FigureField:
    message = f"“{label}” has to be a number {example}. Change it."
    wrong = ("invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits")
    return FigureField(
        label=label,
        required=False,
        min_value=Decimal(0),
        max_digits=digits,
        decimal_places=places,
        error_messages=dict.fromkeys(wrong, message),
        widget=forms.TextInput(attrs={"class": f"govuk-input--width-{width}", "inputmode": "decimal"}),
    )


def add_volume_fields(form: forms.Form, standing: Sequence[ProfileVolume], *, number: int) -> list["Row"]:
    """`volume_1_label` and so on; returns the rows for the page."""
    for position in range(1, number + 1):
        fields = {
            "label": _short("What is counted", 120),
            "number": figure("Number", f"such as 41,200, in volume {position}", places=1, digits=14, width=10),
            "unit": _short("Unit and period", 60),
        }
        _add(form, "volume", position, fields, standing)
    return [Row(form, "Volume", "volume", position, ProfileVolume.CONTENTS) for position in range(1, number + 1)]


def add_indicator_fields(form: forms.Form, standing: Sequence[ProfileIndicator], *, number: int) -> list["Row"]:
    for position in range(1, number + 1):
        fields = {
            "name": _short("What is measured", 160),
            "year": _short("Year", 20, width=5),
            "value": _short("Value", 40, width=5),
            "unit": _short("Unit", 40),
            "trend": _choice("Trend", Trend.choices, position),
            "direction": _choice("Which way is better", Direction.choices, position),
        }
        _add(form, "indicator", position, fields, standing)
    contents = ProfileIndicator.CONTENTS
    return [Row(form, "Indicator", "indicator", position, contents) for position in range(1, number + 1)]


class Row:
    """One row for the page: its title, its fields, and whether it holds anything yet."""

    def __init__(self, form: forms.Form, title: str, kind: str, position: int, names: Iterable[str]) -> None:
        self.title = f"{title} {position}"
        self._fields = (form, [f"{kind}_{position}_{name}" for name in names])

    @property
    def fields(self) -> list[forms.BoundField]:
        form, names = self._fields
        return [form[name] for name in names]


def rows_of(form: forms.Form, kind: str, names: Iterable[str]) -> list[dict[str, Any]]:
    """The rows in which anything stands, in their order."""
    names = list(names)
    found, position = [], 1
    while f"{kind}_{position}_{names[0]}" in form.fields:
        row = {name: form.cleaned_data.get(f"{kind}_{position}_{name}") for name in names}
        if any(value not in (None, "") for value in row.values()):
            found.append(row)
        position += 1
    return found


def _add(form: forms.Form, kind: str, position: int, fields: dict[str, forms.Field], standing: Sequence[Any]) -> None:
    row = standing[position - 1] if position <= len(standing) else None
    for name, field in fields.items():
        field.initial = getattr(row, name) if row else None
        form.fields[f"{kind}_{position}_{name}"] = field


def _short(label: str, most: int, *, width: int = 0) -> forms.CharField:
    attributes = {"class": f"govuk-input--width-{width}"} if width else {}
    return forms.CharField(label=label, required=False, max_length=most, widget=forms.TextInput(attrs=attributes))


def _choice(label: str, choices: Any, position: int) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", "Not said"), *choices],
        error_messages={"invalid_choice": f"“{label}” of indicator {position} is none of the choices. Choose one."},
    )
