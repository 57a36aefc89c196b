"""What an officer enters in the workspace of a consultation."""

from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from eoi.actions.consultation import EventRecord, Material
from eoi.forms.days import day_field
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import Consultation, ConsultationBody, ConsultationEventEdition, ConsultedBody, EventKind
from eoi.working_days import uk_day

EARLIEST_YEAR = 2000


class BodiesForm(forms.Form):
    """Which bodies to consult; those that take part already are not offered."""

    bodies = forms.ModelMultipleChoiceField(
        label="Bodies",
        queryset=ConsultationBody.objects.none(),
        to_field_name="reference",
        widget=forms.CheckboxSelectMultiple,
        help_text="Their representatives read what you share from then on. A body is never taken out again.",
        error_messages={
            "required": "Choose at least one body.",
            "invalid_choice": "One of the bodies cannot be chosen. Choose from the list.",
            "invalid_pk_value": "One of the bodies cannot be chosen. Choose from the list.",
        },
    )

    def __init__(self, data: Any = None, *, consultation: Consultation | None) -> None:
        super().__init__(data)
        taking_part = consultation.consulted.values_list("body", flat=True) if consultation else []
        field: Any = self.fields["bodies"]
        field.queryset = ConsultationBody.objects.current().exclude(pk__in=taking_part).order_by("name")


class AddressedForm(PlainTextForm):
    """For every body of the consultation, or for some of them."""

    FOR_ALL, FOR_SOME = "all", "some"
    audience = forms.ChoiceField(
        label="Who is it for?",
        choices=[(FOR_ALL, "Every body, and those that join later"), (FOR_SOME, "Only the bodies ticked below")],
        widget=forms.RadioSelect,
        initial=FOR_ALL,
        error_messages={"required": "Choose who it is for.", "invalid_choice": "Choose from the list who it is for."},
    )
    bodies = forms.MultipleChoiceField(
        label="Only for these bodies",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "One of the bodies is not consulted here. Choose from the list."},
    )

    def __init__(self, data: Any = None, *, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        consulted = list(ConsultedBody.objects.of_advert(consultation.advert))
        self.known = {each.body.reference: each.body for each in consulted}
        field: Any = self.fields["bodies"]
        field.choices = [(reference, body.name) for reference, body in self.known.items()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("audience") == self.FOR_SOME and "bodies" not in self.errors and not cleaned.get("bodies"):
            self.add_error("bodies", "Tick the bodies it is for, or choose every body.")
        return cleaned

    def addressees(self) -> dict[str, Any]:
        """For the action."""
        is_for_all = self.cleaned_data["audience"] == self.FOR_ALL
        chosen = [] if is_for_all else [self.known[reference] for reference in self.cleaned_data["bodies"]]
        return {"is_for_all": is_for_all, "bodies": chosen}


class ShareForm(AddressedForm):
    """Words, a page of this service, or the draft of the advert."""

    title = forms.CharField(
        label="What is it?", max_length=160, error_messages={"required": "Say in a few words what you share."}
    )
    explanation = forms.CharField(
        label="Why do you share it, and what would you like to hear?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why you share it, and what you would like to hear."},
    )
    shows_draft = forms.BooleanField(
        label="Let them read the draft of the advert",
        required=False,
        help_text="As it stands whenever they open it, until you mark this as wrong or the advert is published.",
    )
    link = forms.CharField(
        label="Address of a page of this service",
        required=False,
        max_length=300,
        help_text="The part after the name of the site, such as /services/. Files cannot be attached yet.",
    )
    text = forms.CharField(
        label="Text",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="A blank line begins a new paragraph.",
    )
    field_order = ("title", "explanation", "shows_draft", "link", "text", "audience", "bodies")

    def clean_text(self) -> str:
        return unix_lines(self.cleaned_data["text"])

    def clean_explanation(self) -> str:
        return unix_lines(self.cleaned_data["explanation"])

    def clean_link(self) -> str:
        """A page of ours only: a link elsewhere could change after it was shared."""
        link = self.cleaned_data["link"]
        if link and (
            not link.startswith("/") or link.startswith(("//", "/\\")) or any(part.isspace() for part in link)
        ):
            raise ValidationError(
                "This is not an address of this service. Enter one that begins with /, such as /services/."
            )
        return link

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        has_faults = {"text", "link"} & self.errors.keys()
        if not has_faults and not any(cleaned.get(name) for name in ("text", "link", "shows_draft")):
            self.add_error("text", "Nothing is shared yet: write a text, enter an address, or let them read the draft.")
        return cleaned

    def material(self) -> Material:
        """For `share_material`."""
        names = ("title", "explanation", "text", "link", "shows_draft")
        return Material(**{name: self.cleaned_data[name] for name in names})


class MaterialWithdrawForm(PlainTextForm):
    """Why something shared is wrong."""

    reason = forms.CharField(
        label="What is wrong with it?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everybody it was shared with reads this beside it.",
        error_messages={"required": "Say what is wrong with it."},
    )

    def clean_reason(self) -> str:
        return unix_lines(self.cleaned_data["reason"])


class EventFields(PlainTextForm):
    """A meeting, briefing or visit. It has taken place: what is still planned belongs in the plan."""

    kind = forms.ChoiceField(
        label="What was it?",
        choices=EventKind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what it was.",
            "invalid_choice": "Choose from the list: a meeting, a briefing or a visit.",
        },
    )
    held_on = day_field("On which day?", missing="Enter the day on which it took place.")
    place = forms.CharField(
        label="Where?", max_length=160, error_messages={"required": "Enter where it took place, or “by telephone”."}
    )
    attended = forms.CharField(
        label="Who was there?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter who was there."},
    )
    notes = forms.CharField(
        label="Notes",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="What was said and agreed. The bodies it was with read this.",
    )

    def __init__(self, data: Any = None, *, now: datetime, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.today = uk_day(now)

    def clean_held_on(self) -> date:
        held_on = self.cleaned_data["held_on"]
        if held_on > self.today:
            raise ValidationError("That day lies ahead. Record an event when it has taken place.")
        if held_on.year < EARLIEST_YEAR:
            raise ValidationError(f"That day is in the year {held_on.year}. Enter one from {EARLIEST_YEAR} on.")
        return held_on

    def clean_attended(self) -> str:
        return unix_lines(self.cleaned_data["attended"])

    def clean_notes(self) -> str:
        return unix_lines(self.cleaned_data["notes"])

    def event(self) -> EventRecord:
        """For `record_event` and `correct_event`."""
        names = ("kind", "held_on", "place", "attended", "notes")
        return EventRecord(**{name: self.cleaned_data[name] for name in names})


class EventForm(EventFields, AddressedForm):
    """A new one, with every body or some."""

    field_order = ("kind", "held_on", "place", "attended", "notes", "audience", "bodies")

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["audience"].label = "Which bodies was it with?"


class EventCorrectionForm(EventFields):
    """A correction of what was recorded; `number` is the edition that the page was made from (P13)."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_000)

    @classmethod
    def of(cls, edition: ConsultationEventEdition, data: Any = None, *, now: datetime) -> "EventCorrectionForm":
        names = ("kind", "held_on", "place", "attended", "notes", "number")
        return cls(data, now=now, initial={name: getattr(edition, name) for name in names})

    def show_as_it_stands(self, edition: ConsultationEventEdition) -> None:
        """What was typed, on the page for the record as it stands now: sent again, it counts."""
        cast(QueryDict, self.data)["number"] = str(edition.number)
