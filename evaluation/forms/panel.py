"""What officers and chairs enter about a panel."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import AdvertOfficer, Role, User
from evaluation.models import Panel, PanelMember
from evaluation.progress import MemberProgress


class DateAndTime(forms.SplitDateTimeWidget):
    part_labels = ("Date", "Time (UK)")

    def __init__(self) -> None:
        super().__init__(
            date_attrs={"type": "date"}, time_attrs={"type": "time"}, date_format="%Y-%m-%d", time_format="%H:%M"
        )


class PanelForm(PlainTextForm):
    name = forms.CharField(
        label="Name of the panel",
        max_length=120,
        error_messages={
            "required": "Enter a name for the panel.",
            "max_length": "The name has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )
    scoring_due_at = forms.SplitDateTimeField(
        label="When should scoring be finished? (optional)",
        help_text="Members see this date. Nothing closes by itself: the chair closes individual scoring.",
        required=False,
        widget=DateAndTime(),
        error_messages={
            "invalid_date": "Enter a date, such as 14 January 2027, with the calendar or as 2027-01-14.",
            "invalid_time": "Enter a time, such as 17:00.",
        },
    )

    def __init__(self, data: Any = None, *, now: datetime, panel: Panel | None = None, **kwargs: Any) -> None:
        self.now = now
        self.panel = panel
        if panel:
            kwargs.setdefault("initial", {"name": panel.name, "scoring_due_at": panel.scoring_due_at})
        super().__init__(data, **kwargs)

    def clean_scoring_due_at(self) -> datetime | None:
        due_at = self.cleaned_data["scoring_due_at"]
        unchanged = self.panel is not None and due_at == self.panel.scoring_due_at
        if due_at and due_at <= self.now and not unchanged:
            raise forms.ValidationError("That date has passed. Choose a later one, or leave it empty.")
        return due_at


class MemberForm(forms.Form):
    person = forms.ModelChoiceField(
        label="Evaluator",
        queryset=User.objects.none(),
        to_field_name="reference",
        empty_label="Choose a person",
        help_text="Only evaluators who do not run this advert are listed. The administrator gives people the role.",
        error_messages={
            "required": "Choose an evaluator.",
            "invalid_choice": "Choose one of the evaluators listed.",
        },
    )

    def __init__(self, data: Any = None, *, panel: Panel, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        taken = PanelMember.objects.of_panel(panel).values("user")
        officers = AdvertOfficer.objects.filter(advert=panel.advert).values("user")
        evaluators = User.objects.holding(Role.EVALUATOR).without(Role.APPROVER)
        eligible = evaluators.exclude(pk__in=taken).exclude(pk__in=officers)
        self.fields["person"].queryset = eligible  # type: ignore[attr-defined]


class ChairForm(forms.Form):
    chair = forms.ChoiceField(
        label="Who chairs the panel?",
        widget=forms.RadioSelect,
        help_text="The chair scores like the others, and closes individual scoring for everybody at once.",
        error_messages={
            "required": "Choose who chairs the panel.",
            "invalid_choice": "Choose one of the members of the panel.",
        },
    )

    def __init__(self, data: Any = None, *, members: Sequence[PanelMember], **kwargs: Any) -> None:
        self.members = {member.user.reference: member for member in members}
        chair = next((member.user.reference for member in members if member.is_chair), "")
        super().__init__(data, initial={"chair": chair}, **kwargs)
        self.fields["chair"].choices = [  # type: ignore[attr-defined]
            (reference, member.user.full_name) for reference, member in self.members.items()
        ]

    def chosen(self) -> PanelMember:
        return self.members[self.cleaned_data["chair"]]


class ClosingForm(PlainTextForm):
    """A reason for each member whose unfinished assessments are left out."""

    def __init__(self, data: Any = None, *, unfinished: Sequence[MemberProgress], **kwargs: Any) -> None:
        self.unfinished = unfinished
        super().__init__(data, **kwargs)
        for progress in unfinished:
            name = progress.member.user.full_name
            count = len(progress.unfinished)
            these = "1 unfinished assessment" if count == 1 else f"{count} unfinished assessments"
            self.fields[f"reason-{progress.member.pk}"] = forms.CharField(
                label=f"Why leave out the {these} of {name}?",
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=", ".join(each.expression.organisation.name for each in progress.unfinished),
                error_messages={
                    "required": f"Say why the unfinished assessments of {name} are left out.",
                    "max_length": "The reason has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
                },
            )
        if data is not None:
            self.data = self._without_controls(data)

    def reasons(self) -> dict[int, str]:
        return {
            progress.member.pk: unix_lines(self.cleaned_data[f"reason-{progress.member.pk}"])
            for progress in self.unfinished
        }
