"""What an officer enters about objectives: a further set, and another wording (S1)."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from eoi.actions.objective import FirstWording
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import MOST_OBJECTIVES, ObjectiveSet, ObjectiveWording

ROWS_AT_FIRST, ROWS_MORE = 5, 3
TITLE_LENGTH, WORDING_LENGTH, REASON_LENGTH = 80, 1000, 1000


class LongText(forms.CharField):
    """Some sentences, with the line ends of any browser made plain."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def clean(self, value: Any) -> str:
        return unix_lines(super().clean(value))


class ObjectiveSetForm(PlainTextForm):
    """Name, reason, and a row for each objective; rows left empty are left out. `rows` says how many the page shows."""

    name = forms.CharField(label="Name of the set", max_length=80, help_text="Such as: Cabinet’s eight goals.")
    description = LongText(
        label="Why it exists", max_length=600, rows=3, help_text="Who asked for it, when, and for what."
    )
    rows = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None) -> None:
        self.number_of_rows = _rows_asked_for(data)
        super().__init__(data, initial={"rows": self.number_of_rows})
        for number in self.numbers:
            self._add_fields(number)
        if data is not None:
            self.data = self._without_controls(data)

    @property
    def numbers(self) -> range:
        return range(1, self.number_of_rows + 1)

    @property
    def may_have_more(self) -> bool:
        return self.number_of_rows < MOST_OBJECTIVES

    @property
    def objective_rows(self) -> list[tuple[int, forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [
            (number, self[f"short_title_{number}"], self[f"wording_{number}"], self[f"concerns_staff_{number}"])
            for number in self.numbers
        ]

    @classmethod
    def with_more_rows(cls, data: QueryDict) -> "ObjectiveSetForm":
        """The same page with a few rows more, what was typed in its place, and no faults shown yet."""
        typed = data.copy()
        typed["rows"] = str(min(_rows_asked_for(data) + ROWS_MORE, MOST_OBJECTIVES))
        form = cls(typed)
        initial = {name: form.data.get(name, "") for name in form.fields}
        form.is_bound, form.initial = False, initial
        return form

    def clean_name(self) -> str:
        name = cast(str, self.cleaned_data["name"])
        if ObjectiveSet.objects.filter(name__iexact=name).exists():
            raise ValidationError(f"There is a set called “{name}” already. Choose another name.")
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for number in self.numbers:
            title, wording = cleaned.get(f"short_title_{number}"), cleaned.get(f"wording_{number}")
            if title and not wording and f"wording_{number}" not in self.errors:
                self.add_error(f"wording_{number}", f"Objective {number} has no wording. Write it, or empty its title.")
            if wording and not title and f"short_title_{number}" not in self.errors:
                self.add_error(f"short_title_{number}", f"Objective {number} has no short title. Write one.")
        if not self.errors and not self.objectives():
            self.add_error("short_title_1", "The set has no objective. Write at least one.")
        return cleaned

    def objectives(self) -> list[FirstWording]:
        """For `create_objective_set`: in the order of the page, numbered without gaps."""
        names = ("short_title", "wording", "concerns_staff")
        rows = [[self.cleaned_data[f"{name}_{number}"] for name in names] for number in self.numbers]
        return [FirstWording(*row) for row in rows if row[0]]

    def _add_fields(self, number: int) -> None:
        self.fields[f"short_title_{number}"] = forms.CharField(
            label=f"Short title of objective {number}", required=False, max_length=TITLE_LENGTH
        )
        self.fields[f"wording_{number}"] = LongText(
            label=f"Wording of objective {number}", required=False, max_length=WORDING_LENGTH, rows=3
        )
        self.fields[f"concerns_staff_{number}"] = forms.BooleanField(
            label=f"Objective {number} is about jobs and staff",
            help_text="Partners are then also asked how staff would be affected.",
            required=False,
        )


class RewordForm(PlainTextForm):
    """Another wording, with its reason. `edition`: the one it was made from (P13)."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    short_title = forms.CharField(label="Short title", max_length=TITLE_LENGTH)
    wording = LongText(label="Wording", max_length=WORDING_LENGTH, rows=6)
    reason = LongText(
        label="Why it is reworded",
        max_length=REASON_LENGTH,
        rows=3,
        help_text="Who asked for it and what it mends. It stands beside the wording for good.",
    )

    @classmethod
    def of(cls, current: ObjectiveWording, data: Any = None) -> "RewordForm":
        words = {"short_title": current.short_title, "wording": current.wording}
        return cls(data, initial={**words, "edition": current.edition})

    def show_edition(self, current: ObjectiveWording) -> None:
        """What was typed, on the page for the edition that stands now: sent again, it counts."""
        cast(QueryDict, self.data)["edition"] = str(current.edition)


def _rows_asked_for(data: Any) -> int:
    try:
        asked = int(data["rows"])
    except (KeyError, TypeError, ValueError):
        return ROWS_AT_FIRST
    return max(1, min(asked, MOST_OBJECTIVES))
