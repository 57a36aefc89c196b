"""What prospective partners ask, and what officers write about it (R1, ADR 0024)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.http import QueryDict

from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import Clarification, Organisation
from eoi.models.clarification import LONGEST_ANSWER, LONGEST_QUESTION

if TYPE_CHECKING:
    from eoi.models import User


def long_text(label: str, *, most: int, rows: int, help_text: str, missing: str = "", required: bool = True) -> Any:
    """Several lines with a limit that is said in words when it is passed."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        error_messages={
            "required": missing,
            "max_length": f"“{label}” has %(show_value)d characters, and the limit is {most:,}. Shorten it.",
        },
    )


class ClarificationForm(PlainTextForm):
    """One question, for one of one's organisations."""

    organisation = forms.ModelChoiceField(
        label="For which organisation do you ask?",
        queryset=Organisation.objects.none(),
        empty_label=None,
        to_field_name="reference",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the organisation for which you ask.",
            "invalid_choice": "Choose one of your own organisations.",
        },
    )
    text = long_text(
        "Your question",
        most=LONGEST_QUESTION,
        rows=7,
        help_text="One question at a time, at most 2,000 characters. Leave out your organisation's name, people, products and "
        "customers: everybody reads it.",
        missing="Write your question.",
    )

    def __init__(self, data: Any = None, *, user: "User", only: Organisation | None) -> None:
        super().__init__(data)
        self.only = only
        if only:
            del self.fields["organisation"]
        else:
            field: Any = self.fields["organisation"]
            field.queryset = Organisation.objects.of(user)

    def clean_text(self) -> str:
        return unix_lines(self.cleaned_data["text"])

    def asking(self) -> Organisation:
        return self.only or self.cleaned_data["organisation"]


class AnswerDraftForm(PlainTextForm):
    """The question in words that tell nobody who asked, and the answer; on the version that was read (P13). Incomplete is kept (P4)."""

    wording = long_text(
        "The question, as everybody will read it",
        most=LONGEST_QUESTION,
        rows=6,
        required=False,
        help_text="Take out whatever could tell who asked: names, products, places, turns of phrase. The original is kept.",
    )
    text = long_text(
        "The answer",
        most=LONGEST_ANSWER,
        rows=9,
        required=False,
        help_text="The same for everybody. If it cannot be answered, say so here and why. Nothing is published until you have "
        "read it once more on the next page.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    @classmethod
    def of(cls, question: Clarification, data: Any = None) -> "AnswerDraftForm":
        """`question` is read with its answers: what stands, or the original words to begin with."""
        draft = question.draft_of_answer
        if draft:
            return cls(data, initial={"wording": draft.wording, "text": draft.text, "version": draft.version})
        words: Any = question
        return cls(data, initial={"wording": words.wording or question.text, "text": words.answer or "", "version": 0})

    def clean_wording(self) -> str:
        return unix_lines(self.cleaned_data["wording"])

    def clean_text(self) -> str:
        return unix_lines(self.cleaned_data["text"])

    def show_version(self, question: Clarification) -> None:
        """What was typed, on the page for the draft as it stands now: sent again, it counts."""
        typed = cast(QueryDict, self.data)
        typed["version"] = str(question.draft_of_answer.version if question.draft_of_answer else 0)


class PublishAnswersForm(forms.Form):
    """Which of the previewed drafts are published. Each choice carries the version that was previewed (P13)."""

    chosen = forms.MultipleChoiceField(
        label="Publish these answers",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one answer to publish.",
            "invalid_choice": "One of these answers was changed or published by somebody else after you read this page. Read it as "
            "it stands now, then publish.",
        },
    )
    names_confirmed = forms.BooleanField(
        label="I have read the names that the advert itself uses, and they are meant", required=False
    )

    def __init__(self, data: Any = None, *, questions: Iterable[Clarification], asks_about_names: bool) -> None:
        choices = [(f"{question.reference}:{question.draft.version}", _label(question)) for question in questions]
        super().__init__(data, initial={"chosen": [value for value, _label in choices]})
        field: Any = self.fields["chosen"]
        field.choices = choices
        if not asks_about_names:
            del self.fields["names_confirmed"]

    def pairs(self) -> list[tuple[str, int]]:
        split = (value.rpartition(":") for value in self.cleaned_data["chosen"])
        return [(reference, int(version)) for reference, _colon, version in split]

    @property
    def confirms_names(self) -> bool:
        return bool(self.cleaned_data.get("names_confirmed"))


class PrivateAnswerForm(PlainTextForm):
    """An answer to the asker alone, and why."""

    text = long_text(
        "The answer, to the asker alone",
        most=LONGEST_ANSWER,
        rows=8,
        help_text="Only the organisation that asked, the officers of this advert and approvers read it.",
        missing="Write the answer.",
    )
    reason = long_text(
        "Why is it confidential?",
        most=1000,
        rows=4,
        help_text="For example: any answer would disclose the asker's own commercial information. Kept for approvers and auditors.",
        missing="Write why: whatever is told to one organisation and not to all needs a reason.",
    )

    def clean_text(self) -> str:
        return unix_lines(self.cleaned_data["text"])

    def clean_reason(self) -> str:
        return unix_lines(self.cleaned_data["reason"])


class RevealForm(PlainTextForm):
    """Why an officer has to know who asked."""

    reason = long_text(
        "Why do you have to know?",
        most=1000,
        rows=4,
        help_text="For example: the question reports a conflict of interest that has to be looked into.",
        missing="Write why: who asked is not shown without a reason.",
    )

    def clean_reason(self) -> str:
        return unix_lines(self.cleaned_data["reason"])


def _label(question: Clarification) -> str:
    number: int | None = question.number  # type: ignore[attr-defined]
    return f"{question.reference}, a correction of question {number}" if number else f"{question.reference}, new"
