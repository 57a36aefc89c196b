"""What officers and approvers enter on the way to the decision to advertise."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from eoi.forms.advert import VersionedForm
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import Outcome


class DecisionRequestForm(VersionedForm):
    """A note for the approver, if there is something to say."""

    note = forms.CharField(
        label="Note for the approver",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For example which date matters, or what the committee asked for. It is kept with the request.",
    )

    def clean_note(self) -> str:
        return unix_lines(self.cleaned_data["note"])


class DecisionForm(VersionedForm):
    """The decision with its reasons, on the version of the draft that was read (S16)."""

    outcome = forms.ChoiceField(
        label="What do you decide?",
        widget=forms.RadioSelect,
        choices=[
            (Outcome.ADVERTISE.value, "Advertise: the officers may publish this draft"),
            (Outcome.RETURNED.value, "Return it to the officers: something has to change first"),
        ],
        error_messages={
            "required": "Choose whether to advertise or to return the draft.",
            "invalid_choice": "Choose whether to advertise or to return the draft.",
        },
    )
    reasons = forms.CharField(
        label="Your reasons",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="They are kept with your name and the time, and never change. They may have to be disclosed.",
        error_messages={"required": "Write your reasons: nothing is decided or returned without them."},
    )
    proceeding_reason = forms.CharField(
        label="Why do you go ahead although a formal representation stands unanswered?",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Only to advertise before it is answered. Everyone concerned reads this, the representatives included.",
    )

    def __init__(self, data: Any = None, *, is_ready: bool, is_contested: bool, **kwargs: Any) -> None:
        """`is_ready`: nothing but a representation keeps it from being decided; `is_contested`: one does."""
        super().__init__(data, **kwargs)
        self.is_contested = is_contested
        if not is_contested:
            del self.fields["proceeding_reason"]
        if not is_ready:
            outcome: Any = self.fields["outcome"]
            outcome.choices = [choice for choice in outcome.choices if choice[0] == Outcome.RETURNED]

    def clean_reasons(self) -> str:
        return unix_lines(self.cleaned_data["reasons"])

    def clean_proceeding_reason(self) -> str:
        return unix_lines(self.cleaned_data["proceeding_reason"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        wants_to_advertise = cleaned.get("outcome") == Outcome.ADVERTISE
        if self.is_contested and wants_to_advertise and not cleaned.get("proceeding_reason", "").strip():
            message = "A formal representation stands unanswered. Write why you go ahead, or return the draft."
            self.add_error("proceeding_reason", message)
        return cleaned

    @property
    def is_to_advertise(self) -> bool:
        return self.cleaned_data["outcome"] == Outcome.ADVERTISE


class ReadinessReasonForm(PlainTextForm):
    """Why an advert goes on although a condition is not met as it stands. `about`: the state that was read."""

    about = forms.CharField(widget=forms.HiddenInput, max_length=300)
    reason = forms.CharField(
        label="Your reason",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="The approver reads it beside the condition. It is kept with your name and the time, and never changes.",
        error_messages={"required": "Write your reason: without one the condition is not met."},
    )

    def clean_reason(self) -> str:
        return unix_lines(self.cleaned_data["reason"])

    def show_state(self, about: str) -> None:
        """What was typed, on the page for the condition as it stands now: sent again, it counts."""
        typed = cast(QueryDict, self.data)
        typed["about"] = about
