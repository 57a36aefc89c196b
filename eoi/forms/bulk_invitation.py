"""A pasted list of colleagues, and the roles of those for whom it names none."""

from datetime import datetime
from typing import Any

from django import forms

from eoi.actions.staff_invitation import Colleague
from eoi.forms.person import roles_field
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.pasted_list import PastedLine, read_list
from eoi.policies.person import problems_with_inviting_each

MOST_LINES, MOST_CHARACTERS = 200, 20_000


class BulkInvitationForm(PlainTextForm):
    """One colleague a line. What is on a line wins over the roles that are ticked for all."""

    people = forms.CharField(
        label="People to invite",
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "autocomplete": "off"}),
        help_text=(
            "One person a line, such as: Jo Bloggs <jo.bloggs@salford.example>. Or three columns copied from a "
            f"spreadsheet: name, e-mail address, roles. At most {MOST_LINES} lines and {MOST_CHARACTERS:,} characters."
        ),
        error_messages={
            "required": "Paste the list of people to invite.",
            "max_length": "The list has %(show_value)d characters. The limit is %(limit_value)d: invite them in parts.",
        },
    )
    roles = roles_field()

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        roles = self.fields["roles"]
        roles.required = False
        roles.label = "Roles of everybody whose line names none"

    def clean_people(self) -> str:
        text = unix_lines(self.cleaned_data["people"])
        lines = len([line for line in text.split("\n") if line.strip()])
        if lines > MOST_LINES:
            raise forms.ValidationError(f"The list has {lines} lines. The limit is {MOST_LINES}: invite them in parts.")
        return text

    def lines(self, *, at: datetime) -> list[PastedLine]:
        """Each line as understood, with what keeps that person from being invited. Three queries."""
        ticked = self.cleaned_data["roles"]
        read = [line if line.roles else line.with_roles(ticked) for line in read_list(self.cleaned_data["people"])]
        found = problems_with_inviting_each({line.email: line.roles for line in read if not line.problems}, at=at)
        return [
            line if line.problems else line.with_problems(*(problem.message for problem in found[line.email]))
            for line in read
        ]


def colleagues_on(lines: list[PastedLine]) -> list[Colleague]:
    """Those who can be invited; lines with a problem are left out."""
    return [Colleague(line.email, line.full_name, line.roles) for line in lines if not line.problems]
