"""Naming people who agree the criteria, taking them off the list, and what they answer (S15)."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import Advert, CriteriaAgreer, User
from eoi.permissions import ASKED_TO_AGREE

AGREE, ASK_FOR_A_CHANGE = "agree", "change"


class AgreerForm(forms.Form):
    """Somebody of the council, or a representative, who is not asked yet."""

    person = forms.ModelChoiceField(
        label="Who should agree the criteria?",
        queryset=User.objects.none(),
        to_field_name="reference",
        empty_label="Choose somebody",
        help_text="Officers, approvers, evaluators, service managers, lead members, staff and union representatives.",
        error_messages={
            "required": "Choose somebody.",
            "invalid_choice": "This person cannot be asked to agree the criteria, or is asked already. Choose from the list.",
        },
    )

    def __init__(self, data: Any = None, *, advert: Advert) -> None:
        super().__init__(data)
        field: Any = self.fields["person"]
        asked = CriteriaAgreer.objects.of(advert).asked().values("user")
        field.queryset = User.objects.active().holding_any(ASKED_TO_AGREE).exclude(pk__in=asked)


class TakeOffForm(PlainTextForm):
    reason = forms.CharField(
        label="Why are they taken off the list?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Kept with your name. Everybody who may see the list can read it.",
        error_messages={
            "required": "Write why: nobody is taken off the list without a reason.",
            "max_length": "The reason has %(show_value)d characters; the limit is %(limit_value)d. Shorten it.",
        },
    )

    def clean_reason(self) -> str:
        return unix_lines(self.cleaned_data["reason"])


class AnswerForm(PlainTextForm):
    """Agree, or ask for a change, to the version that was read (P13)."""

    answer = forms.ChoiceField(
        label="Do you agree to these criteria?",
        choices=[(AGREE, "I agree to them as they stand"), (ASK_FOR_A_CHANGE, "I ask for a change")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose whether you agree or ask for a change.",
            "invalid_choice": "Choose whether you agree or ask for a change.",
        },
    )
    comment = forms.CharField(
        label="Comment",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="If you ask for a change, say which. Everybody who is asked reads it, with your name.",
        error_messages={
            "max_length": "The comment has %(show_value)d characters; the limit is %(limit_value)d. Shorten it."
        },
    )
    criteria_version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        wants_change = cleaned.get("answer") == ASK_FOR_A_CHANGE
        if wants_change and "comment" not in self.errors and not cleaned.get("comment"):
            self.add_error("comment", "Say which change you ask for, so that the officers can make it.")
        return cleaned

    def answer_given(self) -> dict[str, Any]:
        """For `answer_criteria`."""
        return {
            "criteria_version": self.cleaned_data["criteria_version"],
            "agrees": self.cleaned_data["answer"] == AGREE,
            "comment": unix_lines(self.cleaned_data["comment"]),
        }

    def show_version(self, advert: Advert) -> None:
        """What was typed, on the page for the criteria as they are now: sent again, it counts."""
        cast(QueryDict, self.data)["criteria_version"] = str(advert.criteria_version)
