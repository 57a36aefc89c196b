"""Sample words for the gallery of components."""

from typing import Any

from django import forms
from django.core.paginator import Paginator

from eoi.advert_life import Step
from eoi.advert_sheet import Fact, ListedCriterion


class SampleForm(forms.Form):
    answer = forms.CharField(
        label="Your answer",
        help_text="Up to 800 words.",
        widget=forms.Textarea(attrs={"data-maxwords": 800, "rows": 6}),
    )
    kind = forms.ChoiceField(label="Kind", choices=[("company", "Company"), ("charity", "Charity")])


def samples() -> dict[str, Any]:
    """What the gallery's template asks for."""
    return {
        "steps": [
            Step("Prepare", "done"),
            Step("Decide", "done", "1 March 2026"),
            Step("Open", "now"),
            Step("Closed", "next"),
        ],
        "facts": [Fact("Reference", "SAL-2026-014"), Fact("Closes", "5pm on Friday 18 December 2026 (UK time)")],
        "criteria": [ListedCriterion(1, "Better services, sooner", "Quality, access and responsiveness.", "20")],
        "statements": ["We are not seeking tenders.", "We give no guarantee that any contract will follow."],
        "tasks": [
            {"title": "About your organisation", "url": "/", "state": "Ready", "tone": "", "hint": "212 of 300 words"},
            {"title": "Value for money", "url": "/", "state": "Not started", "tone": "empty", "hint": ""},
        ],
        "rows": [
            {"label": "Name", "value": "Northgate Shared Services plc", "url": "/"},
            {"label": "Company number", "missing": True, "url": "/"},
        ],
        "conditions": [
            {"is_met": True, "text": "The weightings total 100."},
            {"is_met": False, "text": "The advert has no summary.", "url": "/", "label": "Write one"},
        ],
        "parts": [{"label": "Words and dates", "url": "/", "state": "Ready", "is_current": True}],
        "answer": "We would begin with payroll.\n\nA second centre would follow within a year.",
        "page_obj": Paginator(range(400), 50).get_page(3),
        "form": SampleForm(),
    }
