"""What an officer enters for the criteria of a draft. Any total is saved; publication asks for 100 (P4, S15)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from eoi.actions.criteria import CriterionChange
from eoi.criteria_standing import criteria_to_read
from eoi.forms.advert import VersionedForm
from eoi.forms.plain_text import unix_lines
from eoi.models import Advert, Criterion, ObjectiveWording, ScaleLevel
from eoi.scale import described, descriptor_of
from eoi.templatetags.numbers import percent

DESCRIPTOR_CHARACTERS = 300


def weighting_field(number: int, criterion: Criterion | None, *, label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
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


class CriteriaForm(VersionedForm):
    """One row an objective: in or out, and its weighting. Guidance and descriptors have a page each (`CriterionForm`).

    An objective that is scored keeps the wording it is scored on: a newer one is taken on the page of the advert's aims (S1).
    """

    def __init__(self, data: Any = None, *, advert: Advert) -> None:
        self.standing = {criterion.wording.objective_id: criterion for criterion in criteria_to_read(advert)}
        self.wordings = [
            self.standing[wording.objective_id].wording if wording.objective_id in self.standing else wording
            for wording in ObjectiveWording.objects.of_set(advert.objective_set_id).current()
        ]
        super().__init__(data, initial={"draft_version": advert.draft_version})
        for wording in self.wordings:
            self._add_fields(wording, self.standing.get(wording.objective_id))
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
    def rows(self) -> list[tuple[ObjectiveWording, Criterion | None, list[forms.BoundField]]]:
        """Each objective with its criterion as saved and its two fields, for the page."""
        return [
            (
                wording,
                self.standing.get(wording.objective_id),
                [self[f"{name}_{wording.objective.number}"] for name in ("included", "weighting")],
            )
            for wording in self.wordings
        ]

    def criteria(self) -> list[CriterionChange]:
        """For `edit_criteria`: the objectives that are ticked."""
        numbered = [(wording, wording.objective.number) for wording in self.wordings]
        return [
            CriterionChange(wording=wording, weighting=self.cleaned_data[f"weighting_{number}"])
            for wording, number in numbered
            if self.cleaned_data[f"included_{number}"]
        ]

    def _add_fields(self, wording: ObjectiveWording, criterion: Criterion | None) -> None:
        number = wording.objective.number
        self.fields[f"included_{number}"] = forms.BooleanField(
            label=f"Score answers to objective {number}", required=False, initial=criterion is not None
        )
        label = f"Weighting of objective {number}, in per cent"
        self.fields[f"weighting_{number}"] = weighting_field(number, criterion, label=label)


class CriterionForm(VersionedForm):
    """One criterion: its weighting, its guidance, and what an answer has to be for each score (S15). Gaps are saved (P4)."""

    guidance = forms.CharField(
        label="Guidance",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What you would like to know. Organisations read it beside the question; evaluators beside the answer.",
        error_messages={
            "max_length": "The guidance has %(show_value)d characters; the limit is %(limit_value)d. Shorten it."
        },
    )

    def __init__(
        self, data: Any = None, *, advert: Advert, criterion: Criterion, steps: Sequence[ScaleLevel], **kwargs: Any
    ) -> None:
        self.criterion, self.steps = criterion, steps
        initial = {"draft_version": advert.draft_version, "guidance": criterion.guidance, **kwargs.pop("initial", {})}
        super().__init__(data, initial=initial, **kwargs)
        number = criterion.wording.objective.number
        self.fields = {
            "draft_version": self.fields["draft_version"],
            "weighting": weighting_field(number, criterion, label="Weighting, in per cent"),
            "guidance": self.fields["guidance"],
            **{f"level_{step.value}": _descriptor(step, criterion) for step in steps},
        }
        if data is not None:
            self.data = self._without_controls(data)

    @property
    def descriptors(self) -> list[forms.BoundField]:
        return [self[f"level_{step.value}"] for step in self.steps]

    def with_standard_descriptors(self, advert: Advert) -> "CriterionForm":
        """What was typed, but for the descriptors: those of the scale stand in their boxes, and count once they are saved."""
        typed = {name: self[name].value() for name in ("draft_version", "weighting", "guidance")}
        standard = {f"level_{step.value}": step.descriptor for step in self.steps}
        return CriterionForm(advert=advert, criterion=self.criterion, steps=self.steps, initial=typed | standard)

    def clean_weighting(self) -> Decimal:
        weighting = self.cleaned_data["weighting"]
        if weighting is None:
            number = self.criterion.wording.objective.number
            raise forms.ValidationError(
                f"Objective {number} has no weighting. Enter one; to score without it, untick it among all criteria."
            )
        return weighting

    def change(self) -> CriterionChange:
        """For `edit_criterion`."""
        return CriterionChange(
            wording=self.criterion.wording,
            weighting=self.cleaned_data["weighting"],
            guidance=unix_lines(self.cleaned_data["guidance"]),
            levels={
                str(step.value): described(step, unix_lines(self.cleaned_data[f"level_{step.value}"]))
                for step in self.steps
            },
        )


def _descriptor(step: ScaleLevel, criterion: Criterion) -> forms.CharField:
    return forms.CharField(
        label=f"{step.value}: {step.label}",
        required=False,
        max_length=DESCRIPTOR_CHARACTERS,
        initial=descriptor_of(step, criterion.levels.get(str(step.value), "")),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "max_length": f"The descriptor of {step.value} has %(show_value)d characters; the limit is %(limit_value)d. Shorten it."
        },
    )
