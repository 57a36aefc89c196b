"""What staff ask, and what those who answer write (S12)."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from eoi.forms.days import day_field
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import Service, StaffQuestion, StaffQuestionPage

ALL = "all"


class StaffQuestionForm(PlainTextForm):
    """A question about one service or all of them. It asks for nothing about whoever writes it."""

    service = forms.ChoiceField(
        label="Which service is it about?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the service your question is about, or all of them.",
            "invalid_choice": "That service is not in the list. Choose one of those shown, or all of them.",
        },
    )
    text = forms.CharField(
        label="Your question",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Leave out names, your own post and anything only you could know.",
        error_messages={
            "required": "Write your question.",
            "max_length": "Your question has %(show_value)d characters, and the limit is 2,000. Shorten it, or send it as two.",
        },
    )

    def __init__(self, data: Any = None, *, page: StaffQuestionPage) -> None:
        super().__init__(data)
        self.services = {entry.service.key: entry.service for entry in page.advert.advert_services.all()}
        field: Any = self.fields["service"]
        field.choices = [(ALL, "All of them")] + [(key, service.name) for key, service in self.services.items()]

    def clean_text(self) -> str:
        return unix_lines(self.cleaned_data["text"])

    def about(self) -> Service | None:
        """The service, or None for all of them."""
        return self.services.get(self.cleaned_data["service"])


class StaffQuestionPageForm(forms.Form):
    """Until when staff may ask."""

    closes_on = day_field(
        "Last day for questions",
        missing="Choose the last day for questions.",
        help_text="Questions are taken until the end of this day, UK time.",
    )


class StaffAnswerForm(PlainTextForm):
    """The question in words that identify nobody, and its answer, on the edition that the page was made from (P13)."""

    wording = forms.CharField(
        label="The question, as everybody will read it",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Take out whatever could tell who asked: names, posts, places, turns of phrase.",
        error_messages={"required": "Write the question as everybody will read it."},
    )
    text = forms.CharField(
        label="The answer",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Published with your name and the day, to everybody who has the address of the page.",
        error_messages={"required": "Write the answer."},
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_000)

    @classmethod
    def of(cls, question: StaffQuestion, data: Any = None) -> "StaffAnswerForm":
        standing = question.answer
        if standing is None:
            return cls(data, initial={"wording": question.text, "edition": 0})
        return cls(data, initial={"wording": standing.wording, "text": standing.text, "edition": standing.edition})

    def clean_wording(self) -> str:
        return unix_lines(self.cleaned_data["wording"])

    def clean_text(self) -> str:
        return unix_lines(self.cleaned_data["text"])

    def show_edition(self, edition: int) -> None:
        """What was typed, on the page for the answer as it stands now: sent again, it counts as a correction."""
        typed = cast(QueryDict, self.data)
        typed["edition"] = str(edition)


class StaffQuestionRefusalForm(PlainTextForm):
    """Why a question is not published."""

    reason = forms.CharField(
        label="Why is this question not published?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everybody who has the address of the page reads it, so it must not tell who asked or what exactly. "
        "For example: it is about one person and not about the partnership.",
        error_messages={"required": "Write why: a question is not declined without a reason."},
    )

    def clean_reason(self) -> str:
        return unix_lines(self.cleaned_data["reason"])
