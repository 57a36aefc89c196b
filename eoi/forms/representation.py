"""What representatives and the council write about an advert in consultation."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from eoi.actions.representation import Words
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import ConsultationBody, Representation


class RepresentationForm(PlainTextForm):
    """What a body says: formally or not, about the decision to advertise or in general."""

    FORMAL, INFORMAL = "formal", "informal"
    DECISION, GENERAL = "decision", "general"
    body = forms.ChoiceField(
        label="For which body do you speak?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose for which body you speak.",
            "invalid_choice": "You do not speak for that body here. Choose from the list.",
        },
    )
    title = forms.CharField(
        label="What is it about?",
        max_length=160,
        error_messages={
            "required": "Say in a few words what it is about.",
            "max_length": "This has %(show_value)d characters; the limit is %(limit_value)d. Shorten it.",
        },
    )
    text = forms.CharField(
        label="What do you want to say?",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="It stands as you send it. You can add to it later by a reply.",
        error_messages={
            "required": "Write what you want to say.",
            "max_length": "This has %(show_value)d characters; the limit is %(limit_value)d. Shorten it.",
        },
    )
    formality = forms.ChoiceField(
        label="Is it formal?",
        choices=[(INFORMAL, "Informal"), (FORMAL, "Formal")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose whether it is formal.",
            "invalid_choice": "Choose from the list: formal or informal.",
        },
    )
    concerns = forms.ChoiceField(
        label="What does it concern?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what it concerns.",
            "invalid_choice": "Choose from the list what it concerns.",
        },
    )
    others_may_read = forms.BooleanField(
        label="Other bodies that are consulted may read this, and its answers", required=False
    )

    def __init__(self, data: Any = None, *, bodies: list[ConsultationBody], decision_is_open: bool) -> None:
        super().__init__(data)
        self.known = {body.reference: body for body in bodies}
        concerns, body, formality = (self.fields[name] for name in ("concerns", "body", "formality"))
        about_decision = [(self.DECISION, "The decision to advertise")] if decision_is_open else []
        general = (self.GENERAL, "Nothing in particular, or another matter")
        concerns.choices = [*about_decision, general]  # type: ignore[attr-defined]
        body.choices = [(reference, each.name) for reference, each in self.known.items()]  # type: ignore[attr-defined]
        formality.choice_hints = {  # type: ignore[attr-defined]
            self.INFORMAL: "A question, a worry, a suggestion. It is answered as well.",
            self.FORMAL: "The decision it concerns waits for the answer, or the approver records for everybody to read why not.",
        }
        if len(bodies) == 1:
            del self.fields["body"]

    @property
    def speaks_for(self) -> ConsultationBody:
        if "body" not in self.fields:
            return next(iter(self.known.values()))
        return self.known[self.cleaned_data["body"]]

    def clean_text(self) -> str:
        return unix_lines(self.cleaned_data["text"])

    def words(self) -> Words:
        """For `make_representation`."""
        return Words(
            title=self.cleaned_data["title"],
            text=self.cleaned_data["text"],
            is_formal=self.cleaned_data["formality"] == self.FORMAL,
            concerns_decision=self.cleaned_data["concerns"] == self.DECISION,
            others_may_read=self.cleaned_data["others_may_read"],
        )


class StepForm(PlainTextForm):
    """Words for a next step; `seen` is how many steps the page knew of (P13)."""

    text = forms.CharField(label="", max_length=20_000, widget=forms.Textarea(attrs={"rows": 10}))
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=100_000)
    LABEL, HELP, MISSING, LIMIT, ROWS = "", "", "", 20_000, 10

    def __init__(self, data: Any = None, *, representation: Representation) -> None:
        super().__init__(data, initial={"seen": representation.step_count})
        self.fields["text"] = forms.CharField(
            label=self.LABEL,
            help_text=self.HELP,
            max_length=self.LIMIT,
            widget=forms.Textarea(attrs={"rows": self.ROWS}),
            error_messages={
                "required": self.MISSING,
                "max_length": "This has %(show_value)d characters; the limit is %(limit_value)d. Shorten it.",
            },
        )

    def clean_text(self) -> str:
        return unix_lines(self.cleaned_data["text"])

    def show_as_it_stands(self, representation: Representation) -> None:
        """What was typed, on the page for the representation as it stands now: sent again, it counts."""
        cast(QueryDict, self.data)["seen"] = str(representation.step_count)


class AnswerForm(StepForm):
    LABEL = "What do you answer?"
    HELP = "The body reads it with your name. It cannot be changed afterwards; you can answer again."
    MISSING = "Write your answer."


class ReplyForm(StepForm):
    LABEL = "What do you want to reply?"
    HELP = "Officers and approvers read it with your name. It cannot be changed afterwards."
    MISSING = "Write your reply."


class CloseForm(StepForm):
    LABEL = "Why do you close it?"
    HELP = (
        "The body reads your reasons with your name, and they go to the committee. They cannot be changed afterwards."
    )
    MISSING = "Write your reasons: a representation is not closed without them."
    LIMIT, ROWS = 5000, 6


class WithdrawForm(StepForm):
    LABEL = "Why do you withdraw it?"
    HELP = "One sentence is enough. It is read with the representation, which stays on record."
    MISSING = "Say in a sentence why you withdraw it."
    LIMIT, ROWS = 1000, 3
