"""A handover, a deputy, and how the list of them is narrowed."""

from datetime import date
from typing import Any

from django import forms

from eoi.forms.days import day_field
from eoi.forms.plain_text import PlainTextForm
from eoi.holdings import holders_of, who_could_take
from eoi.models import Handover, HandoverKind, HandoverState, User
from eoi.models.handover import HandoverQuerySet, Subject
from eoi.policies.handover import HandoverPlan
from eoi.templatetags.times import uk_date

KINDS = [
    (HandoverKind.HANDOVER.value, "Hand it over for good"),
    (HandoverKind.DEPUTY.value, "Name a deputy until a day"),
]
KIND_HINTS = {
    HandoverKind.HANDOVER.value: "From the first day on it is theirs, and no longer the other person's.",
    HandoverKind.DEPUTY.value: "Both hold it from the first to the last day, that day included.",
}


def day(label: str, example: date, *, required: bool) -> forms.DateField:
    return day_field(
        label, required=required, missing=f"Enter the {label.lower()}.", help_text=f"Such as {uk_date(example)}."
    )


def reason_field(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=300,
        help_text=hint,
        error_messages={
            "required": "Say why, in a few words.",
            "max_length": "The reason has %(show_value)d characters. The limit is %(limit_value)d: shorten it.",
        },
    )


class HandoverForm(PlainTextForm):
    """Who takes over what somebody holds, and from which day."""

    kind = forms.ChoiceField(
        label="What is to happen",
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose whether it is handed over or shared with a deputy.",
            "invalid_choice": "Choose one of the two from the list.",
        },
    )
    to_person = forms.ModelChoiceField(
        label="To whom",
        queryset=User.objects.none(),
        to_field_name="reference",
        empty_label="Choose a colleague",
        error_messages={
            "required": "Choose a colleague.",
            "invalid_choice": "This person could not take it over. Choose from the list.",
        },
    )

    def __init__(self, data: Any = None, *, subject: Subject, from_person: User, today: date, kinds: set[str]) -> None:
        super().__init__(data, initial={"starts_on": today})
        self.subject, self.from_person = subject, from_person
        self.candidates = who_could_take(subject, besides=[from_person])
        self.holders = {holder.pk for holder in holders_of(subject)}
        fields: Any = self.fields
        fields["kind"].choices = [(value, label) for value, label in KINDS if value in kinds]
        fields["kind"].choice_hints = KIND_HINTS
        fields["to_person"].queryset = self.candidates
        fields["to_person"].label_from_instance = self._label_of
        fields["starts_on"] = day("First day", today, required=True)
        fields["ends_on"] = day("Last day, for a deputy", today, required=False)
        fields["reason"] = reason_field(
            "Why", "Both of them read it, and administrators. Such as: on leave until the new year."
        )
        if data is not None:
            self.data = self._without_controls(data)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind, ends_on = cleaned.get("kind"), cleaned.get("ends_on")
        if kind == HandoverKind.DEPUTY and not ends_on and "ends_on" not in self.errors:
            self.add_error("ends_on", "A deputy stands in until a day. Enter the last day.")
        if kind == HandoverKind.HANDOVER and ends_on:
            self.add_error("ends_on", "A handover is for good. Take the last day out, or name a deputy instead.")
        return cleaned

    def plan(self) -> HandoverPlan:
        """For `record_handover`."""
        return HandoverPlan(
            kind=HandoverKind(self.cleaned_data["kind"]),
            subject=self.subject,
            from_person=self.from_person,
            to_person=self.cleaned_data["to_person"],
            starts_on=self.cleaned_data["starts_on"],
            ends_on=self.cleaned_data["ends_on"],
        )

    def _label_of(self, person: User) -> str:
        return f"{person.full_name} (has a part in it already)" if person.pk in self.holders else person.full_name


class CancelHandoverForm(PlainTextForm):
    reason = reason_field("Why it is cancelled", "Both of them read it, and administrators.")


class HandoverFilterForm(forms.Form):
    """Narrows the list. Wrong input narrows nothing."""

    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Both kinds"), *HandoverKind.choices])
    state = forms.ChoiceField(label="State", required=False, choices=[("", "Every state"), *HandoverState.choices])

    def handovers(self) -> HandoverQuerySet:
        found = Handover.objects.with_people().newest_first()
        asked = self.cleaned_data if self.is_valid() else {}
        if asked.get("kind"):
            found = found.of_kind(asked["kind"])
        if asked.get("state"):
            found = found.in_state(asked["state"])
        return found
