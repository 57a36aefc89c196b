"""Answers as people type them. Nothing is validated for completeness on save (P4)."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from eoi.actions.answer_edition import change_from
from eoi.actions.expression_of_interest import CONTENT, AnswerChange, Content, content_of
from eoi.forms.plain_text import PlainTextForm
from eoi.models import EVERY_OPTION, Answer, AnswerEdition, Question, QuestionKind
from eoi.pasted_text import plain
from eoi.words import count_words

MOST_CHARACTERS = 100_000
MOST_CHARACTERS_OF_A_REASON = 1000
HIGHEST_VERSION = 2**31 - 1
NOTHING: Content = ("", False, False, [], False, "")


class AnswerText(forms.CharField):
    """A long text: kept however many words it has, refused above 100,000 characters with what was typed still on the page."""

    widget = forms.Textarea

    def __init__(self, *, most: int = MOST_CHARACTERS, **kwargs: Any) -> None:
        self.most = most
        super().__init__(required=False, strip=False, **kwargs)

    def clean(self, value: Any) -> str:
        text = plain(super().clean(value))
        if len(text) > self.most:
            raise forms.ValidationError(
                f"“{self.label}” has {len(text):,} characters, more than the {self.most:,} that can be kept. "
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


class AnswerFields:
    """The fields of one answer in a form that may hold several: `prefix` is "" or the question's key with a hyphen.

    `was` tells what the page was made from, as a digest: who changes nothing of an answer does not meet a colleague who does.
    """

    def __init__(self, form: forms.Form, question: Question, answer: Answer | None, *, prefix: str = "") -> None:
        self.form, self.question, self.prefix = form, question, prefix
        for name, field in self._fields(answer).items():
            form.fields[self._key(name)] = field

    def __getitem__(self, name: str) -> BoundField:
        return self.form[self._key(name)]

    def has(self, name: str) -> bool:
        return self._key(name) in self.form.fields

    def change(self) -> AnswerChange | None:
        """What was typed; nothing where it is what the page was made from."""
        change = AnswerChange(
            key=self.question.key,
            version=self._value("version", 0),
            text=self._value("text", ""),
            nothing_offered=self._value("nothing_offered", False),
            selected=self._value("selected", False),
            choices=_every_or_each(self._value("choices", [])),
            is_sensitive=self._value("is_sensitive", False),
            sensitive_reason=self._value("sensitive_reason", ""),
        )
        return None if self._value("was", "") == digest_of(change.content) else change

    def as_saved(self, answer: Answer | None) -> dict[str, str]:
        """The hidden fields of a page that has just been saved, by their names in the form."""
        content = content_of(answer) if answer else NOTHING
        return {
            self._key("version"): str(answer.version if answer else 0),
            self._key("was"): digest_of(content),
        }

    @property
    def opens_mark(self) -> bool:
        """The mark of sensitivity is folded away until there is one, or something is wrong with its reason."""
        return bool(self["is_sensitive"].value() or self["sensitive_reason"].value() or self["sensitive_reason"].errors)

    def _key(self, name: str) -> str:
        if self.prefix and name == "selected":
            return self.question.key
        return f"{self.prefix}{'how' if self.prefix and name == 'text' else name}"

    def _value(self, name: str, otherwise: Any) -> Any:
        return self.form.cleaned_data.get(self._key(name), otherwise)

    def _fields(self, answer: Answer | None) -> dict[str, forms.Field]:
        question = self.question
        text, nothing_offered, selected, choices, is_sensitive, reason = content_of(answer) if answer else NOTHING
        fields: dict[str, forms.Field] = {}
        if question.kind == QuestionKind.NEED:
            fields["selected"] = forms.BooleanField(
                label=f"We can help with “{question.title}”", required=False, initial=selected
            )
        if question.offers_choices:
            fields["choices"] = _choices(question, choices)
        fields["text"] = AnswerText(
            label=_label(question),
            initial=text,
            widget=forms.Textarea(attrs={"rows": _rows(question), "data-maxwords": question.word_limit}),
        )
        if question.kind == QuestionKind.CRITERION:
            fields["nothing_offered"] = forms.BooleanField(
                label="We offer nothing for this objective",
                help_text="Answering for some objectives only is welcome. What you wrote above is kept, but not submitted.",
                required=False,
                initial=nothing_offered,
            )
        named = f" to “{question.title}”" if self.prefix else ""
        fields["is_sensitive"] = forms.BooleanField(
            label=f"This answer{named} is sensitive", required=False, initial=is_sensitive
        )
        fields["sensitive_reason"] = AnswerText(
            label=f"Why this answer{named} is sensitive",
            help_text="Such as a trade secret, and until when. You need not say it to save, but before you submit.",
            most=MOST_CHARACTERS_OF_A_REASON,
            initial=reason,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        fields["version"] = Version(initial=answer.version if answer else 0)
        was = digest_of(content_of(answer) if answer else NOTHING)
        fields["was"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=was)
        return fields


class AnswerForm(PlainTextForm):
    """One answer."""

    def __init__(self, data: Any = None, *, question: Question, answer: Answer | None = None, **kwargs: Any) -> None:
        self.question = question
        super().__init__(data, **kwargs)
        self.answer_fields = AnswerFields(self, question, answer)
        if data is not None:
            self.data = self._without_controls(data)

    def changes(self) -> list[AnswerChange]:
        change = self.answer_fields.change()
        return [change] if change else []

    def words_too_many(self) -> int:
        return max(0, count_words(self.cleaned_data["text"]) - self.question.word_limit)

    def as_saved(self, answers: Mapping[str, Answer], *, but: Collection[str] = ()) -> dict[str, str]:
        """Hidden fields after a save, of what this page changed: of anything else it still shows the earlier text."""
        if self.question.key in but or not self.changes():
            return {}
        return self.answer_fields.as_saved(answers.get(self.question.key))

    @classmethod
    def to_settle(cls, data: Any = None, *, question: Question, typed: AnswerEdition, stands: Answer) -> "AnswerForm":
        """What was set aside, to be saved over what stands: with the version that stands, and never taken for unchanged."""
        mine = Answer(**dict(zip(CONTENT, change_from(typed, version=0).content, strict=True)), version=stands.version)
        form = cls(data, question=question, answer=mine)
        form.fields["was"].initial = ""
        form.fields["settles"] = Version(initial=typed.number)
        return form


@dataclass(frozen=True)
class NeedRow:
    """One need on the page: its fields, and what a colleague saved meanwhile."""

    question: Question
    fields: AnswerFields
    settles: BoundField
    theirs: Answer | None

    @property
    def selected(self) -> BoundField:
        return self.fields["selected"]

    @property
    def how(self) -> BoundField:
        return self.fields["text"]


class NeedsForm(PlainTextForm):
    """All needs at once. Fields are named by the question's key, so that a list of what is missing can link to them."""

    def __init__(
        self, data: Any = None, *, questions: Sequence[Question], answers: Mapping[str, Answer], **kwargs: Any
    ) -> None:
        self.questions = questions
        self.theirs: dict[str, Answer] = {}
        super().__init__(data, **kwargs)
        self.parts = {
            question.key: AnswerFields(self, question, answers.get(question.key), prefix=f"{question.key}-")
            for question in questions
        }
        for question in questions:
            self.fields[f"{question.key}-settles"] = Version()
        if data is not None:
            self.data = self._without_controls(data)

    def rows(self) -> list[NeedRow]:
        return [
            NeedRow(question, self.parts[key], self[f"{key}-settles"], self.theirs.get(key))
            for question in self.questions
            for key in [question.key]
        ]

    def changes(self) -> list[AnswerChange]:
        return [change for part in self.parts.values() if (change := part.change())]

    def settles(self) -> dict[str, int]:
        """By key, up to which text that was set aside this page has shown both."""
        numbers = {key: self.cleaned_data[f"{key}-settles"] for key in self.parts}
        return {key: number for key, number in numbers.items() if number}

    def show_beside(self, pairs: Sequence[tuple[Answer, AnswerChange]], waiting: Mapping[str, int]) -> None:
        """A colleague saved first: their text is shown beside what was typed, and saving again chooses what was typed."""
        data = self.data.copy()  # type: ignore[attr-defined]
        for answer, _ in pairs:
            key = answer.question_key
            self.theirs[key] = answer
            data[f"{key}-settles"] = str(waiting.get(key, 0))
            data[f"{key}-version"], data[f"{key}-was"] = str(answer.version), ""
        self.data = data

    def as_saved(self, answers: Mapping[str, Answer], *, but: Collection[str] = ()) -> dict[str, str]:
        """Hidden fields after a save, of what this page changed: of anything else it still shows the earlier text."""
        fields: dict[str, str] = {}
        for change in self.changes():
            if change.key in but:
                continue
            fields |= self.parts[change.key].as_saved(answers.get(change.key)) | {f"{change.key}-settles": "0"}
        return fields


def digest_of(content: Content) -> str:
    return sha256(json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def _choices(question: Question, chosen: Sequence[str]) -> forms.MultipleChoiceField:
    field = forms.MultipleChoiceField(
        label="Select all that apply",
        choices=[
            *((option["key"], option["title"]) for option in question.options),
            (EVERY_OPTION, "All of them"),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=list(chosen),
        error_messages={"invalid_choice": "“%(value)s” is not among what you can tick. Tick from the list."},
    )
    if question.kind == QuestionKind.SERVICES:
        field.choice_hints = {option["key"]: option["text"] for option in question.options}  # type: ignore[attr-defined]
    return field


def _every_or_each(choices: Sequence[str]) -> tuple[str, ...]:
    return (EVERY_OPTION,) if EVERY_OPTION in choices else tuple(dict.fromkeys(choices))


def _label(question: Question) -> str:
    if question.kind == QuestionKind.NEED:
        return f"How you would help with “{question.title}”"
    if question.offers_choices:
        return "How you would help, if you want to say"
    return "Your answer"


def _rows(question: Question) -> int:
    return 16 if question.word_limit >= 600 else 10 if question.word_limit >= 300 else 5
