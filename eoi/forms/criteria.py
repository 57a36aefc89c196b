"""What an officer enters for the criteria of a draft. Any total is saved; publication asks for 100 (P4, S15)."""

from decimal import Decimal
from typing import Any

from django import forms

from eoi.actions.criteria import CriterionChange
from eoi.forms.advert import VersionedForm
from eoi.forms.plain_text import unix_lines
from eoi.models import Advert, Criterion, ObjectiveWording
from eoi.templatetags.numbers import percent


class CriteriaForm(VersionedForm):
    """One row an objective: in or out, its weighting, its guidance. Any total is kept; publication asks for 100 (S15)."""

    def __init__(self, data: Any = None, *, advert: Advert) -> None:
        self.wordings = list(ObjectiveWording.objects.current())
        standing = {criterion.wording.objective_id: criterion for criterion in _criteria_of(advert)}
        super().__init__(data, initial={"draft_version": advert.draft_version})
        for wording in self.wordings:
            self._add_fields(wording, standing.get(wording.objective_id))
        if data is not None:
            self.data = self._without_controls(data)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for wording in self.wordings:
            number = wording.objective.number
            weighted = f"weighting_{number}"
            if cleaned.get(f"included_{number}") and weighted not in self.errors and cleaned.get(weighted) is None:
                self.add_error(weighted, f"Objective {number} has no weighting. Enter one, or untick the objective.")
        return cleaned

    @property
    def rows(self) -> list[tuple[ObjectiveWording, list[forms.BoundField]]]:
        """Each objective with its three fields, for the page."""
        return [
            (wording, [self[f"{name}_{wording.objective.number}"] for name in ("included", "weighting", "guidance")])
            for wording in self.wordings
        ]

    def criteria(self) -> list[CriterionChange]:
        """For `edit_criteria`: the objectives that are ticked."""
        numbered = [(wording, wording.objective.number) for wording in self.wordings]
        return [
            CriterionChange(
                wording=wording,
                weighting=self.cleaned_data[f"weighting_{number}"],
                guidance=unix_lines(self.cleaned_data[f"guidance_{number}"]),
            )
            for wording, number in numbered
            if self.cleaned_data[f"included_{number}"]
        ]

    def _add_fields(self, wording: ObjectiveWording, criterion: Criterion | None) -> None:
        number = wording.objective.number
        self.fields[f"included_{number}"] = forms.BooleanField(
            label="Score answers to this objective", required=False, initial=criterion is not None
        )
        self.fields[f"weighting_{number}"] = forms.DecimalField(
            label=f"Weighting of objective {number}, in per cent",
            required=False,
            min_value=Decimal("0.01"),
            max_value=Decimal(100),
            max_digits=5,
            decimal_places=2,
            initial=percent(criterion.weighting) if criterion else None,
            error_messages=dict.fromkeys(
                ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits"),
                f"The weighting of objective {number} has to be a number from 0.01 to 100, such as 20 or 12.5. Change it.",
            ),
            widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal"}),
        )
        self.fields[f"guidance_{number}"] = forms.CharField(
            label=f"Guidance for objective {number}",
            required=False,
            max_length=2000,
            initial=criterion.guidance if criterion else "",
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="What you would like to know. Organisations read it beside the question; evaluators beside the answer.",
        )


def _criteria_of(advert: Advert) -> list[Criterion]:
    return list(advert.criteria.select_related("wording__objective"))
