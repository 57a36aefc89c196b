"""Conflicts of interest: one small form an organisation, with nothing about it but its name (R5)."""

from typing import Any

from django import forms

from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import Organisation
from evaluation.actions.conflict import ConflictStatement
from evaluation.models import ConflictNature, ConflictOutcome


class Details(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={
                "required": "Say in a few words what the conflict is.",
                "max_length": "What you say has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
            },
            **kwargs,
        )


class ConflictForm(PlainTextForm):
    """None, or a conflict with its nature and a few words. The field's prefix is the organisation's reference."""

    conflict = forms.ChoiceField(
        label="Do you have a conflict of interest?",
        choices=[(ConflictOutcome.NONE.value, "No, none"), *ConflictNature.choices],
        widget=forms.RadioSelect,
    )
    details = Details(
        label="If you have one, what is it?",
        required=False,
        help_text="You will then neither read nor score this submission.",
    )

    def __init__(self, data: Any = None, *, organisation: Organisation, **kwargs: Any) -> None:
        self.organisation = organisation
        super().__init__(data, prefix=organisation.reference, **kwargs)
        self.fields["conflict"].error_messages = {
            "required": f"Say whether you have a conflict of interest about {organisation.name}.",
            "invalid_choice": f"Choose one of the answers about {organisation.name}.",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        conflict = cleaned.get("conflict")
        if conflict and conflict != ConflictOutcome.NONE and not cleaned.get("details", "").strip():
            self.add_error("details", f"Say in a few words what your conflict about {self.organisation.name} is.")
        return cleaned

    def statement(self) -> ConflictStatement:
        conflict = self.cleaned_data["conflict"]
        details = unix_lines(self.cleaned_data["details"])
        if conflict == ConflictOutcome.NONE:
            return ConflictStatement(self.organisation, ConflictOutcome.NONE, details=details)
        return ConflictStatement(self.organisation, ConflictOutcome.RECUSED, nature=conflict, details=details)


class RecusalForm(PlainTextForm):
    nature = forms.ChoiceField(
        label="Of what nature is the conflict?",
        choices=ConflictNature.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say of what nature the conflict is.",
            "invalid_choice": "Choose one of the natures listed.",
        },
    )
    details = Details(label="What is it?")
