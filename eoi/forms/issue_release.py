"""What is typed to make a wording of an issue public, to take it back, and to choose what an advert carries (S9, S11)."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from eoi.forms.advert import VersionedForm
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import Advert, IssueRelease, KnownIssue


class IssueReleaseForm(PlainTextForm):
    """The words as the public will read them, of the version that was read. Shown once more before they are released."""

    title = forms.CharField(label="Title, as the public will read it", max_length=160)
    text = forms.CharField(
        label="Text, as the public will read it",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Take out names, figures and anything else that is not for everybody. A blank line begins a new paragraph.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, issue: KnownIssue, data: Any = None, *, earlier: IssueRelease | None = None) -> "IssueReleaseForm":
        """Begins with the wording that is public now, or else with the live words."""
        title, text = (earlier.title, earlier.text) if earlier else (issue.title, issue.matter)
        return cls(data, initial={"title": title, "text": text, "version": issue.version})

    def clean_text(self) -> str:
        return unix_lines(self.cleaned_data["text"])

    def show_version(self, issue: KnownIssue) -> None:
        """What was typed, on the page for the issue as it stands now (P13)."""
        cast(QueryDict, self.data)["version"] = str(issue.version)


class IssueReleaseWithdrawForm(PlainTextForm):
    reason = forms.CharField(
        label="Why is it taken back?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For colleagues. Kept with your name and the time.",
    )

    def clean_reason(self) -> str:
        return unix_lines(self.cleaned_data["reason"])


class AdvertIssuesForm(VersionedForm):
    """Which released wordings the advert carries. None is allowed."""

    releases = forms.MultipleChoiceField(
        label="Wordings that the advert carries",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "One of the wordings was taken back or replaced meanwhile. Choose from the list as it stands now."
        },
    )

    def __init__(self, data: Any = None, *, advert: Advert) -> None:
        self.possible = list(IssueRelease.objects.public().about_scope_of(advert).in_list_order())
        carried = IssueRelease.objects.public_for(advert)
        initial = {"draft_version": advert.draft_version, "releases": [each.reference for each in carried]}
        super().__init__(data, initial=initial)
        field = cast(Any, self.fields["releases"])
        field.choices = [(each.reference, each.title) for each in self.possible]
        field.choice_hints = {each.reference: f"{each.issue.about}. {each.text}" for each in self.possible}

    def chosen(self) -> list[IssueRelease]:
        return [each for each in self.possible if each.reference in self.cleaned_data["releases"]]
