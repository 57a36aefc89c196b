"""Scores: one small form a criterion, all on one page. Nothing is asked to be complete before locking (P4)."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from eoi.forms.answer import Version
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import Criterion
from evaluation.actions.assessment import ScoreChange
from evaluation.models import RATIONALE_CHARACTERS, Marking, Score, ScoreAlternative

NOT_ADDRESSED = "not-addressed"
SAVED = "saved"


class ScoreForm(PlainTextForm):
    """`version` and `seen` say from what the page was made: what was not touched on an old page is not a change (P13)."""

    mark = forms.ChoiceField(label="Your score", required=False, widget=forms.RadioSelect)
    rationale = forms.CharField(
        label="Why this score",
        required=False,
        strip=False,
        max_length=RATIONALE_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=(
            "Judge the answer against the objective, not against other submissions. Cite paragraphs as ¶2. "
            "What you write may be disclosed under freedom of information law."
        ),
    )
    version = Version()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, criterion: Criterion, score: Score | None = None, **kwargs: Any) -> None:
        self.criterion = criterion
        self.score = score
        super().__init__(data, prefix=f"objective-{criterion.position}", initial=_initial(score), **kwargs)
        title = criterion.wording.short_title
        self.fields["mark"].choices = marks_of(criterion)  # type: ignore[attr-defined]
        self.fields["mark"].error_messages["invalid_choice"] = f"Choose one of the scores listed for “{title}”."
        self.fields["rationale"].error_messages["max_length"] = (
            f"The reason for “{title}” has %(show_value)s characters; the limit is %(limit_value)s. Shorten it."
        )

    def change(self) -> ScoreChange | None:
        """What the evaluator changed on this page, or None."""
        mark, rationale = self.cleaned_data["mark"], unix_lines(self.cleaned_data["rationale"])
        if self.cleaned_data["seen"] == fingerprint(mark, rationale):
            return None
        return ScoreChange(
            criterion=self.criterion,
            version=self.cleaned_data["version"],
            value=Decimal(mark) if mark and mark != NOT_ADDRESSED else None,
            not_addressed=mark == NOT_ADDRESSED,
            rationale=rationale,
        )


class SettleForm(forms.Form):
    """Which of two or more texts stands."""

    stands = forms.ChoiceField(
        label="Which one stands?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose which version stands.",
            "invalid_choice": "Choose one of the versions shown.",
        },
    )
    version = Version()

    def __init__(self, data: Any = None, *, score: Score, waiting: Sequence[ScoreAlternative], **kwargs: Any) -> None:
        self.waiting = {str(alternative.pk): alternative for alternative in waiting}
        super().__init__(data, initial={"version": score.version}, **kwargs)
        numbered = enumerate(self.waiting, start=2)
        self.fields["stands"].choices = [  # type: ignore[attr-defined]
            (SAVED, "Version 1, which was saved first"),
            *((key, f"Version {number}, from the other page") for number, key in numbered),
        ]

    def chosen(self) -> ScoreAlternative | None:
        return self.waiting.get(self.cleaned_data["stands"])


def marks_of(criterion: Criterion) -> list[tuple[str, str]]:
    """Highest first, then *not addressed*."""
    steps = sorted(criterion.levels.items(), key=lambda step: int(step[0]), reverse=True)
    return [*steps, (NOT_ADDRESSED, "Not addressed: this organisation offered nothing for this objective")]


def mark_value(marking: Marking | None) -> str:
    """As the radio buttons have it."""
    if marking is None:
        return ""
    if marking.not_addressed:
        return NOT_ADDRESSED
    return "" if marking.value is None else str(marking.value)


def fingerprint(mark: str, rationale: str) -> str:
    return hashlib.sha256(f"{mark}\n{rationale}".encode()).hexdigest()[:16]


def _initial(score: Score | None) -> dict[str, Any]:
    mark, rationale = mark_value(score), score.rationale if score else ""
    return {
        "mark": mark,
        "rationale": rationale,
        "version": score.version if score else 0,
        "seen": fingerprint(mark, rationale),
    }
