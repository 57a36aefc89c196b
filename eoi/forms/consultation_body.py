"""What an officer enters about the bodies that the council consults."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from eoi.forms.plain_text import PlainTextForm
from eoi.models import BodyKind, ConsultationBody, Role, User


class BodyForm(PlainTextForm):
    """Name and kind; `was` is the name that stood on the page, so that a colleague's change is not written over (P13)."""

    name = forms.CharField(
        label="Name",
        max_length=120,
        help_text="As its members know it.",
        error_messages={
            "required": "Enter the name of the body.",
            "max_length": "The name has %(show_value)d characters; the limit is %(limit_value)d. Shorten it.",
        },
    )
    kind = forms.ChoiceField(
        label="What is it?",
        choices=BodyKind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose whether it is a staff group or a recognised union.",
            "invalid_choice": "Choose from the list: a staff group or a recognised union.",
        },
    )
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, body: ConsultationBody, data: Any = None) -> "BodyForm":
        return cls(data, initial={"name": body.name, "kind": body.kind, "was": body.name})

    def show_as_it_stands(self, body: ConsultationBody) -> None:
        """What was typed, on the page for the body as it stands now: sent again, it counts."""
        cast(QueryDict, self.data)["was"] = body.name


class RepresentativeForm(forms.Form):
    """Somebody who will speak for a body."""

    person = forms.ModelChoiceField(
        label="Representative",
        queryset=User.objects.none(),
        to_field_name="reference",
        empty_label="Choose a person",
        help_text="Only people with the role “Staff or union representative”. An administrator gives it.",
        error_messages={
            "required": "Choose a person.",
            "invalid_choice": "This person cannot be named. Choose from the list.",
        },
    )

    def __init__(self, data: Any = None, *, body: ConsultationBody) -> None:
        super().__init__(data)
        field: Any = self.fields["person"]
        field.queryset = User.objects.holding(Role.REPRESENTATIVE).exclude(pk__in=body.representatives.values("user"))
