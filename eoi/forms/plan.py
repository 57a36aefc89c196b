"""What officers enter into a plan: milestones, communication activities, days, reasons (S13, S14)."""

from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict

from eoi.actions.plan_entry import EntryDetails
from eoi.forms.days import day_field
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import Anchor, Audience, CommunicationActivity, DayKind, Milestone, User
from eoi.models.plan import FIRST_DAY, MOST_DAYS
from eoi.plan import Dating, Plan
from eoi.policies.plan import problems_with_dating

DIRECTIONS = (
    ("working-after", "working days after it"),
    ("working-before", "working days before it"),
    ("calendar-after", "calendar days after it"),
    ("calendar-before", "calendar days before it"),
)
NUMBER_WANTED = f"Enter a whole number of days from 0 to {MOST_DAYS}."


def number_of_days(label: str, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST_DAYS,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NUMBER_WANTED),
        **options,
    )


class PlanEntryForm(PlainTextForm):
    """What milestones and activities have in common: who, and when."""

    WORDS: tuple[str, ...] = ()
    kind: type[Any]

    owner = forms.ModelChoiceField(
        label="Who answers for it",
        queryset=User.objects.none(),
        to_field_name="reference",
        empty_label="Choose a colleague",
        error_messages={
            "required": "Choose who answers for it.",
            "invalid_choice": "This person cannot own anything in a plan. Choose somebody from the list.",
        },
    )
    anchor = forms.ChoiceField(
        label="What does its date hang on?",
        choices=Anchor.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what its date hangs on."},
    )
    planned_on = day_field("Date", required=False, help_text="Only for a day of its own.")
    after = forms.ModelChoiceField(
        label="Milestone to wait for",
        queryset=Milestone.objects.none(),
        to_field_name="reference",
        required=False,
        empty_label="Choose a milestone",
        help_text="Only where the date hangs on another milestone.",
        error_messages={"invalid_choice": "This milestone is not in the plan. Choose one from the list."},
    )
    distance = number_of_days("How many days", help_text="0 for the same day. Not for a day of its own.")
    direction = forms.ChoiceField(label="Counted in", choices=DIRECTIONS, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, plan: Plan, entry: Any = None, by: User, **kwargs: Any) -> None:
        super().__init__(data, initial=_initial_of(entry, self.WORDS) if entry else {"owner": by.reference}, **kwargs)
        self.plan, self.entry = plan, entry
        owner: Any = self.fields["owner"]
        owner.queryset = User.objects.get_queryset().who_may_own_plan_entries()
        after: Any = self.fields["after"]
        after.queryset = Milestone.objects.of_advert(plan.advert).in_order()
        if isinstance(entry, Milestone):
            after.queryset = after.queryset.exclude(pk=entry.pk)

    def show_version(self, version: int) -> None:
        """What was typed, on the page for the entry as it stands now: sent again, it counts (P13)."""
        typed = cast(QueryDict, self.data)
        typed["version"] = str(version)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            entry = self.kind(**{name: cleaned[name] for name in self.WORDS})
            key = self.entry.reference if self.entry else entry.reference
            for problem in problems_with_dating(self.plan, key, entry.title, self._dating(cleaned)):
                self.add_error(
                    {"#id_planned_on": "planned_on", "#id_after": "after"}.get(problem.url, "anchor"), problem.message
                )
        return cleaned

    def details(self) -> EntryDetails:
        words = {name: self.cleaned_data[name] for name in self.WORDS}
        return EntryDetails(words, self.cleaned_data["owner"], self._dating(self.cleaned_data))

    @property
    def date_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("anchor", "planned_on", "after", "distance", "direction")]

    @property
    def word_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in (*self.WORDS, "owner")]

    def _dating(self, cleaned: dict[str, Any]) -> Dating:
        anchor = cleaned["anchor"]
        if anchor == Anchor.FIXED:
            return Dating(anchor, cleaned["planned_on"])
        day_kind, _, side = (cleaned["direction"] or "working-after").partition("-")
        number = cleaned["distance"] or 0
        after = cleaned["after"] if anchor == Anchor.MILESTONE else None
        return Dating(anchor, None, after, number if side == "after" else -number, day_kind)


class MilestoneForm(PlanEntryForm):
    WORDS = ("title", "done_means", "working_days_needed")
    kind = Milestone

    title = forms.CharField(
        label="Milestone", max_length=120, error_messages={"required": "Say what has been reached then."}
    )
    done_means = forms.CharField(
        label="It is done when",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="So that two people would agree whether it is.",
    )
    working_days_needed = number_of_days(
        "Working days of work before it", help_text="The timeline shows when that work has to begin."
    )

    def clean_done_means(self) -> str:
        return unix_lines(self.cleaned_data["done_means"])

    def clean_working_days_needed(self) -> int:
        return self.cleaned_data["working_days_needed"] or 0


class CommunicationForm(PlanEntryForm):
    WORDS = ("audience", "other_audience", "message", "channel")
    kind = CommunicationActivity

    audience = forms.ChoiceField(
        label="Audience",
        choices=[("", "Choose an audience"), *Audience.choices],
        error_messages={"required": "Choose who is to be told."},
    )
    other_audience = forms.CharField(
        label="Who else", required=False, max_length=80, help_text="Only where the audience is somebody else."
    )
    message = forms.CharField(
        label="Message",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What they should know or do afterwards.",
        error_messages={"required": "Write what they are to be told."},
    )
    channel = forms.CharField(
        label="Channel",
        max_length=120,
        help_text="A briefing, a letter, the intranet.",
        error_messages={"required": "Say how they are told."},
    )

    def clean_message(self) -> str:
        return unix_lines(self.cleaned_data["message"])

    def clean(self) -> dict[str, Any]:
        is_other = self.cleaned_data.get("audience") == Audience.OTHER
        if is_other and not self.cleaned_data.get("other_audience") and "other_audience" not in self.errors:
            self.add_error("other_audience", "Say who else is to be told.")
        if not is_other:
            self.cleaned_data["other_audience"] = ""
        return super().clean()


class MoveReasonForm(PlainTextForm):
    """Why dates move. Asked of everybody, and required once the plan is agreed."""

    reason = forms.CharField(
        label="Why do they move?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "The plan has been agreed: say why the date moves."},
    )

    def __init__(self, data: Any = None, *, is_agreed: bool) -> None:
        super().__init__(data)
        field = self.fields["reason"]
        field.required = is_agreed
        field.help_text = (
            "The plan has been agreed, so its history says why."
            if is_agreed
            else "Kept in the history. May be left empty until the plan is agreed."
        )

    def clean_reason(self) -> str:
        return unix_lines(self.cleaned_data["reason"])


class MoveToForm(PlainTextForm):
    """The new day of a milestone."""

    on = day_field("New date")

    def __init__(self, data: Any = None, *, plan: Plan, milestone: Milestone) -> None:
        super().__init__(data, initial={"on": milestone.planned_on})
        self.plan, self.milestone = plan, milestone

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        problems = problems_with_dating(
            self.plan, self.milestone.reference, self.milestone.title, Dating(planned_on=on)
        )
        if problems:
            raise forms.ValidationError(problems[0].message)
        if on == self.milestone.planned_on:
            raise forms.ValidationError("That is the day it is planned for already. Choose another one.")
        return on


class DoneForm(PlainTextForm):
    """When something was done, and what shows it."""

    done_on = day_field("Done on")
    evidence = forms.CharField(
        label="Evidence",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A link, or where it is kept.",
        error_messages={"required": "Say what shows that it was done: a link, or where it is kept."},
    )

    def __init__(self, data: Any = None, *, entry: Any, today: date) -> None:
        super().__init__(data, initial={"done_on": today, "evidence": entry.evidence})
        self.today = today
        self.fields["evidence"].required = not isinstance(entry, Milestone)

    def clean_done_on(self) -> date:
        """As `problems_with_doing` says, at the control that mends it."""
        done_on: date = self.cleaned_data["done_on"]
        if done_on > self.today:
            raise forms.ValidationError("That day has not come yet. Enter the day on which it was done.")
        if done_on < FIRST_DAY:
            raise forms.ValidationError(f"Choose a date from {FIRST_DAY.year} on.")
        return done_on

    def clean_evidence(self) -> str:
        return unix_lines(self.cleaned_data["evidence"])


def _initial_of(entry: Any, words: tuple[str, ...]) -> dict[str, Any]:
    side = "before" if entry.offset < 0 else "after"
    return {
        **{name: getattr(entry, name) for name in words},
        "owner": entry.owner.reference,
        "anchor": entry.anchor,
        "planned_on": entry.planned_on if entry.anchor == Anchor.FIXED else None,
        "after": entry.after.reference if entry.after else "",
        "distance": abs(entry.offset),
        "direction": f"{DayKind(entry.day_kind).value}-{side}",
        "version": entry.version,
    }
