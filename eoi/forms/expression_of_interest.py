"""Answers, needs, declaration and withdrawal. Nothing is validated for completeness on save (P4)."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField

from eoi.actions.expression_of_interest import AnswerChange
from eoi.forms.plain_text import PlainTextForm
from eoi.models import Answer, Question, QuestionKind
from eoi.pasted_text import plain
from eoi.sealed_content import Declaration

MOST_CHARACTERS = 100_000
HIGHEST_VERSION = 2**31 - 1


class AnswerText(forms.CharField):
    """A long text: kept however many words it has, refused above 100,000 characters with what was typed still on the page."""

    widget = forms.Textarea

    def clean(self, value: Any) -> str:
        text = plain(super().clean(value))
        if len(text) > MOST_CHARACTERS:
            raise forms.ValidationError(
                f"“{self.label}” has {len(text):,} characters, more than the {MOST_CHARACTERS:,} that can be kept. "
                "It was not saved: shorten it, then save again."
            )
        return text


class Version(forms.IntegerField):
    """The version of the answer from which the page was made; 0 where there was none."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, min_value=0, max_value=HIGHEST_VERSION, **kwargs)

    def clean(self, value: Any) -> int:
        try:
            return super().clean(value) or 0
        except forms.ValidationError:
            return 0


class AnswerForm(PlainTextForm):
    text = AnswerText(label="Your answer", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 16}))
    nothing_offered = forms.BooleanField(
        label="We offer nothing for this objective",
        help_text="Answering for some objectives only is welcome. What you wrote above is kept, but not submitted.",
        required=False,
    )
    version = Version()

    def __init__(self, data: Any = None, *, question: Question, answer: Answer | None = None, **kwargs: Any) -> None:
        self.question = question
        super().__init__(data, initial=_initial(answer), **kwargs)
        self.fields["text"].widget.attrs["data-maxwords"] = question.word_limit
        if question.kind != QuestionKind.CRITERION:
            del self.fields["nothing_offered"]

    def change(self) -> AnswerChange:
        return AnswerChange(
            key=self.question.key,
            version=self.cleaned_data["version"],
            text=self.cleaned_data["text"],
            nothing_offered=self.cleaned_data.get("nothing_offered", False),
        )

    def words_too_many(self) -> int:
        return max(0, len(self.cleaned_data["text"].split()) - self.question.word_limit)


class NeedRow(NamedTuple):
    """One need on the page: the tick, how, and the version it was made from."""

    question: Question
    selected: BoundField
    how: BoundField
    version: BoundField
    theirs: Answer | None


class NeedsForm(PlainTextForm):
    """All needs at once. Fields are named by the question's key, so that a list of what is missing can link to them."""

    def __init__(
        self, data: Any = None, *, questions: Sequence[Question], answers: Mapping[str, Answer], **kwargs: Any
    ) -> None:
        self.questions = questions
        self.theirs: dict[str, Answer] = {}
        super().__init__(data, **kwargs)
        for question in questions:
            self._add_fields(question, answers.get(question.key))
        if data is not None:
            self.data = self._without_controls(data)

    def rows(self) -> list[NeedRow]:
        return [
            NeedRow(question, self[key], self[f"{key}-how"], self[f"{key}-version"], self.theirs.get(key))
            for question in self.questions
            for key in [question.key]
        ]

    def changes(self) -> list[AnswerChange]:
        return [
            AnswerChange(
                key=question.key,
                version=self.cleaned_data[f"{question.key}-version"],
                text=self.cleaned_data[f"{question.key}-how"],
                selected=self.cleaned_data[question.key],
            )
            for question in self.questions
        ]

    def show_beside(self, pairs: Sequence[tuple[Answer, AnswerChange]]) -> None:
        """A colleague saved first: their text is shown beside what was typed, and saving again chooses what was typed."""
        data = self.data.copy()  # type: ignore[attr-defined]
        for answer, _ in pairs:
            self.theirs[answer.question_key] = answer
            data[f"{answer.question_key}-version"] = str(answer.version)
        self.data = data

    def _add_fields(self, question: Question, answer: Answer | None) -> None:
        key = question.key
        self.fields[key] = forms.BooleanField(
            label=f"We can help with “{question.title}”",
            required=False,
            initial=bool(answer and answer.selected),
        )
        self.fields[f"{key}-how"] = AnswerText(
            label=f"How you would help with “{question.title}”",
            required=False,
            strip=False,
            initial=answer.text if answer else "",
            widget=forms.Textarea(attrs={"rows": 5, "data-maxwords": question.word_limit}),
        )
        self.fields[f"{key}-version"] = Version(initial=answer.version if answer else 0)


class DeclarationForm(PlainTextForm):
    name = forms.CharField(
        label="Your full name",
        max_length=120,
        error_messages={
            "required": "Enter the name of the person who makes the declaration.",
            "max_length": "The name has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )
    position = forms.CharField(
        label="Your position",
        max_length=120,
        help_text="Such as managing director or head of partnerships.",
        error_messages={
            "required": "Enter the position of the person who makes the declaration.",
            "max_length": "The position has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )
    authorised = forms.BooleanField(
        label="I am authorised to make this expression of interest for my organisation",
        error_messages={"required": "Confirm that you may speak for your organisation."},
    )
    statements_acknowledged = forms.BooleanField(
        label="I have read the standing statements: this is not a tender, and no contract is guaranteed",
        error_messages={"required": "Confirm that you have read the standing statements."},
    )
    draft_version = Version()

    def declaration(self) -> Declaration:
        names = ("name", "position", "authorised", "statements_acknowledged")
        return Declaration(**{name: self.cleaned_data[name] for name in names})


class WithdrawalForm(PlainTextForm):
    reason = forms.CharField(
        label="Why are you withdrawing? (optional)",
        help_text="Kept with your record, for your own people. No page shows it to the council, and it counts neither for nor against you.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "max_length": "The reason has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )


def _initial(answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {"version": 0}
    return {"text": answer.text, "nothing_offered": answer.nothing_offered, "version": answer.version}
